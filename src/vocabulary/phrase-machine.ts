/** A phrase as a machine over words: all places that fit are followed at once. */
import type { Phrase } from './phrase.ts';
import { isNumber } from './words.ts';

/** A step that takes a word; `any` may be limited by the caller. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly takes: 'any' | 'number' | { readonly word: string };
}

export interface Machine {
  /** Steps that take nothing; they lead forward only, so one pass in order follows them all. */
  readonly free: readonly (readonly [from: number, to: number])[];
  readonly steps: readonly Step[];
  readonly places: number;
}

export function machineOf(phrase: Phrase): Machine {
  const free: [number, number][] = [];
  const steps: Step[] = [];
  let places = 1;
  const build = (part: Phrase, from: number): number => {
    if (part.kind === 'row') return part.parts.reduce((at, each) => build(each, at), from);
    if (part.kind === 'choice') {
      const ends = part.options.map((option) => build(option, from));
      const to = places++;
      for (const end of ends) free.push([end, to]);
      if (part.optional) free.push([from, to]);
      return to;
    }
    const to = places++;
    if (part.kind === 'rest') {
      free.push([from, to]);
      steps.push({ from: to, to, takes: 'any' });
    } else steps.push({ from, to, takes: part.kind === 'word' ? { word: part.word } : part.kind });
    return to;
  };
  const end = build(phrase, 0);
  const last = places++;
  free.push([end, last]);
  // Places are numbered as they are made, so an order by origin is an order in time.
  free.sort(([one], [other]) => one - other);
  return { free, steps, places };
}

export interface Matching {
  /** The phrase may stand anywhere among the words. */
  readonly anywhere: boolean;
  /** Whether `*` and `...` may stand for a word. */
  readonly isOpen: (word: string) => boolean;
}

const NO = -1;

/** How many of the words the phrase itself spells out, at best; null where it does not fit. */
export function fit(
  { free, steps, places }: Machine,
  words: readonly string[],
  { anywhere, isOpen }: Matching,
): number | null {
  let here = new Int32Array(places).fill(NO);
  let best = NO;
  const settle = (): void => {
    for (const [from, to] of free) here[to] = Math.max(here[to] ?? NO, here[from] ?? NO);
    best = Math.max(anywhere ? best : NO, here[places - 1] ?? NO);
  };
  here[0] = 0;
  settle();
  for (const word of words) {
    const next = new Int32Array(places).fill(NO);
    for (const { from, to, takes } of steps) {
      const score = here[from] ?? NO;
      if (score === NO) continue;
      const gain = gainOf(takes, word, isOpen);
      if (gain !== null) next[to] = Math.max(next[to] ?? NO, score + gain);
    }
    if (anywhere) next[0] = Math.max(next[0] ?? NO, 0);
    here = next;
    settle();
  }
  return best === NO ? null : best;
}

function gainOf(takes: Step['takes'], word: string, isOpen: Matching['isOpen']): number | null {
  if (takes === 'any') return isOpen(word) ? 0 : null;
  if (takes === 'number') return isNumber(word) ? 1 : null;
  return takes.word === word ? 1 : null;
}
