/** One way to print records for every command: as a table, JSON, NDJSON, CSV or Markdown. */
import { Option } from 'commander';
import { csv, type CsvCell } from '../model/csv.ts';
import { printableText } from './page-lines.ts';
import type { Output } from './terminal.ts';
import { textTable } from './text-table.ts';

export const RECORD_FORMATS = ['table', 'json', 'ndjson', 'csv', 'markdown'] as const;
export type RecordFormat = (typeof RECORD_FORMATS)[number];

/** What a field holds; lists and objects are kept as such in JSON. */
export type Field =
  | string
  | number
  | boolean
  | null
  | readonly (string | number)[]
  | readonly Readonly<Record<string, unknown>>[]
  | Readonly<Record<string, unknown>>;

/** One field of every record, in the order in which they are printed. */
export interface Column<Row> {
  /** As the archive's schema calls it: the key in JSON, and the head of CSV and Markdown. */
  readonly name: string;
  readonly of: (row: Row) => Field;
  /** Head in a terminal; default: the name, with spaces. */
  readonly head?: string;
  readonly align?: 'right';
  /** Left out of tables in a terminal, which have less room; all other forms have it. */
  readonly inTable?: false;
}

export const formatOption = (): Option =>
  new Option('--format <form>', 'form of the answer').choices(RECORD_FORMATS).default('table');

export interface Printing<Row> {
  readonly format: RecordFormat;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

/** Prints records; without any, an empty table has no lines, and `json` is an empty array. */
export function writeRecords<Row>(stream: Output, { format, columns, rows }: Printing<Row>): void {
  if (format === 'json') writeJson(stream, rows, columns);
  else if (format === 'ndjson') {
    for (const row of rows) stream.write(`${jsonRecord(row, columns)}\n`);
  } else if (format === 'csv') {
    const heads = columns.map(({ name }) => name);
    const cells = rows.map((row) => columns.map(({ of }) => csvCell(of(row))));
    stream.write(safeOn(stream, csv(heads, cells)));
  } else if (format === 'markdown') stream.write(safeOn(stream, markdownTable(rows, columns)));
  else stream.write(textTable(shownTable(rows, columns), stream));
}

/** In a terminal, words of the wiki must not move its cursor; files and pipes get them as they are. */
const safeOn = (stream: Output, text: string): string =>
  stream.isTTY === true ? printableText(text) : text;

/** In the order of the columns, which an object with names like `2021` would not keep. */
const jsonRecord = <Row>(row: Row, columns: readonly Column<Row>[]): string =>
  `{${columns.map(({ name, of }) => `${JSON.stringify(name)}:${JSON.stringify(of(row) ?? null)}`).join(',')}}`;

/** One record a line: still an array, and readable by line. */
function writeJson<Row>(
  stream: Output,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): void {
  if (rows.length === 0) {
    stream.write('[]\n');
    return;
  }
  for (const [at, row] of rows.entries()) {
    stream.write(`${at === 0 ? '[' : ','}\n  ${jsonRecord(row, columns)}`);
  }
  stream.write('\n]\n');
}

/** Numbers stay numbers. */
const csvCell = (field: Field): CsvCell =>
  typeof field === 'number' ? field : cellText(field, '; ');

/** A field in one cell; null where there is none. Lists are joined, objects stay JSON. */
function cellText(field: Field, separator: string): string | null {
  if (field === null) return null;
  if (Array.isArray(field)) {
    const parts = field as readonly unknown[];
    return parts
      .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
      .join(separator);
  }
  if (typeof field === 'object') return JSON.stringify(field);
  if (typeof field === 'boolean') return field ? 'yes' : 'no';
  return String(field);
}

/** Addresses are left alone but for what ends a cell: a backslash in them would be a part of them. */
const ADDRESS = /(https?:\/\/[^\s<>|\\]+)/;

const markdownCell = (text: string | null): string =>
  (text ?? '')
    .split(ADDRESS)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/[\\|`*_<>[\]~&]/g, String.raw`\$&`)))
    .join('')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('<br>');

function markdownTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const heads = columns.map(({ name }) => markdownCell(name.replaceAll('_', ' ')));
  const rules = columns.map(({ align }) => (align === 'right' ? '--:' : '---'));
  const body = rows.map((row) =>
    line(columns.map(({ of }) => markdownCell(cellText(of(row), ', ')))),
  );
  return [line(heads), line(rules), ...body].join('');
}

function shownTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]) {
  const shown = columns.filter(({ inTable }) => inTable !== false);
  return {
    heads: shown.map(({ name, head }) => head ?? name.replaceAll('_', ' ')),
    isRight: shown.map(({ align }) => align === 'right'),
    rows: rows.map((row) => shown.map(({ of }) => cellText(of(row), ', ') ?? '')),
  };
}
