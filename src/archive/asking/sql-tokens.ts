/** Takes SQL apart as far as it must be understood here: SQLite itself does the rest. */

const KINDS = ['comment', 'string', 'name', 'parameter', 'number', 'word', 'mark'] as const;

export interface SqlToken {
  /** `name` is a quoted one. `mark` is one character that is nothing else. */
  readonly kind: (typeof KINDS)[number];
  readonly text: string;
  /** Where it begins, in UTF-16 units from 0. */
  readonly at: number;
}

/** What is not closed goes on to the end; `'a''b'` is two strings, which are one as well. */
const TOKEN = new RegExp(
  [
    String.raw`(?<comment>--[^\n]*|/\*.*?(?:\*/|$))`,
    String.raw`(?<string>'[^']*'?)`,
    String.raw`(?<name>"[^"]*"?|\u0060[^\u0060]*\u0060?|\[[^\]]*\]?)`,
    String.raw`(?<parameter>[:@$][\p{L}\p{N}_]+|\?\d*)`,
    String.raw`(?<number>\d[\w.]*)`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{N}_$]*)`,
    String.raw`(?<mark>\S)`,
  ].join('|'),
  'gsu',
);

/** The tokens in their order, without white space. Linear in the length of the text. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  return Array.from(sql.matchAll(TOKEN), (match) => {
    const groups: Readonly<Record<string, string | undefined>> = match.groups ?? {};
    const kind = KINDS.find((name) => groups[name] !== undefined) ?? 'mark';
    return { kind, text: match[0], at: match.index };
  });
}

/** The names of parameters without their marks, each once, in their order. */
export const parameterNames = (tokens: readonly SqlToken[]): readonly string[] => [
  ...new Set(tokens.filter(({ kind }) => kind === 'parameter').map(({ text }) => text.slice(1))),
];

/** The text with its parameters replaced. */
export function replaceParameters(sql: string, replace: (name: string) => string): string {
  let made = '';
  let end = 0;
  for (const { kind, text, at } of sqlTokens(sql)) {
    if (kind !== 'parameter') continue;
    made += sql.slice(end, at) + replace(text.slice(1));
    end = at + text.length;
  }
  return made + sql.slice(end);
}

/** A value as SQL writes it. */
export const literal = (value: string | number | null): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL');
