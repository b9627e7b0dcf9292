/** The lines of a dump, sorted into paragraphs and bullets. */

export interface Block {
  readonly kind: 'paragraph' | 'bullet';
  /** How far a bullet is indented, in columns; 0 for a paragraph. */
  readonly indent: number;
  /** The text without indentation and bullet; no-break spaces are text and stay. */
  readonly lines: readonly string[];
}

/** `  • text`. Text browsers take another sign for each level. */
const BULLET = /^([ \t]*)[•◦▪▫○●□■‣⁃][ \t](.*)$/u;

/**
 * Splits the text at blank lines and at bullets. Lines that follow each other make one paragraph; a
 * line below a bullet belongs to it when it is indented deeper.
 */
export function blocksIn(text: string): readonly Block[] {
  const blocks: (Block & { readonly lines: string[] })[] = [];
  let afterBlank = true;
  for (const line of text.split(/\r?\n/)) {
    const blank = line.trim() === '';
    const last = blocks.at(-1);
    if (!blank && !afterBlank && last !== undefined && continues(line, last)) {
      last.lines.push(plain(line));
    } else if (!blank) blocks.push(blockOf(line));
    afterBlank = blank;
  }
  return blocks;
}

function continues(line: string, block: Block): boolean {
  if (BULLET.test(line)) return false;
  return block.kind === 'paragraph' || columns(line) > block.indent;
}

function blockOf(line: string): Block & { readonly lines: string[] } {
  const [, indent, text] = BULLET.exec(line) ?? [];
  if (indent === undefined || text === undefined) {
    return { kind: 'paragraph', indent: 0, lines: [plain(line)] };
  }
  return { kind: 'bullet', indent: columns(line), lines: [plain(text)] };
}

function columns(line: string): number {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  return indent.replaceAll('\t', '    ').length;
}

/** Without spaces and tabs around it; `trim` would take no-break spaces too. */
function plain(text: string): string {
  const from = text.search(/[^ \t]/);
  let to = text.length;
  while (to > from && (text[to - 1] === ' ' || text[to - 1] === '\t')) to -= 1;
  return from === -1 ? '' : text.slice(from, to);
}
