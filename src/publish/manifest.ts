/**
 * `manifest-sha256.txt`: every file of the tree with its SHA-256, in the form of `sha256sum`
 * (GNU coreutils; also the payload manifest of BagIt, RFC 8493): `<hex>  <path>`, LF, sorted.
 */
import { compareText } from './page-order.ts';
import { ATTACHMENTS_FOLDER, isRootFile, MANIFEST_FILE } from './root-files.ts';

export { MANIFEST_FILE };

const LINE = /^([\da-f]{64}) [ *](.+)$/;
// eslint-disable-next-line no-control-regex -- control characters are exactly what must not be there
const FORBIDDEN = /[\u0000-\u001F:\\\u007F]/;

/**
 * Whether a path is one that publishing can have made: relative, `/` between clean segments, a
 * Markdown file or an attachment in a space's folder, or a file of the tree itself. A manifest that someone else wrote can so
 * never make us write or remove anything else.
 */
export function isTreePath(path: string): boolean {
  if (isRootFile(path)) return true;
  const segments = path.split('/');
  const isClean = segments.every(
    (segment) => segment !== '' && !segment.startsWith('.') && !segment.endsWith('.'),
  );
  const isOurs = path.endsWith('.md') || segments[1] === ATTACHMENTS_FOLDER;
  return isClean && segments.length > 1 && isOurs && !FORBIDDEN.test(path);
}

/**
 * @param text of a manifest or journal; a line cut off by a crash is left out.
 * @returns path and hash of each line that names a path of the tree, in the order of the lines.
 */
export function parseManifest(text: string): readonly (readonly [path: string, sha256: string])[] {
  const entries: [string, string][] = [];
  for (const line of text.split('\n')) {
    const [, sha256, path] = LINE.exec(line) ?? [];
    if (sha256 !== undefined && path !== undefined && isTreePath(path))
      entries.push([path, sha256]);
  }
  return entries;
}

/** The paths alone, as the lines give them. */
export const listedPaths = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice(66));

export const manifestLine = (path: string, sha256: string): string => `${sha256}  ${path}\n`;

/** @param entries hash by path. */
export function formatManifest(entries: ReadonlyMap<string, string>): string {
  return [...entries]
    .sort(([a], [b]) => compareText(a, b))
    .map(([path, sha256]) => manifestLine(path, sha256))
    .join('');
}
