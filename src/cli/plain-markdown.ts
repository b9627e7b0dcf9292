/** Markdown as a terminal can show it: without signs for links and emphasis, in lines that fit. */
import stringWidth from 'string-width';
import { printable, style, type Output } from './terminal.ts';

/** `[the plan](Field Handbook)` → `the plan`, `**new**` → `new`; escapes fall away. */
function plainLine(line: string): string {
  return line
    .replace(/!\[([^[\]]*)\]\([^()]*\)/g, (_, words: string) =>
      words === '' ? '[image]' : `[${words}]`,
    )
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/<(https?:[^<>\s]+)>/g, '$1')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/(?<![\p{L}\p{N}\\])_([^_\n]+)_(?![\p{L}\p{N}])/gu, '$1')
    .replace(/\\(?=[\p{P}\p{S}])/gu, '');
}

/** What leads a line and is repeated as blanks on the lines that go on: `- `, `2. `, `> `. */
const LEAD = /^\s*(?:(?:[-*+]|\d{1,9}[.)]) +(?:\[[ x]\] )?|> ?)?/i;

/**
 * The lines of a Markdown text, each indented by `indent` and broken at `width` places. Headings are
 * bold; code and tables keep their lines.
 */
export function plainMarkdown(
  markdown: string,
  { indent, width, stream }: { indent: string; width: number; stream: Output },
): string[] {
  let isCode = false;
  const lines = markdown.split('\n').flatMap((line) => {
    const isFence = /^\s*(?:```|~~~)/.test(line);
    if (isFence) isCode = !isCode;
    if (isFence) return [];
    if (isCode || line.startsWith('|')) return [printable(line)];
    const heading = /^#{1,6} (.*)$/.exec(line)?.[1];
    if (heading !== undefined) return [style(stream, 'bold', printable(plainLine(heading)))];
    return wrapped(line, width - indent.length);
  });
  return lines.map((line) => (line === '' ? '' : indent + line));
}

function wrapped(line: string, width: number): string[] {
  const lead = LEAD.exec(line)?.[0] ?? '';
  const rest = plainLine(line.slice(lead.length)).trimEnd();
  if (rest === '') return [''];
  const hanging = ' '.repeat(lead.length);
  const lines: string[] = [];
  let open = lead;
  let isEmpty = true;
  for (const word of rest.split(/ +/).map(printable)) {
    if (!isEmpty && stringWidth(open) + 1 + stringWidth(word) > width) {
      lines.push(open);
      open = hanging;
      isEmpty = true;
    }
    open += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, open];
}
