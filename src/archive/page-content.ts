/**
 * What a page says, apart from which file said it: a record without the file's path, hash and
 * export date and the titles of the pages above, so that an export that changed nothing but its date brings nothing new.
 */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttachmentRecord, PageRecord } from '../model/page.ts';

export interface PackedContent {
  /** Equal for records that say the same, lower-case hex. */
  readonly digest: string;
  /** The record without its body, as JSON. */
  readonly record: string;
}

/** The bulk of a record; while a page shows a content, this stands in the page's own rows only. */
export type Body = Pick<PageRecord, 'markdown' | 'text' | 'sections' | 'links'>;

/** The file that a content was read from. */
export interface Provenance {
  readonly sourcePath: string;
  readonly sourceSha256: string;
  readonly exportedOn: string | null;
  /** The names of the pages above, which are no part of what the page says. */
  readonly breadcrumbs: PageRecord['breadcrumbs'];
  /** How the file was read; null where an older version read it. */
  readonly profile: string | null;
}

const packed = new WeakMap<PageRecord, PackedContent>();

/** Notes what `contentOf` is to answer for a record, where that was made elsewhere. */
export const keepContent = (record: PageRecord, content: PackedContent): void =>
  void packed.set(record, content);

/** Made once for each record, however many ask. */
export function contentOf(record: PageRecord): PackedContent {
  const known = packed.get(record);
  if (known !== undefined) return known;
  const result = pack(record);
  packed.set(record, result);
  return result;
}

/**
 * The digest is of what a page says. Only the index of an export knows the key of the space, and
 * only some files the page's id: a page says the same with them and without them, although names of
 * pages in it are others. Where its links lead, the Markdown says; their addresses change when
 * another page is renamed or left out. What a section holds follows from the Markdown too, once it
 * is known where it ends; and values of reports follow from the text.
 */
function pack(record: PageRecord): PackedContent {
  const { space, confluenceId, refs, reportValues, markdown, text, sections } = record;
  const attachments = relativeTo(posix.dirname(record.sourcePath), record.attachments);
  const said = JSON.stringify(saidBy(record));
  const named: Pick<PageRecord, Named> = { space, confluenceId, refs, reportValues, attachments };
  const places = sections.map(({ level, heading, key, anchor, markdown: { length } }) => [
    ...[level, heading, key, anchor, length],
  ]);
  const files = attachments.map(({ confluenceId: id, fileName, mediaType, sourcePath }) => [
    ...[id, fileName, mediaType, sourcePath],
  ]);
  const hash = createHash('sha256').update(withoutSpaces(said));
  hash
    .update(JSON.stringify([places, files]))
    .update(withoutSpaces(markdown))
    .update('\0');
  return {
    digest: hash.update(text).digest('hex'),
    record: `${said.slice(0, -1)},${JSON.stringify(named).slice(1)}`,
  };
}

/** Fields of a record that are no part of what it says, as far as the digest goes. */
type Named = 'space' | 'confluenceId' | 'refs' | 'reportValues' | 'attachments';

/** The rest, but for what is stored elsewhere; a new field of records does not compile until it is here. */
const saidBy = (
  record: PageRecord,
): Omit<PageRecord, Named | keyof Body | keyof Provenance | 'diagnostics'> => ({
  title: record.title,
  type: record.type,
  parentRef: record.parentRef,
  creator: record.creator,
  createdOn: record.createdOn,
  lastModifier: record.lastModifier,
  lastModifiedOn: record.lastModifiedOn,
  metadataRaw: record.metadataRaw,
  format: record.format,
  wordCount: record.wordCount,
  anchors: record.anchors,
  report: record.report,
  labels: record.labels,
  comments: record.comments,
  macros: record.macros,
  contributions: record.contributions,
  fingerprint: record.fingerprint,
});

/** The whole export may lie in another folder next time. */
const relativeTo = (
  folder: string,
  attachments: readonly AttachmentRecord[],
): readonly AttachmentRecord[] =>
  attachments.map((attachment) => ({
    ...attachment,
    sourcePath:
      attachment.sourcePath === null ? null : posix.relative(folder, attachment.sourcePath),
  }));

const NAMES = ['page:title/', 'page:file/', 'attachment:file/'];

/** The space in a name of a page or file: `page:title/KEY/…`, `attachment:file/KEY/…`. */
const SPACE_IN_NAME = /(page:title|page:file|attachment:file)\/[^/"\\\s)]+\//g;

const withoutSpaces = (text: string): string =>
  NAMES.some((name) => text.includes(name)) ? text.replace(SPACE_IN_NAME, '$1/') : text;

/** As `page_contents.parts` holds it, in hex for SQL's `unhex`. Speed counts more than size. */
export const packParts = ({ sections, links }: Pick<Body, 'sections' | 'links'>): string =>
  deflateRawSync(JSON.stringify({ sections, links }), { level: 3 }).toString('hex');

export const unpackParts = (blob: Uint8Array): Pick<Body, 'sections' | 'links'> =>
  JSON.parse(inflateRawSync(blob).toString('utf8')) as Pick<Body, 'sections' | 'links'>;

/** The record as it was saved, with the file that it came from. `json` is of `contentOf`. */
export function restoreRecord(json: string, body: Body, file: Provenance): PageRecord {
  const record = JSON.parse(json) as Omit<PageRecord, keyof Body>;
  const folder = posix.dirname(file.sourcePath);
  return {
    ...record,
    ...body,
    ...file,
    diagnostics: [],
    attachments: record.attachments.map((attachment) => ({
      ...attachment,
      sourcePath: attachment.sourcePath === null ? null : posix.join(folder, attachment.sourcePath),
    })),
  };
}
