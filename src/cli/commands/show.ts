import { Command, Option } from 'commander';
import type { ShownPage, ShownSection } from '../../model/history.ts';
import type { FieldOrigin } from '../../model/pieces.ts';
import { UsageError } from '../../model/errors.ts';
import { EXIT } from '../exit-codes.ts';
import type { Library } from '../library.ts';
import { archiveOption, JSON_OPTION, PAGE_ARGUMENT, PAGE_HELP } from '../naming.ts';
import { jsonText, printableText } from '../page-lines.ts';
import { RECORD_FORMATS, writeRecords, type Column, type RecordFormat } from '../records.ts';
import type { Output, Terminal } from '../terminal.ts';

interface ShowFlags {
  readonly archive: string;
  readonly asOf?: string;
  readonly section?: string;
  readonly provenance?: true;
  readonly format?: RecordFormat;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  confluence-archive show "Field Handbook"
  confluence-archive show 41025712 --format json
  confluence-archive show "Q1 2024 Report" --section planned-work
  confluence-archive show "Field Handbook" --provenance
${PAGE_HELP}

A page is printed as Markdown unless --format says otherwise; its origins are printed as a table.
--format json and ndjson have everything that the archive knows of the page, its sections and their keys
among it, as one record named like the columns of the archive (space_key); json is an array of it.
--json prints the same as one object, as the library reports it (spaceKey).`;

const ORIGIN_COLUMNS: readonly Column<FieldOrigin>[] = [
  { name: 'field', of: ({ field }) => field },
  { name: 'value', of: ({ value }) => value },
  { name: 'raw', of: ({ raw }) => raw, inTable: false },
  { name: 'piece', of: ({ piece }) => piece, head: 'piece of the file' },
  { name: 'how', of: ({ how }) => how, head: 'how it was read' },
  { name: 'source_path', of: ({ sourcePath }) => sourcePath, head: 'file' },
  { name: 'source_sha256', of: ({ sourceSha256 }) => sourceSha256, head: 'SHA-256' },
];

const SECTION_COLUMNS: readonly Column<ShownSection>[] = [
  { name: 'page_id', of: ({ pageId }) => pageId, align: 'right' },
  { name: 'space_key', of: ({ spaceKey }) => spaceKey },
  { name: 'title', of: ({ title }) => title },
  { name: 'key', of: ({ key }) => key },
  { name: 'heading', of: ({ heading }) => heading },
  { name: 'position', of: ({ position }) => position, align: 'right' },
  { name: 'markdown', of: ({ markdown }) => markdown },
];

/** Lists of records are for JSON; a cell has no room for them. */
const SECTION_JSON_COLUMNS: readonly Column<ShownSection>[] = [
  ...SECTION_COLUMNS,
  { name: 'items', of: ({ items }) => items.map((item) => ({ ...item })) },
];

/** The fields of the page that fit into a line. */
const factColumns: readonly Column<readonly [name: string, value: string | number | null]>[] = [
  { name: 'field', of: ([name]) => name },
  { name: 'value', of: ([, value]) => value },
];

const factsOf = ({ page, ...shown }: ShownPage) =>
  Object.entries({ ...page, ...shown }).flatMap(([name, value]) =>
    value === null || typeof value === 'string' || typeof value === 'number'
      ? [[columnName(name), value] as const]
      : [],
  );

/** `createdOn` → `created_on`, as the archive's columns are called. */
const columnName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The same value with names of columns, at any depth. */
function withColumnNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withColumnNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [columnName(name), withColumnNames(part)]),
  );
}

/** Into a file go the very bytes of the published one. */
function writeMarkdown(stdout: Output, markdown: string): void {
  stdout.write(stdout.isTTY === true ? printableText(markdown) : markdown);
}

function writePage(stdout: Output, shown: ShownPage, format: RecordFormat): void {
  if (format === 'json') stdout.write(jsonText([withColumnNames(shown)]));
  else if (format === 'ndjson') stdout.write(`${JSON.stringify(withColumnNames(shown))}\n`);
  else if (format === 'markdown') writeMarkdown(stdout, shown.markdown);
  else {
    const rows = factsOf(shown).filter(
      ([name]) => name !== 'markdown' && (format === 'csv' || name !== 'text'),
    );
    writeRecords(stdout, { format, columns: factColumns, rows });
  }
}

/** `confluence-archive show <page>`: a page, a section of it, or where its fields came from. */
export function showCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  return new Command('show')
    .summary('print a page, a section of it, or where its fields came from')
    .description('Prints a page as its published file has it.')
    .argument('<page>', PAGE_ARGUMENT)
    .addOption(archiveOption())
    .option('--as-of <date>', 'the page as it was then: a date, or import:3')
    .option('--section <key>', 'only sections with this key, and those below them')
    .option('--provenance', 'for each field, the file and the piece of it that it came from')
    .addOption(new Option('--format <form>', 'form of the answer').choices(RECORD_FORMATS))
    .option(...JSON_OPTION)
    .showHelpAfterError('(see confluence-archive show --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (page: string, flags: ShowFlags) => {
      const { archive, asOf = null, section, provenance } = flags;
      const asked = flags.format ?? (flags.json === true ? 'json' : undefined);
      const { stdout } = terminal;
      if (provenance === true) {
        refuseWith(section === undefined ? null : '--section');
        refuseWith(asOf === null ? null : '--as-of');
        const rows = await library.pageProvenance({ archive, page });
        writeRecords(stdout, { format: asked ?? 'table', columns: ORIGIN_COLUMNS, rows });
      } else if (section !== undefined) {
        const rows = await library.showSections({ archive, page, asOf, section });
        if (asked === undefined || asked === 'markdown') {
          writeMarkdown(stdout, rows.map(({ markdown }) => markdown).join('\n'));
        } else {
          const isJson = asked === 'json' || asked === 'ndjson';
          const columns = isJson ? SECTION_JSON_COLUMNS : SECTION_COLUMNS;
          writeRecords(stdout, { format: asked, columns, rows });
        }
      } else {
        const shown = await library.showPage({ archive, page, asOf });
        if (flags.format === undefined && flags.json === true) stdout.write(jsonText(shown));
        else writePage(stdout, shown, flags.format ?? 'markdown');
      }
      finish(EXIT.done);
    });
}

/** @throws UsageError */
function refuseWith(option: string | null): void {
  if (option === null) return;
  throw new UsageError(
    `--provenance and ${option} do not go together.`,
    'The origins are those of the page as it is now: leave one of the two out.',
  );
}
