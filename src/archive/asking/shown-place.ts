/** How much of a line is shown on either side of a place, in characters. */
const BEFORE = 60;
const AFTER = 40;

/** Where a place of a text is: line and column, then its line with a mark below it. */
export function shownPlace(text: string, at: number): readonly string[] {
  const before = text.slice(0, at).split('\n');
  const line = text.split('\n')[before.length - 1] ?? '';
  const column = before.at(-1)?.length ?? 0;
  const from = Math.max(0, column - BEFORE);
  const dots = from > 0 ? '…' : '';
  return [
    `in line ${String(before.length)}, column ${String(column + 1)}:`,
    `${dots}${line.slice(from, column + AFTER).replaceAll('\t', ' ')}`,
    `${' '.repeat(dots.length + column - from)}^`,
  ];
}
