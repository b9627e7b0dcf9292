/**
 * Where the readers find the parts of a page: for people who ask where a field came from. The table
 * of each reader is beside it.
 */
import type { SourceFormat } from '../model/document.ts';
import type { IndexPieces, Pieces } from '../model/pieces.ts';
import { CRAWLED_INDEX_PIECES, CRAWLED_PIECES } from './crawled-markdown/pieces.ts';
import { WORD_PIECES } from './confluence-word/pieces.ts';
import { PLAIN_TEXT_PIECES } from './plain-text/pieces.ts';
import { BLOCKS, INDEX, PROFILES } from './profiles.ts';

/**
 * @param profile as a document has it; null where it is not known.
 * @returns null where the form of the file decides, and is not known.
 */
export function piecesOf(format: SourceFormat, profile: string | null): Pieces | null {
  if (format === 'confluence-word') return WORD_PIECES;
  if (format === 'plain-text') return PLAIN_TEXT_PIECES;
  if (format === 'crawled-markdown') return CRAWLED_PIECES;
  const row = PROFILES.find(({ name }) => name === profile);
  if (row === undefined) return null;
  return {
    heading: row.heading ?? 'head > title',
    breadcrumbs: row.breadcrumbs,
    homeMark: BLOCKS.homeMark,
    metadata: row.metadata,
    body: row.body,
    attachments: BLOCKS.attachmentLinks,
    comments: BLOCKS.comment,
    labels: null,
    footer: row.footer,
  };
}

const INDEX_PIECES: IndexPieces = {
  details: `${INDEX.details}, head > title`,
  tree: 'ul a[href]',
};

/** @param path of the index: crawled ones are Markdown. */
export const indexPiecesOf = (path: string): IndexPieces =>
  /\.x?html?$/i.test(path) ? INDEX_PIECES : CRAWLED_INDEX_PIECES;
