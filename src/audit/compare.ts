/** Holds what a source shows against what its published file shows. */
import {
  MEASURES,
  type Loss,
  type Measure,
  type Measured,
  type PageAudit,
} from '../model/audit.ts';
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
  /** The line that publishing writes over each comment: author and date, as words. */
  readonly commentLines: readonly string[];
  /** Every attachment's file name, once, with how it must be shown. */
  readonly attachments: readonly ExpectedAttachment[];
  /** Files that only the page's text names: the list may have them, too. */
  readonly otherAttachments: readonly string[];
  readonly ledger: readonly LedgerEntry[];
}

export interface ExpectedAttachment {
  readonly fileName: string;
  /** The tree holds its file. */
  readonly hasFile: boolean;
  /** A link or picture of the published page leads to the file. */
  readonly isLinked: boolean;
}

export type Comparison = Pick<PageAudit, 'measures' | 'losses' | 'foreignWords' | 'shownWords'>;

/** What stands in the list of attachments behind a name that has no file. */
const WITHOUT_FILE = / \((?:missing from the export|not copied)\)$/;

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

export function compare(source: SourceParts, published: PublishedParts): Comparison {
  const expected = together([source.body, source.comments]);
  const shown = together([published.body, published.comments]);
  const expectedWords = [
    ...wordsOf(`${source.title} ${expected.text}`),
    ...source.commentLines.flatMap(wordsOf),
  ];
  const shownWords = [
    ...wordsOf(`${published.title} ${shown.text}`),
    ...published.commentLines.flatMap(wordsOf),
  ];
  const listed = published.attachments.map((line) => line.replace(WITHOUT_FILE, ''));
  const attachments = source.attachments.map(({ fileName }) => squash(fileName));
  const known = new Set([...attachments, ...source.otherAttachments.map(squash)]);
  // A film that has no words on its page goes by its name.
  const nameWords = new Set(expected.films === 0 ? [] : [...known].flatMap(wordsOf));
  const unlisted = source.attachments
    .filter(({ hasFile, isLinked, fileName }) => {
      const name = squash(fileName);
      const isNamed = listed.includes(name) || published.placeholders.includes(name);
      return hasFile ? !isLinked : !isNamed;
    })
    .map(({ fileName }) => squash(fileName));
  const found: Readonly<
    Record<Measure, { readonly total: number; readonly lost: readonly string[] }>
  > = {
    words: { total: expectedWords.length, lost: missing(expectedWords, shownWords) },
    headings: both(expected.headings, shown.headings),
    items: both(expected.items, shown.items),
    cells: both(cellsOf(expected), cellsOf(shown)),
    code: both(expected.code, shown.code),
    links: { total: expected.links.length, lost: lostLinks(expected.links, shown.links) },
    images: { total: expected.images.length, lost: lostImages(expected.images, shown.images) },
    attachments: { total: attachments.length, lost: unlisted },
  };
  const ledger = ledgerOf(source.ledger, expected.repeats, found.words.lost);
  const losses = (Object.keys(MEASURES) as Measure[]).flatMap((measure) =>
    found[measure].lost.map((text): Loss => ({
      measure,
      text,
      reason: ledger.explain(measure, text),
    })),
  );
  return {
    measures: measured(found, losses),
    losses,
    foreignWords: [
      ...missing(shownWords, expectedWords).filter((word) => !nameWords.has(word)),
      ...listed.filter((line) => !known.has(line)).flatMap(wordsOf),
    ],
    shownWords: shownWords.length,
  };
}

const both = (source: readonly string[], result: readonly string[]) => ({
  total: source.length,
  lost: missing(source, result),
});

function measured(
  found: Readonly<Record<Measure, { readonly total: number; readonly lost: readonly string[] }>>,
  losses: readonly Loss[],
): Record<Measure, Measured> {
  const of = (measure: Measure): Measured => {
    const { total, lost } = found[measure];
    const explained = losses.filter((loss) => loss.measure === measure && loss.reason !== null);
    return { total, kept: total - lost.length, explained: explained.length };
  };
  const names = Object.keys(MEASURES) as Measure[];
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Measure, Measured>;
}
