/** The parts of the documentation that are made from the program itself. */
import { join } from 'node:path';
import { format } from 'prettier';
import { NAMED_QUERIES } from '../../src/archive/queries/index.ts';
import { TABLES } from '../../src/archive/schema-docs.ts';
import { EXAMPLES } from '../../src/archive/table-docs/examples.ts';
import { allCommands } from '../../src/cli/command-table.ts';
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

const PROGRAM = createProgram(
  { library: sampleLibrary(), terminal: fakeTerminal(), version: '' },
  await allCommands(),
  () => undefined,
);

/** The options of one command, in the order of its help. */
function optionTable(name: string): string {
  const command = PROGRAM.commands.find((candidate) => candidate.name() === name);
  const rows = (command?.options ?? []).map(({ flags, description, defaultValue, argChoices }) => {
    const choices = argChoices === undefined ? '' : `; one of ${argChoices.map(code).join(', ')}`;
    const standard = typeof defaultValue === 'string' ? ` (default: ${code(defaultValue)})` : '';
    return [code(flags), `${description}${choices}${standard}`];
  });
  return table(['option', 'meaning'], rows);
}

const READING_COMMANDS = [
  ...['search', 'show', 'reports', 'vocabulary'],
  ...['history', 'diff', 'changes'],
];
const LISTING_COMMANDS = ['pages', 'people', 'attachments', 'links'];

/** The options of several commands, each with the commands that have it. */
function sharedOptions(names: readonly string[]): string {
  const rows = new Map<string, [flags: string, names: string, meaning: string]>();
  for (const command of PROGRAM.commands.filter((one) => names.includes(one.name()))) {
    for (const { flags, description, defaultValue, argChoices } of command.options) {
      const choices = argChoices === undefined ? '' : `; one of ${argChoices.map(code).join(', ')}`;
      const standard = typeof defaultValue === 'string' ? ` (default: ${code(defaultValue)})` : '';
      const meaning = `${description}${choices}${standard}`;
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

const namedQueries = (): string =>
  table(
    ['query', 'answers', 'parameters'],
    NAMED_QUERIES.map(({ name, summary, parameters }) => [
      code(name),
      summary,
      parameters
        .map(({ name: of, standard }) => code(standard === null ? of : `${of}=${String(standard)}`))
        .join(', '),
    ]),
  );

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
  'reading-options': () => sharedOptions(READING_COMMANDS),
  'listing-options': () => sharedOptions(LISTING_COMMANDS),
  'query-options': () => optionTable('query'),
  queries: namedQueries,
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

const examples = (): readonly string[] =>
  EXAMPLES.flatMap(({ topic, examples: all }) => [
    `### ${topic}`,
    ...all.map(({ question, sql }) => `${question}\n\n${fenced('sql', sql)}`),
  ]);

const ELSEWHERE = `## In other programs

The archive is one SQLite file. The examples below run in the \`sqlite3\` shell (3.38 or newer) and in every client that has FTS5; put your own space’s key and titles into them. To read it without any chance of changing it, open it with \`-readonly\`:

${fenced('text', '$ sqlite3 -readonly -box output/archive.sqlite\nsqlite> SELECT title, word_count FROM page_list ORDER BY word_count DESC LIMIT 3;')}

- **Spreadsheets:** \`sqlite3 -readonly -csv -header output/archive.sqlite "SELECT * FROM report_list" > reports.csv\` writes a view as CSV, and so does \`query "SELECT * FROM report_list" --format csv\` of this program. Lists are in one cell, with commas between.
- **Two archives at once:** \`ATTACH 'older.sqlite' AS older;\` in the shell, then compare \`page_list\` with \`older.page_list\`, by \`space_key\` and \`confluence_id\`: row numbers differ from archive to archive.
- **Datasette:** \`datasette output/archive.sqlite\` shows tables and views, which need no plugin. While an import runs, use a copy that \`sqlite3 -readonly output/archive.sqlite "VACUUM INTO 'copy.sqlite'"\` makes.
- **Views or tables:** The views (\`page_list\` and the other names that end in \`_list\`, \`report_sections\`, \`people_pages\`) leave out pages that were removed and pages that repeat others; those that begin with \`all_\` do not, and neither do tables. Over tables, add \`WHERE status = 'current' AND duplicate_of IS NULL\`.`;

/** The page that describes every table and column. */
export function schemaPage(): Promise<string> {
  const tables = TABLES.map(
    ({ name, summary, columns }) =>
      `### ${code(name)}\n\n${summary}\n\n${table(
        ['column', 'meaning'],
        columns.map((column) => [code(column.name), column.summary]),
      )}`,
  );
  return markdown(
    [
      '# The tables of the archive',
      'Made from `schema-docs.ts` and `table-docs`, which tests hold equal to the database. Dates are ISO 8601 text, paths have `/`, booleans are 0 or 1, and null means that the source does not say.',
      ELSEWHERE,
      '## Examples',
      'Each is run by a test, here and in the `sqlite3` shell. `confluence-archive query --list` has more, with parameters.',
      ...examples(),
      '## Tables and views',
      ...tables,
    ].join('\n\n'),
  );
}
