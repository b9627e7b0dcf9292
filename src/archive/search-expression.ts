/** What people ask for, in the language of FTS5 (https://sqlite.org/fts5.html#full_text_query_syntax). */
import type { SearchTerm, SearchTree } from './search-query.ts';
import type { SearchField } from './search-tokens.ts';
import { separated } from './search-text.ts';
import { withoutNeedless } from './search-needless.ts';

export interface ExpressionOptions {
  /** Where words without a field of their own are looked for; null for everywhere. */
  readonly fields: readonly SearchField[] | null;
  /** Also what has the words that were excluded. */
  readonly ignoresExclusions?: boolean;
}

const EVERYWHERE: ExpressionOptions = { fields: null };

/** Everything typed stands in quotation marks, so that nothing of it is read as syntax. */
export function expressionOf(tree: SearchTree, options: ExpressionOptions = EVERYWHERE): string {
  if (tree.kind === 'term') return termExpression(tree, options);
  const parts = withoutNeedless(tree.of, tree.kind).map((part) => expressionOf(part, options));
  if (tree.kind === 'any') return `(${parts.join(' OR ')})`;
  const all = `(${parts.join(' AND ')})`;
  if (tree.except.length === 0 || options.ignoresExclusions === true) return all;
  const except = withoutNeedless(tree.except, 'any').map((part) => expressionOf(part, options));
  return `(${all} NOT (${except.join(' OR ')}))`;
}

function termExpression(
  { words, isPrefix, field }: SearchTerm,
  options: ExpressionOptions,
): string {
  const fields = field === null ? options.fields : [field];
  const column = fields === null ? '' : `{${fields.join(' ')}} : `;
  const spellings = spellingsOf(words).map(
    (text) => `${column}"${text.replaceAll(/["\0]/g, ' ')}"${isPrefix ? ' *' : ''}`,
  );
  return spellings.length === 1 ? (spellings[0] ?? '') : `(${spellings.join(' OR ')})`;
}

const MOST_SPELLINGS = 8;

/**
 * The spellings of a word that people use for one another and the tokenizer does not: German `ß` and
 * `ss`; Russian `ё`, of which a word has one at most, and `е`.
 */
export function spellingsOf(typed: string): readonly string[] {
  const words = separated(typed.toWellFormed());
  const spellings = [
    words,
    words.replaceAll(/ё/gi, 'е'),
    words.replaceAll(/[ßẞ]/g, 'ss'),
    words.replaceAll(/ss/gi, 'ß'),
    ...[...words.matchAll(/е/gi)].map(
      ({ index }) => `${words.slice(0, index)}ё${words.slice(index + 1)}`,
    ),
  ];
  return [...new Set(spellings)].slice(0, MOST_SPELLINGS);
}

/** The terms that must be or may be there, in order, each once. */
export function termsOf(tree: SearchTree): readonly SearchTerm[] {
  const found = tree.kind === 'term' ? [tree] : tree.of.flatMap(termsOf);
  const seen = new Set<string>();
  return found.filter(({ words, isPrefix, field }) => {
    const key = JSON.stringify([words, isPrefix, field]);
    return !seen.has(key) && seen.add(key);
  });
}
