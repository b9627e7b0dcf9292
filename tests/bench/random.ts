/** Chance that is the same in every run, and words as a language has them. */

export interface Random {
  /** From 0 up to, but not including, 1. */
  readonly next: () => number;
  /** A whole number from `least` to `most`. */
  readonly between: (least: number, most: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

/** Mulberry32 (public domain): small, and good enough for texts. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number =>
    least + Math.floor(next() * (most - least + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  return { next, between, pick };
}

const ONSETS =
  'b c d f g h j k l m n p r s t v w z br ch cl dr fl gr pl pr sh sl st str th tr'.split(' ');
const VOWELS = 'a e i o u ai ea ee io oa ou'.split(' ');
const CODAS = ['', '', '', 'n', 'r', 's', 't', 'l', 'm', 'ck', 'nd', 'ng', 'st'];

/** The same word for the same number: two to four syllables. */
function wordOf(number: number): string {
  const random = randomOf(number * 2654435761);
  let word = '';
  for (let left = random.between(1, number < 200 ? 2 : 4); left > 0; left -= 1) {
    word += random.pick(ONSETS) + random.pick(VOWELS) + random.pick(CODAS);
  }
  return word;
}

const known = new Map<number, string>();

/**
 * A word by its frequency: few are common, most are rare, as Zipf found. The later a page is, the
 * more words there are, as in a wiki that grows.
 */
export function word(random: Random, vocabulary: number): string {
  const number = Math.floor(vocabulary ** random.next());
  const cached = known.get(number);
  if (cached !== undefined) return cached;
  const made = wordOf(number);
  known.set(number, made);
  return made;
}
