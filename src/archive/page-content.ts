/**
 * What a page says, apart from which file said it: a record without the file's path, hash and
 * export date and the titles of the pages above, so that an export that changed nothing but its date brings nothing new.
 */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { PageRecord } from '../model/page.ts';

export interface PackedContent {
  /** Equal for records that say the same, lower-case hex. */
  readonly digest: string;
  readonly json: string;
}

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

/** Made once for each record, however many ask. */
export function contentOf(record: PageRecord): PackedContent {
  const known = packed.get(record);
  if (known !== undefined) return known;
  const folder = posix.dirname(record.sourcePath);
  const content: PageRecord = {
    ...record,
    sourcePath: '',
    sourceSha256: '',
    exportedOn: null,
    diagnostics: [],
    // What a page says does not depend on the form of its file.
    profile: undefined,
    // The whole export may lie in another folder next time.
    attachments: record.attachments.map((attachment) => ({
      ...attachment,
      sourcePath:
        attachment.sourcePath === null ? null : posix.relative(folder, attachment.sourcePath),
    })),
  };
  const result = { digest: digestOf(content), json: JSON.stringify(content) };
  packed.set(record, result);
  return result;
}

/** The space in a name of a page or file: `page:title/KEY/…`, `attachment:file/KEY/…`. */
const SPACE_IN_NAME = /(page:title|page:file|attachment:file)\/[^/"\\\s)]+\//g;

/**
 * Only the index of an export knows the key of the space, and only some files the page's id. A page
 * says the same with them and without them, although names of pages in it are others. Where its
 * links lead, the Markdown says; their addresses change when another page is renamed or left out.
 */
function digestOf(content: PageRecord): string {
  const attachments = content.attachments.map((attachment) => ({ ...attachment, refs: [] }));
  const json = JSON.stringify({
    ...content,
    confluenceId: null,
    space: null,
    breadcrumbs: [],
    refs: [],
    links: [],
    attachments,
    // They follow from the text, and older archives know nothing of them.
    reportValues: undefined,
  });
  return createHash('sha256').update(json.replace(SPACE_IN_NAME, '$1/')).digest('hex');
}

/** As `page_contents.record` holds it, in hex for SQL's `unhex`. Speed counts more than size. */
export const compressed = (json: string): string =>
  deflateRawSync(json, { level: 3 }).toString('hex');

/** The record as it was saved, with the file that it came from. `blob` is the column's value. */
export function restoreRecord(blob: Uint8Array, file: Provenance): PageRecord {
  const record = JSON.parse(inflateRawSync(blob).toString('utf8')) as PageRecord;
  const folder = posix.dirname(file.sourcePath);
  return {
    ...record,
    ...file,
    // Records that older versions stored have none.
    reportValues: (record as Partial<PageRecord>).reportValues ?? [],
    attachments: record.attachments.map((attachment) => ({
      ...attachment,
      sourcePath: attachment.sourcePath === null ? null : posix.join(folder, attachment.sourcePath),
    })),
  };
}
