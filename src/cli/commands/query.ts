import { Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../../model/errors.ts';
import type { NamedQuery, QueryAnswer, QueryValue } from '../../model/query.ts';
import { askedQuery, type QuestionFlags } from '../asked-query.ts';
import { EXIT } from '../exit-codes.ts';
import type { Library } from '../library.ts';
import { printListing } from '../listing.ts';
import { archiveOption } from '../naming.ts';
import { parseCount } from '../quantity.ts';
import { formatOption, writeRecords, type Column, type RecordFormat } from '../records.ts';
import type { Terminal } from '../terminal.ts';

type Values = Readonly<Record<string, QueryValue>>;

interface QueryFlags extends QuestionFlags {
  readonly timeout?: number;
  readonly limit?: number;
  readonly archive: string;
  readonly format: RecordFormat;
}

const EXAMPLES = `
Examples:
  confluence-archive query --list
  confluence-archive query reports-by-year
  confluence-archive query stale-pages --param years=5 --param space=SEALS --format csv
  confluence-archive query stale-pages --sql          its SQL, to run or change elsewhere
  confluence-archive query "SELECT space_key, count(*) AS pages FROM page_list GROUP BY 1"
  confluence-archive query - --format json < question.sql

SQL is one SELECT, WITH or VALUES over the tables and views of the archive, which src/archive/schema.md
describes; nothing can be changed by it. --param name=value gives text, --param name:=5 a number
(or null) for :name in the SQL; with a named query both are the same.`;

/** One `name=value` or `name:=value` more. */
function parameter(text: string, given: Values): Values {
  const found = /^(?<name>[\p{L}\p{N}_]+)(?<mark>:?=)(?<value>.*)$/su.exec(text)?.groups;
  const { name = '', mark, value = '' } = found ?? {};
  if (found === undefined) throw new InvalidArgumentError('Expected name=value.');
  if (mark === '=') return { ...given, [name]: value };
  if (value === 'null') return { ...given, [name]: null };
  if (!/^-?\d+(?:\.\d+)?$/.test(value)) {
    throw new InvalidArgumentError('Expected a number or null after :=.');
  }
  return { ...given, [name]: Number(value) };
}

function seconds(text: string): number {
  const value = /^\d{1,6}(?:\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (value <= 0) throw new InvalidArgumentError('Expected seconds, such as 10 or 0.5.');
  return value;
}

const QUERY_COLUMNS: readonly Column<NamedQuery>[] = [
  { name: 'name', of: ({ name }) => name },
  { name: 'question', of: ({ summary }) => summary },
  {
    name: 'parameters',
    of: ({ parameters }) =>
      parameters.map(({ name, standard }) =>
        standard === null ? name : `${name}=${String(standard)}`,
      ),
  },
  { name: 'sql', of: ({ sql }) => sql, inTable: false },
];

type AnswerRow = QueryAnswer['rows'][number];

/** Numbers are aligned where a column has nothing else. */
const columnsOf = ({ columns, rows }: QueryAnswer): readonly Column<AnswerRow>[] =>
  columns.map((name, at) => {
    const values = rows.map((row) => row[at]).filter((value) => value !== null);
    const isNumeric = values.length > 0 && values.every((value) => typeof value === 'number');
    return {
      name,
      of: (row) => row[at] ?? null,
      ...(isNumeric ? { align: 'right' as const } : {}),
    };
  });

/** Characters of a whole table; beyond them, filling its columns up would fill the memory. */
const LARGEST_TABLE = 100_000_000;

/** One long cell widens its column in all rows. @throws UsageError */
function checkTable({ columns, rows }: QueryAnswer): void {
  const widths = columns.map((name, at) =>
    rows.reduce((widest, row) => Math.max(widest, String(row[at] ?? '').length), name.length),
  );
  const size = widths.reduce((sum, width) => sum + width, 0) * rows.length;
  if (size <= LARGEST_TABLE) return;
  throw new UsageError(
    'The answer is too long for a table, in which each row is as wide as the longest.',
    'Choose --format json, ndjson or csv, a smaller --limit, or a part of the text with substr(…).',
  );
}

function printAnswer(terminal: Terminal, answer: QueryAnswer, { format }: QueryFlags): void {
  if (format === 'table') checkTable(answer);
  const printing = { format, columns: columnsOf(answer), rows: answer.rows };
  printListing(terminal, printing, 'The answer has no rows.');
  if (answer.cut === null) return;
  const many = answer.rows.length;
  const rows = many === 1 ? 'row is' : `${many.toLocaleString('en')} rows are`;
  const more =
    answer.cut === 'limit'
      ? `; --limit ${String(many * 10)} shows more`
      : ': the rest is very long';
  terminal.stderr.write(`Only the first ${rows} shown${more}.\n`);
}

/** `confluence-archive query`: questions in SQL, named or one's own. */
export function queryCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  // Several words are SQL without quotes, which we explain better than Commander.
  return new Command('query')
    .summary('answer a named question, or one in SQL')
    .description('Answers a question that has a name, or one in SQL; changes nothing.')
    .usage('[options] [query]')
    .argument('[query...]', 'name of a query, one SELECT in quotes, or - to read it from the input')
    .option('--list', 'list the queries that have a name')
    .option('--sql', 'print the SQL of a named query instead of running it')
    .option('--file <file>', 'read the SQL from a file')
    .addOption(
      new Option('--param <name=value>', 'value of a parameter; may be given several times')
        .argParser(parameter)
        .default({}, 'none'),
    )
    .option('--limit <rows>', 'at most so many rows (default: 1000)', parseCount)
    .option('--timeout <seconds>', 'stop the query after so long (default: 10)', seconds)
    .addOption(archiveOption())
    .addOption(formatOption())
    .showHelpAfterError('(see confluence-archive query --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (words: readonly string[], flags: QueryFlags) => {
      const { archive, format, limit, timeout } = flags;
      const query = await askedQuery(words, flags, { library, terminal });
      if (query === null) {
        const rows = await library.namedQueries();
        writeRecords(terminal.stdout, { format, columns: QUERY_COLUMNS, rows });
      } else if (flags.sql) {
        if ('sql' in query) throw new UsageError('--sql wants the name of a query.');
        terminal.stdout.write(await library.queryText(query));
      } else {
        const answer = await library.runQuery({
          archive,
          query,
          ...(limit === undefined ? {} : { limit }),
          ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
        });
        printAnswer(terminal, answer, flags);
      }
      finish(EXIT.done);
    });
}
