/** Numbers that are written as words: `two hundred`, `one thousand two hundred`, `twenty-five`. */

export interface SpelledNumber {
  readonly at: number;
  readonly end: number;
  /** Null where the words are no one number: `ten twenty`, `several hundred`. */
  readonly number: number | null;
  /** The last word's factor: 100 of `two hundred`, 1 of `twenty-five`. */
  readonly scale: number;
}

const valuesOf = (words: string, from: number, step: number): (readonly [string, number])[] =>
  words.split(' ').map((word, at) => [word, from + at * step]);

const UNITS = new Map(valuesOf('one two three four five six seven eight nine', 1, 1));
const TEENS = new Map(
  valuesOf(
    'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    10,
    1,
  ),
);
const TENS = new Map(valuesOf('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10));
const SCALES: ReadonlyMap<string, number> = new Map([
  ...([
    ['thousand', 1e3],
    ['million', 1e6],
    ['billion', 1e9],
    ['trillion', 1e12],
  ] as const),
  ...([
    ['lakh', 1e5],
    ['crore', 1e7],
  ] as const),
]);
const FACTORS: ReadonlyMap<string, number> = new Map([
  ...SCALES,
  ...([
    ['hundred', 100],
    ['dozen', 12],
  ] as const),
]);

/** Words that multiply the number before them, spelled or in digits. */
export const SCALE_WORDS: readonly string[] = [...FACTORS.keys()];
export const scaleOf = (word: string): number => FACTORS.get(word.toLowerCase()) ?? 1;

const ANY = ['zero', ...UNITS.keys(), ...TEENS.keys(), ...TENS.keys(), ...SCALE_WORDS].join('|');
const RUN = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:an? )?(?:${ANY})(?:(?:-| |, (?=\S+ hundred)|(?<=${SCALE_WORDS.join('|')}) and )(?:${ANY})(?![\p{L}\p{N}]))*(?![\p{L}\p{N}-])`,
  'giu',
);
/** Before an article or a number these make less of it, or more: `half a million`. */
const PART = /(?:half|third|quarter|fraction|tenth|couple)(?: of)? $/i;

/** Every run of number words, in order; `one` alone is as often no number, and is left out. */
export function spelledNumbersIn(text: string): SpelledNumber[] {
  return [...text.matchAll(RUN)].flatMap(({ 0: raw, index: at }) => {
    const words = raw
      .toLowerCase()
      .split(/[ ,-]+/)
      .filter((word) => word !== 'and');
    if (words.length === 1 && words[0] === 'one') return [];
    const number = PART.test(text.slice(Math.max(0, at - 12), at)) ? null : valueOf(words);
    const scale = FACTORS.get(words.at(-1) ?? '') ?? 1;
    return [{ at, end: at + raw.length, number, scale }];
  });
}

/** Strict: the words must be in the order in which a number is said. */
function valueOf(words: readonly string[]): number | null {
  if (words.length === 1 && words[0] === 'zero') return 0;
  let total = 0;
  let group = 0;
  let most = Number.POSITIVE_INFINITY;
  for (const [at, word] of words.entries()) {
    const small = UNITS.get(word) ?? TEENS.get(word) ?? TENS.get(word);
    const scale = SCALES.get(word);
    if (word === 'a' || word === 'an') {
      group = 1;
      if (!FACTORS.has(words[at + 1] ?? '')) return null;
    } else if (small !== undefined) {
      if (group % (UNITS.has(word) ? 10 : 100) !== 0 || TEENS.has(words[at - 1] ?? '')) return null;
      group += small;
    } else if (group === 0) return null;
    else if (scale !== undefined) {
      if (scale >= most) return null;
      total += group * scale;
      [group, most] = [0, scale];
    } else {
      if (group >= 100) return null;
      group *= FACTORS.get(word) ?? 1;
    }
  }
  return total + group;
}
