/** What the words and options of `query` ask. */
import { readFileSync } from 'node:fs';
import { UsageError } from '../model/errors.ts';
import type { QueryValue } from '../model/query.ts';
import type { Library } from './library.ts';
import type { Terminal } from './terminal.ts';

export interface QuestionFlags {
  readonly list?: true;
  readonly sql?: true;
  readonly file?: string;
  readonly param: Readonly<Record<string, QueryValue>>;
}

const WHOLE = 'Give SQL whole, as one word in quotes: "SELECT title FROM page_list".';

/**
 * What is asked: a name is one word. Null where the list of queries is.
 * @throws UsageError for what does not go together, and for a file that cannot be read.
 */
export async function askedQuery(
  words: readonly string[],
  { list, sql, file, param: parameters }: QuestionFlags,
  { library, terminal }: { readonly library: Library; readonly terminal: Terminal },
) {
  const [first] = words;
  checkTogether(words, { list, file });
  if (file !== undefined) return { sql: await fileText(file, library), parameters };
  if (first === undefined) {
    if (sql) throw new UsageError('--sql wants the name of a query.');
    return null;
  }
  if (first === '-') return { sql: await terminal.readInput(), parameters };
  const name = first.trim();
  if (/^(?:select|with|values)$/i.test(name)) {
    throw new UsageError(`“${name}” alone is no query.`, WHOLE);
  }
  return /^[\w-]+$/.test(name) ? { name, parameters } : { sql: first, parameters };
}

function checkTogether(
  words: readonly string[],
  { list, file }: { readonly list: true | undefined; readonly file: string | undefined },
): void {
  if (words.length > 1) {
    throw new UsageError(`The query came as ${String(words.length)} words.`, WHOLE);
  }
  if (file !== undefined && words.length > 0) {
    throw new UsageError('Both a query and --file are given.', 'Give one of them.');
  }
  if (list && (words.length > 0 || file !== undefined)) {
    throw new UsageError(
      'Both a query and --list are given.',
      '--list shows all queries that have a name; leave it out to ask one of them.',
    );
  }
}

/** @throws UsageError for a file that cannot be read, or is no text in UTF-8. */
async function fileText(path: string, library: Library): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const isName = (await library.namedQueries()).some(({ name }) => name === path);
    throw new UsageError(
      `The query file ${path} cannot be read: ${error instanceof Error ? error.message : ''}.`,
      isName
        ? `${path} is the name of a query: leave out --file.`
        : 'Name a file that holds one SELECT.',
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(
      `The query file ${path} is no text in UTF-8.`,
      'Save it as UTF-8, and name a file that holds one SELECT.',
    );
  }
}
