/** One candidate from bytes to a document: charset, format, and what can be wrong with a file. */
import { createHash } from 'node:crypto';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { ReadableFile, Reader, ReadResult, SourceFormat } from '../model/document.ts';
import { SourceError } from '../model/errors.ts';
import { readerFor } from '../reader/index.ts';
import { decodeText, looksBinary } from '../source/charset.ts';
import { hasWordExportName } from '../source/enclosed.ts';
import { isWordExport, openMessage } from '../source/message.ts';
import type { Candidate, Scan } from './scan.ts';

export type FileContent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly sha256: string }
  | { readonly kind: 'failed'; readonly diagnostic: Diagnostic };

const isHtmlName = (path: string): boolean => /\.x?html?$/i.test(path);

/**
 * Among text files many are nobody's page; what is named like a page of an export should be one, and
 * what is named like a Word export is a candidate only because it begins like one.
 */
export const shouldBePage = (path: string): boolean => isHtmlName(path) || hasWordExportName(path);

/** Reads a candidate whole. What fails is the file's own failure, not the run's. */
export async function readBytes({ source, entry }: Candidate): Promise<FileContent> {
  try {
    const bytes = await source.read(entry.path);
    if (bytes.length === 0) return { kind: 'failed', diagnostic: diagnostic('empty-file') };
    if (looksBinary(bytes)) return { kind: 'failed', diagnostic: diagnostic('binary-content') };
    return { kind: 'bytes', bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { kind: 'failed', diagnostic: diagnostic('unreadable-file', error.message) };
  }
}

/**
 * Whether any candidate is a page, or a file that should have been one: asked before anything is
 * written. In an export it is the first file that is looked at.
 */
export async function holdsPages(found: Scan, format: SourceFormat | null): Promise<boolean> {
  for (const candidate of found.exports.flat()) {
    const content = await readBytes(candidate);
    if (content.kind === 'failed' && shouldBePage(candidate.entry.path)) return true;
    if (content.kind === 'failed') continue;
    const decoded = await decodeFile(candidate.entry.path, content.bytes);
    if (decoded.failure !== null || readerOf(decoded, format) !== null) return true;
  }
  return false;
}

export interface ParsedFile {
  /** Null when the file was not written by Confluence. */
  readonly result: ReadResult | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Why the file is a page that cannot be read; null otherwise. */
  readonly failure: Diagnostic | null;
}

/** A file as text, or why it cannot be. */
export interface DecodedFile {
  readonly file: ReadableFile;
  readonly diagnostics: readonly Diagnostic[];
  readonly failure: Diagnostic | null;
}

/** Decodes and parses a file's bytes by the reader that its content calls for, or by `format`. */
export async function parseFile(
  path: string,
  bytes: Uint8Array,
  format: SourceFormat | null,
): Promise<ParsedFile> {
  return parseText(await decodeFile(path, bytes), format);
}

/** Parses what was decoded. */
export function parseText(decoded: DecodedFile, format: SourceFormat | null): ParsedFile {
  const { file, diagnostics, failure } = decoded;
  return { result: readerOf(decoded, format)?.read(file) ?? null, diagnostics, failure };
}

const readerOf = ({ file, failure }: DecodedFile, format: SourceFormat | null): Reader | null =>
  failure === null ? readerFor(file, format) : null;

/** A file's bytes as text. Only the parts of a Word export have to be waited for. */
export function decodeFile(path: string, bytes: Uint8Array): DecodedFile | Promise<DecodedFile> {
  if (isWordExport(bytes)) return decodeMessage(path, bytes);
  const { text, diagnostics } = decodeText(bytes, isHtmlName(path) ? 'html' : 'text');
  return { file: { path, text }, diagnostics, failure: null };
}

/** Whatever the file is called, the page is the HTML inside. */
async function decodeMessage(path: string, bytes: Uint8Array): Promise<DecodedFile> {
  const message = await openMessage(bytes);
  if (message === null) {
    const failure = diagnostic('word-file-unreadable');
    return { file: { path, text: '' }, diagnostics: [], failure };
  }
  const { content, charset } = message.page;
  const { text, diagnostics } = decodeText(content, 'html', charset);
  return { file: { path, text, envelope: message }, diagnostics, failure: null };
}
