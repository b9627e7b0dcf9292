/** Why a search may have found nothing, and what may help. */
import type { SearchAnswer, TermCount } from '../model/search.ts';
import { counted } from './quantity.ts';
import { printable } from './terminal.ts';

export interface Narrowing {
  /** There were conditions on the pages. */
  readonly isNarrowed: boolean;
  /** The key of the sections in which the words had to stand; null for anywhere. */
  readonly section: string | null;
}

export function nothingFound({ alone, query }: SearchAnswer, narrowing: Narrowing): string {
  const counts = alone.map(({ words, pages }) => `${printable(words)}: ${counted(pages, 'page')}`);
  const where = narrowing.section === null ? '' : `, in sections ${printable(narrowing.section)}`;
  const isNarrowed = narrowing.isNarrowed || narrowing.section !== null;
  const lines = [
    `No page matches ${printable(query)}${isNarrowed ? ' with these conditions' : ''}.`,
    ...(counts.length > 1 ? [`Each alone${where}: ${counts.join(', ')}.`] : []),
    ...fieldAdvice(alone),
    ...(alone.filter(({ pages }) => pages > 0).length > 1
      ? ['With OR between them, pages that have only some are found, too.']
      : alone.every(({ pages }) => pages === 0)
        ? formAdvice(alone)
        : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** `author:Odo`, but no address. */
const NAMED = /^([\p{L}_-]+)[:：](?!\/)/u;

/** What people may write as a field and is an option. */
const OPTIONS: ReadonlyMap<string, string> = new Map([
  ...['author', 'creator', 'by'].map((name) => [name, '--author <name>'] as const),
  ...['label', 'labels', 'tag'].map((name) => [name, '--label <name>'] as const),
  ['space', '--space <key>'],
  ['section', '--section <key>'],
  ['since', '--since <date>'],
  ['until', '--until <date>'],
]);

const ALL_OPTIONS = '--author, --space, --label, --section, --since and --until';

/** A word before a colon that names no field is looked for as a word. */
function fieldAdvice(alone: readonly TermCount[]): readonly string[] {
  const names = alone.flatMap(({ words }) => NAMED.exec(words)?.[1] ?? []);
  return [...new Set(names)].map((name) => {
    const option = OPTIONS.get(name.toLowerCase());
    const instead =
      option === undefined ? `for the rest there are ${ALL_OPTIONS}` : `use ${option} instead`;
    return `${printable(name)}: is no field; the fields are title:, heading: and text:; ${instead}.`;
  });
}

/** Scripts whose words are found by their characters, wherever these stand in this order. */
const BY_CHARACTERS = ['Han', 'Hira', 'Kana', 'Bopo', 'Hang', 'Thai', 'Laoo', 'Khmr', 'Mymr']
  .map((name) => `\\p{scx=${name}}`)
  .join('');
const RUN = new RegExp(`(?:(?=\\p{L})[${BY_CHARACTERS}]){3}`, 'u');
const CHARACTER = new RegExp(`(?=\\p{L})[${BY_CHARACTERS}]`, 'u');
const LETTERS = /^[\p{L}\p{M}’'\s-]+$/u;

/** Other forms of words, where these could be found. */
function formAdvice(alone: readonly TermCount[]): readonly string[] {
  const words = alone.map((term) => term.words);
  const hasPlain = words.some((word) => LETTERS.test(word) && !CHARACTER.test(word));
  const isStarred = words.some((word) => word.endsWith('*'));
  return [
    ...(hasPlain && !isStarred
      ? ['A word’s beginning with a star finds its other forms: observ*.']
      : []),
    ...(words.some((word) => RUN.test(word))
      ? ['With spaces between its words, such a run is found wherever each of them stands.']
      : []),
  ];
}
