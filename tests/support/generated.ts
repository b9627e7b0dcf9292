/** The parts of the documentation that are made from the program itself. */
import { join } from 'node:path';
import { format } from 'prettier';
import { TABLES } from '../../src/archive/schema-docs.ts';
import { createProgram } from '../../src/cli/program.ts';
import { auditSummary } from '../../src/cli/audit-summary.ts';
import { importSummary } from '../../src/cli/summary.ts';
import type { AuditReport, ImportReport } from '../../src/index.ts';
import { DIAGNOSTICS } from '../../src/model/diagnostics.ts';
import { SKIP_REASONS } from '../../src/model/imports.ts';
import { READERS } from '../../src/reader/index.ts';
import { sampleLibrary } from '../cli/sample-library.ts';
import { fakeTerminal } from '../cli/fake-terminal.ts';

/** The demo space, imported and audited. */
export interface Demo {
  readonly report: ImportReport;
  readonly audit: AuditReport;
  readonly tree: ReadonlyMap<string, Buffer>;
}

type Cells = readonly string[];

const row = (cells: Cells): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;

const table = (head: Cells, rows: readonly Cells[]): string =>
  [head, head.map(() => '---'), ...rows].map(row).join('\n');

const code = (text: string): string => `\`${text}\``;

const fenced = (language: string, text: string): string =>
  `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** The options of one command, in the order of its help. */
function optionTable(name: string): string {
  const program = createProgram(
    {
      library: sampleLibrary(),
      terminal: fakeTerminal(),
      version: '',
    },
    () => undefined,
  );
  const command = program.commands.find((candidate) => candidate.name() === name);
  const rows = (command?.options ?? []).map(({ flags, description, defaultValue, argChoices }) => {
    const choices = argChoices === undefined ? '' : `; one of ${argChoices.map(code).join(', ')}`;
    const standard = typeof defaultValue === 'string' ? ` (default: ${code(defaultValue)})` : '';
    return [code(flags), `${description}${choices}${standard}`];
  });
  return table(['option', 'meaning'], rows);
}

const READING_COMMANDS = ['history', 'diff', 'changes', 'show'];

/** The options of the commands that ask the archive, each with the commands that have it. */
function readingOptions(): string {
  const surroundings = { library: sampleLibrary(), terminal: fakeTerminal(), version: '' };
  const { commands } = createProgram(surroundings, () => undefined);
  const rows = new Map<string, [flags: string, names: string, meaning: string]>();
  for (const command of commands.filter((one) => READING_COMMANDS.includes(one.name()))) {
    for (const { flags, description, defaultValue } of command.options) {
      const standard = typeof defaultValue === 'string' ? ` (default: ${code(defaultValue)})` : '';
      const meaning = `${description}${standard}`;
      const row = rows.get(`${flags} ${meaning}`);
      if (row === undefined)
        rows.set(`${flags} ${meaning}`, [code(flags), code(command.name()), meaning]);
      else row[1] += `, ${code(command.name())}`;
    }
  }
  return table(['option', 'of', 'meaning'], [...rows.values()]);
}

/** Where the demo lies differs from clone to clone, and how long it took from run to run. */
const demoSummary = ({ report }: Demo): string =>
  fenced(
    'text',
    importSummary(
      {
        ...report,
        sources: [join('…', 'confluence-archive', 'fixtures', 'demo-space', 'source')],
        archive: 'output/archive.sqlite',
        markdownDir: 'output/markdown',
        elapsedMs: 400,
      },
      fakeTerminal().stdout,
    ),
  );

const demoAudit = ({ audit }: Demo): string =>
  fenced(
    'text',
    auditSummary(
      {
        ...audit,
        sources: [join('…', 'confluence-archive', 'fixtures', 'demo-space', 'source')],
        elapsedMs: 200,
      },
      undefined,
      fakeTerminal().stdout,
    ),
  );

/** Folders and files as `tree` draws them; a page stands before the folder of its children. */
function drawTree(paths: readonly string[], indent: string): string[] {
  const names = [...new Set(paths.map((path) => path.split('/', 1)[0] ?? ''))];
  return names.flatMap((name, at) => {
    const last = at === names.length - 1;
    const below = paths
      .filter((path) => path.startsWith(`${name}/`))
      .map((path) => path.slice(name.length + 1));
    return [
      `${indent}${last ? '└── ' : '├── '}${name}${below.length > 0 ? '/' : ''}`,
      ...drawTree(below, `${indent}${last ? '    ' : '│   '}`),
    ];
  });
}

const demoTree = ({ tree }: Demo): string =>
  fenced('text', ['output/markdown/', ...drawTree([...tree.keys()].sort(), '')].join('\n'));

const DEMO_PAGE = '/Q1 2024 Report.md';

function demoPage({ tree }: Demo): string {
  const page = [...tree].find(([path]) => path.endsWith(DEMO_PAGE))?.[1].toString() ?? '';
  return fenced('text', page.slice(0, page.indexOf('\n---\n', 4) + 4));
}

/** The head of `redirects.csv`, and the lines of one page. */
function demoRedirects({ tree }: Demo): string {
  const lines = tree.get('redirects.csv')?.toString().split('\n') ?? [];
  const page = lines.filter((line) => line.endsWith(',41025610,Meetings'));
  return fenced('text', [lines[0] ?? '', ...page].join('\n'));
}

/** By the name of the marker in the README. */
const SECTIONS: Readonly<Record<string, (demo: Demo) => string>> = {
  'demo-summary': demoSummary,
  'demo-tree': demoTree,
  'demo-page': demoPage,
  'demo-redirects': demoRedirects,
  tables: () =>
    table(
      ['table', 'one row is'],
      TABLES.map(({ name, summary }) => [code(name), summary]),
    ),
  options: () => optionTable('import'),
  'audit-options': () => optionTable('audit'),
  'reading-options': readingOptions,
  'export-options': () => optionTable('export'),
  'verify-options': () => optionTable('verify'),
  'package-options': () => optionTable('package'),
  'demo-audit': demoAudit,
  diagnostics: () =>
    table(
      ['code', 'severity', 'meaning'],
      Object.entries(DIAGNOSTICS).map(([name, { severity, sentence }]) => [
        code(name),
        severity,
        sentence,
      ]),
    ),
  'skip-reasons': () =>
    table(
      ['reason', 'the file is'],
      Object.entries(SKIP_REASONS).map(([reason, phrase]) => [code(reason), phrase]),
    ),
  formats: () =>
    table(
      ['format', 'what it is'],
      READERS.map((reader) => [code(reader.format), reader.summary]),
    ),
};

export const SECTION_NAMES = Object.keys(SECTIONS);

const markdown = (text: string): Promise<string> =>
  format(text, { parser: 'markdown', singleQuote: true, printWidth: 100 });

/** The text with every part between markers made anew. */
export function regenerate(text: string, demo: Demo): Promise<string> {
  return markdown(
    text.replace(
      /(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
      (whole, begin: string, name: string, end: string) => {
        const content = SECTIONS[name]?.(demo);
        return content === undefined ? whole : `${begin}\n${content}\n\n${end}`;
      },
    ),
  );
}

/** The page that describes every table and column. */
export function schemaPage(): Promise<string> {
  const tables = TABLES.map(
    ({ name, summary, columns }) =>
      `## ${code(name)}\n\n${summary}\n\n${table(
        ['column', 'meaning'],
        columns.map((column) => [code(column.name), column.summary]),
      )}`,
  );
  return markdown(
    [
      '# The tables of the archive',
      'Made from `schema-docs.ts`, which a test holds equal to the database. Dates are ISO 8601 text, paths have `/`, booleans are 0 or 1, and null means that the source does not say.',
      ...tables,
    ].join('\n\n'),
  );
}
