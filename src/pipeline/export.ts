/** From the archive to a tree of its own: the present, or any state that the archive remembers. */
import { resolve } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { openArchive } from '../archive/open.ts';
import { openOriginal } from '../archive/originals-folder.ts';
import { UsageError } from '../model/errors.ts';
import type { ExportReport } from '../model/exports.ts';
import {
  DEFAULT_LIMITS,
  type OnEdited,
  type ProgressEvent,
  type RedirectForm,
} from '../model/imports.ts';
import { readPublished } from '../publish/tree.ts';
import { rebuiltAsOf } from './as-of.ts';
import type { AttachmentBytes } from './attachment-bytes.ts';
import { publishArchive } from './publication.ts';

export interface ExportOptions {
  /** Path of the SQLite file. */
  readonly archive: string;
  /** Where the tree goes; not the Markdown folder of the imports. */
  readonly folder: string;
  /** A date (`2024-05`, `2024-05-06`, `2024-05-06T07:08`) or `import:3`; default: the present. */
  readonly asOf?: string | null | undefined;
  /** The Markdown folder of the imports, which has attachments; null for none. */
  readonly markdown?: string | null | undefined;
  readonly redirects?: readonly RedirectForm[] | undefined;
  readonly onEdited?: OnEdited | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined;
}

/**
 * Writes the tree as the archive has it, or had it: with a date, as the wiki was then; with an
 * import, as the tree was after it. Attachments come from the originals, or from the Markdown
 * folder while they are the same there; what is nowhere any more is reported.
 *
 * @throws UsageError for a moment that the archive does not know, and for a folder that is the
 *   Markdown folder itself; ArchiveError; OutputError; AbortedError when the signal fires.
 */
export async function exportArchive(options: ExportOptions): Promise<ExportReport> {
  const { archive: path, folder, asOf = null, markdown = null } = options;
  if (markdown !== null && resolve(folder) === resolve(markdown)) {
    throw new UsageError(
      `${folder} is the Markdown folder of the imports.`,
      'Name another folder: this one is kept up to date by `confluence-archive import`.',
    );
  }
  const present = await openArchive(path, { mode: 'read' });
  try {
    const kept = keptBytes(path, markdown, await present.attachments());
    if (asOf === null) return await publish(present, kept, { ...options, asOf, untold: [] });
    const { archive, untold } = await rebuiltAsOf(path, asOf);
    try {
      return await publish(archive, kept, { ...options, asOf, untold });
    } finally {
      await archive.close();
    }
  } finally {
    await present.close();
  }
}

/** By their hash, from what is still there. */
function keptBytes(
  archive: string,
  markdown: string | null,
  attachments: Awaited<ReturnType<Archive['attachments']>>,
): AttachmentBytes['open'] {
  const published = new Map(
    attachments.flatMap(({ sha256, publishedPath }) =>
      sha256 === null || publishedPath === null ? [] : [[sha256, publishedPath] as const],
    ),
  );
  return ({ sha256 }) => {
    const original = sha256 === null ? null : openOriginal(archive, sha256);
    if (original !== null) return Promise.resolve(original);
    const place = sha256 === null ? undefined : published.get(sha256);
    if (markdown === null || place === undefined) {
      throw new Error('its bytes were not kept; imports with --keep-originals keep them');
    }
    return Promise.resolve(readPublished(markdown, place));
  };
}

async function sourcePaths(archive: Archive): Promise<ReadonlyMap<number, string>> {
  const pages = await archive.pageSummaries();
  return new Map(pages.map(({ id, sourcePath }) => [id, sourcePath]));
}

async function publish(
  archive: Archive,
  open: AttachmentBytes['open'],
  options: ExportOptions & Pick<ExportReport, 'asOf' | 'untold'>,
): Promise<ExportReport> {
  const { folder, redirects = [], onEdited = 'beside', signal, asOf, untold } = options;
  const paths = await sourcePaths(archive);
  const bytes = { open, reportedAt: (pageId: number) => paths.get(pageId) ?? null };
  const published = await publishArchive(
    archive,
    { folder, bytes, importId: null },
    {
      limits: DEFAULT_LIMITS,
      signal,
      onProgress: options.onProgress ?? (() => undefined),
      onEdited,
      prune: true,
      redirects,
    },
  );
  return {
    archive: options.archive,
    folder,
    asOf,
    pages: paths.size,
    filesWritten: published.filesWritten,
    files: published.files,
    preserved: published.preserved,
    untold,
    diagnostics: published.remarks.map(({ path, found }) => ({ ...found, sourcePath: path })),
  };
}
