/**
 * What a page says, apart from which file said it: a record without the file's path, hash and
 * export date, so that an export that changed nothing but its date brings nothing new.
 */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { PageRecord } from '../model/page.ts';

export interface PackedContent {
  /** SHA-256 of `json`, lower-case hex. */
  readonly digest: string;
  /** Equal for records in which the page itself says the same, lower-case hex. */
  readonly state: string;
  readonly json: string;
}

/** The file that a content was read from. */
export interface Provenance {
  readonly sourcePath: string;
  readonly sourceSha256: string;
  readonly exportedOn: string | null;
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
    // The whole export may lie in another folder next time.
    attachments: record.attachments.map((attachment) => ({
      ...attachment,
      sourcePath:
        attachment.sourcePath === null ? null : posix.relative(folder, attachment.sourcePath),
    })),
  };
  const json = JSON.stringify(content);
  const result = { digest: sha256Of(json), state: stateOf(content), json };
  packed.set(record, result);
  return result;
}

/** Symbolic names of pages and files, up to the space that is part of them. */
const SPACE_IN_NAMES = /((?:page:title|page:file|attachment:file)\/)[^/\s"]*\//g;

/**
 * What the page says itself. A new title of a page above it or of a page that it links to is none of
 * its own, though breadcrumbs and file names in addresses show it. Only the index of an export knows
 * the key of the space: a page says the same with it and without it, although names of pages in it
 * are others, so these are compared without their space.
 */
function stateOf(record: PageRecord): string {
  const { title, parentRef, metadataRaw, labels, markdown, text, comments, attachments } = record;
  const named = attachments.map(({ confluenceId, fileName }) => [confluenceId, fileName]);
  const own = [title, parentRef, metadataRaw, labels, markdown, text, comments, named];
  return sha256Of(JSON.stringify(own).replace(SPACE_IN_NAMES, '$1'));
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

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
    attachments: record.attachments.map((attachment) => ({
      ...attachment,
      sourcePath: attachment.sourcePath === null ? null : posix.join(folder, attachment.sourcePath),
    })),
  };
}
