/** Holds what a source shows against what its published file shows. */
import {
  MEASURES,
  type Loss,
  type Measure,
  type Measured,
  type PageAudit,
} from '../model/audit.ts';
import { foreignNames, lostAttachments, type ExpectedAttachment } from './attachment-match.ts';
import { missing, squash, together, wordsOf, type Content } from './content.ts';
import { ledgerOf, type LedgerEntry } from './ledger.ts';
import { lostLinks } from './link-match.ts';
import type { PublishedParts } from './published.ts';

/** What the source and the archive say of a page. */
export interface SourceParts {
  readonly title: string;
  readonly body: Content;
  /** Of all comments together. */
  readonly comments: Content;
  /** The lines that publishing writes over the comments, as words. */
  readonly commentLines: readonly string[];
  readonly attachments: readonly ExpectedAttachment[];
  /** Files that only the page's text names: the list may have them, too. */
  readonly otherAttachments: readonly string[];
  readonly ledger: readonly LedgerEntry[];
}

export type Comparison = Pick<PageAudit, 'measures' | 'losses' | 'foreignWords' | 'shownWords'>;

const NAMES = Object.keys(MEASURES) as Measure[];

type ByMeasure<Value> = Readonly<Record<Measure, Value>>;

const byMeasure = <Value>(valueOf: (measure: Measure) => Value): ByMeasure<Value> =>
  Object.fromEntries(NAMES.map((name) => [name, valueOf(name)])) as Record<Measure, Value>;

/** All words of a page, with its title and what stands over its comments. */
const wordsOfPage = (title: string, { text }: Content, commentLines: readonly string[]): string[] =>
  wordsOf([title, text, ...commentLines].join('\n'));

/** Empty places of a table say nothing. */
const cellsOf = ({ rows }: Content): string[] => rows.flat().filter((cell) => cell !== '');

/** Images are told apart only by their words, so of those without, some are missing by number. */
function lostImages(source: readonly string[], result: readonly string[]): string[] {
  const count = Math.max(0, source.length - result.length);
  const named = missing(source, result);
  // One without words may be shown under the name of its file.
  const [sure, others] = [named.filter((name) => name !== ''), named.filter((name) => name === '')];
  return [...sure, ...others, ...source].slice(0, count);
}

interface Counted {
  readonly total: number;
  readonly lost: readonly string[];
}

const count = (source: readonly string[], result: readonly string[]): Counted => ({
  total: source.length,
  lost: missing(source, result),
});

type Counts = ByMeasure<Counted>;

/** Everything but words and attachments, which need more than what the texts show. */
const countContent = (source: Content, shown: Content): Omit<Counts, 'words' | 'attachments'> => ({
  headings: count(source.headings, shown.headings),
  items: count(source.items, shown.items),
  cells: count(cellsOf(source), cellsOf(shown)),
  code: count(source.code, shown.code),
  links: { total: source.links.length, lost: lostLinks(source.links, shown.links) },
  images: { total: source.images.length, lost: lostImages(source.images, shown.images) },
});

export function compare(source: SourceParts, published: PublishedParts): Comparison {
  const expected = together([source.body, source.comments]);
  const shown = together([published.body, published.comments]);
  const expectedWords = wordsOfPage(source.title, expected, source.commentLines);
  const shownWords = wordsOfPage(published.title, shown, published.commentLines);
  const files = lostAttachments(source.attachments, published);
  const counts: Counts = {
    ...countContent(expected, shown),
    words: count(expectedWords, shownWords),
    attachments: {
      total: source.attachments.length,
      lost: files.map(({ fileName }) => fileName),
    },
  };
  const ledger = ledgerOf(source.ledger, expected.repeats, counts.words.lost);
  // That one file is missing explains nothing about another one that is there.
  const there = new Set(files.flatMap(({ hasFile, fileName }) => (hasFile ? fileName : [])));
  const reasonFor = (measure: Measure, text: string): Loss['reason'] =>
    measure === 'attachments' && there.has(text) ? null : ledger.explain(measure, text);
  const losses = NAMES.flatMap((measure) =>
    counts[measure].lost.map((text): Loss => ({ measure, text, reason: reasonFor(measure, text) })),
  );
  const names = new Set(
    [...source.attachments.map(({ fileName }) => fileName), ...source.otherAttachments].map(squash),
  );
  // A film that has no words on its page goes by its name.
  const nameWords = new Set(expected.films === 0 ? [] : [...names].flatMap(wordsOf));
  return {
    measures: byMeasure((measure) => measured(measure, counts, losses)),
    losses,
    foreignWords: [
      ...missing(shownWords, expectedWords).filter((word) => !nameWords.has(word)),
      ...foreignNames(names, published),
    ],
    shownWords: shownWords.length,
  };
}

function measured(measure: Measure, counts: Counts, losses: readonly Loss[]): Measured {
  const { total, lost } = counts[measure];
  const explained = losses.filter((loss) => loss.measure === measure && loss.reason !== null);
  return { total, kept: total - lost.length, explained: explained.length };
}
