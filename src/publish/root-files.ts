/** Names that the tree keeps for itself: in its root lie otherwise only the spaces' folders. */
import { withoutNewMark } from './new-name.ts';

/** The folder of a space's attachments; no page or folder of pages has this name. */
export const ATTACHMENTS_FOLDER = 'attachments';

export const MANIFEST_FILE = 'manifest-sha256.txt';
export const REDIRECTS_FILE = 'redirects.csv';
export const SOURCES_FILE = 'sources.csv';
export const NGINX_FILE = 'redirects.nginx.conf';
export const NETLIFY_FILE = '_redirects';

const DELIVERED: readonly string[] = [REDIRECTS_FILE, SOURCES_FILE, NGINX_FILE, NETLIFY_FILE];

/** No space's folder has one of these names; the last one would make the tree look like a package. */
export const RESERVED_NAMES: readonly string[] = [MANIFEST_FILE, ...DELIVERED, 'bagit.txt'];

/** Whether publishing can have made this file in the root; the manifest itself is not listed in one. */
export const isRootFile = (path: string): boolean =>
  DELIVERED.includes(path) || DELIVERED.includes(withoutNewMark(path) ?? '');

/**
 * Files that a run has begun to replace, in the form of the manifest. It outlives a run that was
 * killed, so that the next one knows what it wrote from what a person edited.
 */
export const JOURNAL_FILE = '.confluence-archive-journal';
