/** How pages that a search found are shown. */
import stringWidth from 'string-width';
import type { SearchHit, SnippetPart } from '../model/search.ts';
import type { Column } from './records.ts';
import { printable, style, type Output } from './terminal.ts';
import { widthOf } from './text-table.ts';

/** The words that were found stand in brackets. */
const marked = (parts: readonly SnippetPart[]): string =>
  parts
    .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
    .join('')
    .trim();

export const HIT_COLUMNS: readonly Column<SearchHit>[] = [
  { name: 'page_id', of: ({ pageId }) => pageId, align: 'right' },
  { name: 'confluence_id', of: ({ confluenceId }) => confluenceId },
  { name: 'space_key', of: ({ spaceKey }) => spaceKey },
  { name: 'space_name', of: ({ spaceName }) => spaceName },
  { name: 'title', of: ({ title }) => title },
  { name: 'heading', of: ({ heading }) => heading },
  { name: 'snippet', of: ({ snippet }) => marked(snippet) },
  { name: 'created_on', of: ({ createdOn }) => createdOn },
  { name: 'last_modified_on', of: ({ lastModifiedOn }) => lastModifiedOn },
  { name: 'markdown_path', of: ({ markdownPath }) => markdownPath },
  { name: 'source_path', of: ({ sourcePath }) => sourcePath },
  { name: 'score', of: ({ score }) => score, align: 'right' },
];

const INDENT = '    ';
const WIDEST = 100;

/** A page in some lines: title and space; date and path; the words that were found. */
export function hitLines(hits: readonly SearchHit[], stream: Output): string {
  return hits.map((hit) => `${oneHit(hit, stream)}\n`).join('\n');
}

function oneHit(hit: SearchHit, stream: Output): string {
  const { title, spaceKey, spaceName, heading, markdownPath, sourcePath } = hit;
  const space = spaceKey ?? spaceName;
  const date = hit.lastModifiedOn ?? hit.createdOn;
  const about = [
    ...(date === null ? [] : [date.slice(0, 10)]),
    markdownPath ?? sourcePath,
    ...(heading === null ? [] : [`§ ${heading}`]),
  ];
  const name = style(stream, 'bold', printable(title ?? 'untitled'));
  return [
    `${name}${space === null ? '' : ` (${printable(space)})`}`,
    INDENT + style(stream, 'dim', printable(about.join(' · '))),
    ...wrapped(hit.snippet, stream).map((line) => INDENT + line),
  ].join('\n');
}

/** Where a line may break: behind white space, and around characters of East Asia. */
const BREAK =
  /(?<=\s)|(?<=[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}])|(?=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])/u;

function wrapped(parts: readonly SnippetPart[], stream: Output): readonly string[] {
  const room = Math.min(widthOf(stream), WIDEST) - INDENT.length;
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const { text, isMatch } of parts) {
    for (const piece of printable(text).split(BREAK)) {
      const width = stringWidth(piece);
      if (used > 0 && used + stringWidth(piece.trimEnd()) > room) {
        lines.push(line.trimEnd());
        line = '';
        used = 0;
      }
      line += isMatch ? style(stream, 'bold', piece) : piece;
      used += width;
    }
  }
  return [...lines, line.trimEnd()].filter((shown) => shown !== '');
}
