/**
 * The patterns by which titles name periods:
 *
 *     Q[ ]{n}               letters as they are, in either case
 *     {ordinal} quarter     a space is a space or a hyphen, and [ ] is one that may be left out
 *     (mid|half)[ ]year     one of these
 *     FY{year}              a year in full; {yy} in two digits
 *
 * A pattern has no repetitions, and no more than some hundred spellings; so the expression that it
 * becomes has nothing to go back and forth over.
 */
import { PhraseError, readOptions, type TokenReading } from './phrase.ts';

export interface CompiledPattern {
  readonly expression: RegExp;
  /** What the expression's groups hold, in their order. */
  readonly slots: readonly Slot[];
}

const SLOTS = ['n', 'ordinal', 'year', 'yy'] as const;
type SlotName = (typeof SLOTS)[number];
/** `last` is the other end of a range behind `{n}`: `Q1-2`, `KW 12/13`. */
export type Slot = SlotName | 'last';

const MAX_SPELLINGS = 500;
const MAX_PATTERN = 150;
const MAX_DEPTH = 6;

interface Piece {
  readonly source: string;
  readonly spellings: number;
  readonly slots: readonly Slot[];
  /** Whether it may be nothing at all. */
  readonly canBeEmpty: boolean;
}

interface Reading extends TokenReading {
  /** Digits of the largest number. */
  readonly digits: number;
  readonly ordinals: readonly string[];
}

/**
 * @param digits how many digits `{n}` has at most.
 * @param ordinals the words that `{ordinal}` stands for.
 * @throws PhraseError
 */
export function compilePattern(
  text: string,
  digits: number,
  ordinals: readonly string[],
): CompiledPattern {
  if (text.length > MAX_PATTERN) {
    throw new PhraseError(
      `is longer than ${String(MAX_PATTERN)} characters; split it into several`,
    );
  }
  const tokens = text.normalize('NFKC').split(/([()[\]|]|\{[^{}]*\})/);
  const reading: Reading = {
    tokens: tokens.filter((token) => token !== ''),
    at: 0,
    digits,
    ordinals,
  };
  const piece = readChoice(reading, null, 0);
  if (piece.canBeEmpty) {
    throw new PhraseError('may be nothing at all; write something outside of [ ]');
  }
  if (new Set(piece.slots).size < piece.slots.length) {
    throw new PhraseError('has a place like {n} twice; write it as two patterns');
  }
  return { expression: new RegExp(piece.source, 'giu'), slots: piece.slots };
}

function readChoice(reading: Reading, close: string | null, depth: number): Piece {
  if (depth > MAX_DEPTH) throw new PhraseError('is nested too deep; write it as several patterns');
  const options = readOptions(reading, close, () => readRow(reading, depth));
  const isOptional = close === ']';
  const spellings = options.reduce((sum, option) => sum + option.spellings, isOptional ? 1 : 0);
  checkSpellings(spellings);
  return {
    source: `(?:${options.map(({ source }) => source).join('|')})${isOptional ? '?' : ''}`,
    spellings,
    slots: options.flatMap(({ slots }) => slots),
    canBeEmpty: isOptional || options.some(({ canBeEmpty }) => canBeEmpty),
  };
}

function readRow(reading: Reading, depth: number): Piece {
  const pieces: Piece[] = [];
  for (; reading.at < reading.tokens.length;) {
    const token = reading.tokens[reading.at] ?? '';
    if (token === '|' || token === ')' || token === ']') break;
    reading.at += 1;
    if (token === '(' || token === '[') {
      pieces.push(readChoice(reading, token === '(' ? ')' : ']', depth + 1));
    } else if (token.startsWith('{')) pieces.push(slotPiece(token.slice(1, -1).trim(), reading));
    else pieces.push({ ...NOTHING, source: literal(token), canBeEmpty: false });
  }
  if (pieces.length === 0) throw new PhraseError('has an empty place; put something there');
  const spellings = pieces.reduce((product, piece) => product * piece.spellings, 1);
  checkSpellings(spellings);
  return {
    source: pieces.map(({ source }) => source).join(''),
    spellings,
    slots: pieces.flatMap(({ slots }) => slots),
    canBeEmpty: pieces.every(({ canBeEmpty }) => canBeEmpty),
  };
}

const NOTHING: Piece = { source: '', spellings: 1, slots: [], canBeEmpty: true };

function checkSpellings(count: number): void {
  if (count > MAX_SPELLINGS) {
    throw new PhraseError(`has more than ${String(MAX_SPELLINGS)} spellings; write it as several`);
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

const literal = (text: string): string =>
  text
    .split(/\s+/)
    .map(escaped)
    .join(String.raw`[\s-]`);

function slotPiece(name: string, { digits, ordinals }: Reading): Piece {
  const slot = SLOTS.find((known) => known === name);
  if (slot === undefined) {
    const known = SLOTS.map((each) => `{${each}}`).join(', ');
    throw new PhraseError(`has {${name}}, which means nothing; the places are ${known}`);
  }
  const number = String.raw`\d{1,${String(digits)}}`;
  const sources: Readonly<Record<SlotName, string>> = {
    n: String.raw`(${number})(?: ?[-–/&] ?(${number})(?![\p{L}\p{N}]))?`,
    ordinal: `(${ordinals.map(literal).join('|')})`,
    year: String.raw`((?:19|20)\d{2})`,
    yy: String.raw`(\d{2})`,
  };
  const slots: readonly Slot[] = slot === 'n' ? ['n', 'last'] : [slot];
  return { source: sources[slot], spellings: 1, slots, canBeEmpty: false };
}
