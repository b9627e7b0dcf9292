/** Whether a text file is a dump of a Confluence page, and not any other text. */
import type { ReadableFile } from '../../model/document.ts';
import { isLabelsHead, isNoLabels, splitHeader, splitTail } from './furniture.ts';
import { blocksIn, type Block } from './lines.ts';

/** Files of this size are no page; looking at all their lines would not be cheap. */
const LARGEST = 4_000_000;

const FOREIGN_NAME =
  /(?:^|\/)(?:authors|change|contributing|copying|history|install|licen[cs]e|news|notice|readme|release|robots|todo)[^/]*$/i;
const FOREIGN_MARKUP = /^(?:#{1,6} |={3,}|-{3,}|\*{3,}|```|\||<!doctype|<html|<\?xml|%PDF)/im;
const VERSION = /^(?:version|release|v)?\s?\d+\.\d/i;

/** The longest line that can stand as a heading, and the shortest that no author wrapped by hand. */
const LONGEST_HEADING = 80;
const SHORTEST_PROSE = 120;

/**
 * Recognised by what Confluence itself adds (the labels at the end, header and footer lines), else by
 * layout: bullets `•`, lines standing alone above them, and prose in lines of any length.
 */
export function looksDumped(file: ReadableFile): boolean {
  if (!file.text.includes('•') && !file.text.includes('Confluence')) return false;
  if (file.text.length > LARGEST || FOREIGN_MARKUP.test(file.text)) return false;
  const blocks = blocksIn(file.text);
  return hasFurniture(blocks) || (!FOREIGN_NAME.test(file.path) && hasLayout(blocks));
}

function hasFurniture(blocks: readonly Block[]): boolean {
  if (isNoLabels(blocks.at(-1))) return true;
  const { labels, footerDate } = splitTail(blocks).part;
  if (footerDate === null) return false;
  return (
    labels.length > 0 || blocks.some(isLabelsHead) || splitHeader(blocks).part.metadata !== null
  );
}

function hasLayout(blocks: readonly Block[]): boolean {
  const bullets = blocks.filter(({ kind, indent }) => kind === 'bullet' && indent > 0);
  const paragraphs = blocks.filter(({ kind }) => kind === 'paragraph');
  const wrapped = paragraphs.some(({ lines }) => lines.length > 2);
  const prose = paragraphs.some(({ lines }) => (lines[0]?.length ?? 0) >= SHORTEST_PROSE);
  const standing = blocks.filter((block, at) => at < blocks.length - 1 && standsAlone(block));
  return !wrapped && prose && bullets.length >= 2 && standing.length >= 2;
}

function standsAlone({ kind, lines }: Block): boolean {
  const [line = ''] = lines;
  if (kind !== 'paragraph' || lines.length > 1 || line.length > LONGEST_HEADING) return false;
  return !/[.!?;,]$/.test(line.trim()) && !VERSION.test(line);
}
