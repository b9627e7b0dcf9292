/**
 * Tables as RFC 4180 describes them, in UTF-8, but with the line ends of all files of the tree: LF.
 *
 * Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula, quoted or not. Such
 * a cell gets an apostrophe, which keeps it text; so does one that already begins with apostrophes
 * before such a sign, so that a reader can take exactly one away and has what was there.
 */
const FORMULA = /^'*[=+\-@\t\r]/;

export type CsvCell = string | number | null;

function cell(value: CsvCell): string {
  // A number is a number, also below zero.
  if (value === null || typeof value === 'number') return value === null ? '' : String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A row with its line end; null is an empty cell. */
export const csvLine = (row: readonly CsvCell[]): string => `${row.map(cell).join(',')}\n`;

/** A table with its head. */
export const csv = (head: readonly string[], rows: Iterable<readonly CsvCell[]>): string =>
  [head, ...rows].map(csvLine).join('');
