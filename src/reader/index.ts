/** The table of input formats: the first reader that recognises a file reads it. */
import type { ReadableFile, Reader, SourceFormat } from '../model/document.ts';
import { confluenceHtmlReader } from './confluence-html/index.ts';
import { confluenceWordReader } from './confluence-word.ts';
import { crawledMarkdownReader } from './crawled-markdown/index.ts';
import { plainTextReader } from './plain-text.ts';

export const READERS: readonly Reader[] = [
  // First: what a Word export holds is HTML.
  confluenceWordReader,
  confluenceHtmlReader,
  crawledMarkdownReader,
  plainTextReader,
];

/**
 * The reader for a file: by content, or the one of `format` if the user insists.
 * Null when the file was not written by Confluence.
 */
export function readerFor(file: ReadableFile, format: SourceFormat | null): Reader | null {
  if (format !== null) return READERS.find((reader) => reader.format === format) ?? null;
  return READERS.find((reader) => reader.recognises(file)) ?? null;
}
