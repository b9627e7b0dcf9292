/** Where a text stands in a longer one that is stored anyway, as SQLite's `substr` counts. */

/** A text's place, or the text itself where it has none; what does not apply is null. */
export interface Piece {
  readonly own: string | null;
  /** In characters from 1. */
  readonly at: number | null;
  readonly length: number | null;
}

/**
 * SQLite reads the whole and counts from its beginning for each piece: of a text without bound,
 * reading all pieces would take time in the square of its length. In a longer one than this, a piece
 * is as large a share of it as is said below, so that there are only so many.
 */
const ANY_PIECES = 16_384;
const MOST_PIECES = 32;

/** SQLite takes a pair of surrogates for one character, and U+0000 for the end. */
const SURROGATE = /[\ud800-\udfff]/;

const itself = (text: string): Piece => ({ own: text, at: null, length: null });

/** A function that finds pieces of `whole`; they are asked for in the order in which they stand. */
export function piecesOf(whole: string): (text: string) => Piece {
  // Two looks: where no character takes two bytes, the first is done at once.
  if (SURROGATE.test(whole) || whole.includes('\0')) return itself;
  const least = whole.length > ANY_PIECES ? whole.length / MOST_PIECES : 0;
  let from = 0;
  return (text) => {
    if (text.length < least) return itself(text);
    const at = whole.indexOf(text, from);
    if (at === -1) return itself(text);
    from = at + text.length;
    return { own: null, at: at + 1, length: text.length };
  };
}

/** The text of a piece of `whole`. */
export const wholeOf = ({ own, at, length }: Piece, whole: string): string =>
  own ?? whole.slice((at ?? 1) - 1, (at ?? 1) - 1 + (length ?? 0));
