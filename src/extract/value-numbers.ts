/** Numbers in running text that say how much or how many there is of something. */
import type { NumberQualifier, NumberReading } from '../model/page.ts';
import { COVER, withoutNonAmounts } from './value-masks.ts';
import { scaleOf, SCALE_WORDS, spelledNumbersIn, type SpelledNumber } from './value-spelled.ts';
import {
  isManyOfThem,
  isPlainNoun,
  isTelling,
  percentLabel,
  readAfter,
  readLabel,
  readPer,
} from './value-words.ts';

export interface NumberInText {
  readonly at: number;
  readonly raw: string;
  readonly reading: NumberReading;
}

interface Token {
  readonly at: number;
  readonly end: number;
  readonly number: number;
  readonly unit: string | null;
  readonly qualifier: NumberQualifier | null;
  readonly isSpelled: boolean;
  readonly numberTo: number | null;
  readonly outOf: number | null;
  /** A part of `outOf` by a mere slash, as in `6/16`: without a noun it may be a day. */
  readonly isSlashed?: boolean;
  /** What multiplies the number: 1000 of `5k`. */
  readonly scale: number;
  /** No one number can be read here: nothing is said rather than something wrong. */
  readonly isDoubtful?: boolean;
}

const CURRENCIES: Readonly<Record<string, string>> = {
  ...{ $: 'USD', US$: 'USD', usd: 'USD', dollar: 'USD', '€': 'EUR', eur: 'EUR', euro: 'EUR' },
  ...{ '£': 'GBP', gbp: 'GBP', '¥': 'JPY', jpy: 'JPY', yen: 'JPY', '₹': 'INR', inr: 'INR' },
};
const SCALES: Readonly<Record<string, number>> = {
  ...{ k: 1e3, m: 1e6, mio: 1e6, mn: 1e6, b: 1e9, bn: 1e9, 万: 1e4, 億: 1e8, 亿: 1e8 },
};
/** Also `$200 Million`. */
const SCALE = SCALE_WORDS.map(
  (word) => `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`,
).join('|');
const DIGITS = new RegExp(
  [
    String.raw`(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_#@.,\uFFFC]|(?<!\d ?)/)`,
    String.raw`(?<hedge>[~≈<>≤≥] ?)?(?<sign>(?<![\p{L}\p{N})%])[+−-])?(?<currency>US\$|(?:USD|EUR|GBP|JPY|INR) |[$€£¥₹])?`,
    String.raw`(?<whole>\d{1,3}(?:[,’]\d{3})+|\d{1,3}(?:[ \u00A0\u2009\u202F]\d{3}(?!\d))+|\d{1,12})(?<part>\.\d+)?`,
    String.raw`(?<scale>(?:\+? ?(?:${SCALE}|mio|mn|bn)(?!\p{L})){1,2}| ?[kK](?![\p{L}\p{N}])|[MB](?![\p{L}\p{N}])|[万億亿])?`,
    String.raw`(?<more>\+)?`,
    String.raw`(?<unit> ?(?:[%％]|per ?cent\b)| ?[€£¥]| (?:USD|EUR|GBP|JPY|INR|dollars?|euros?|yen)\b)?`,
    String.raw`(?<more2>\+)?(?![A-Za-z\p{Script=Cyrillic}\p{N}_]|[-–][A-Za-z]|[.,]\d)`,
  ].join(''),
  'gu',
);
const SPELLED_UNIT =
  / (?:(percent|per cent)|(?:US )?(dollars?|euros?|yen|USD|EUR|GBP|JPY|INR))\b/iy;
const HEDGES: readonly (readonly [RegExp, NumberQualifier | null])[] = [
  [
    /(?:^|\s)(?:about|around|approximately|approx\.?|roughly|nearly|almost|circa|ca\.?|some|close to)$/i,
    'about',
  ],
  [/(?:^|\s)(?:over|more than|at least|above|exceeding|upwards of|minimum of)$/i, 'at-least'],
  [/(?:^|\s)(?:up to|less than|fewer than|under|at most|below|maximum of)$/i, 'at-most'],
  [/(?:^|\s)(?:only|just|exactly|currently|now|another|an additional|additional|totally)$/i, null],
];

/** The numbers of one sentence, item or cell. Numbers of which nothing says what they are, are left out. */
export function numbersIn(sentence: string): NumberInText[] {
  const text = withoutNonAmounts(sentence);
  const tokens = joined(text, tokensIn(text));
  const found: NumberInText[] = [];
  let label: string | null = null;
  let from = 0;
  for (const [at, token] of tokens.entries()) {
    const { before, qualifier } = withoutHedge(text.slice(from, token.at), token.qualifier);
    const { end, ...words } = read(text, token, {
      before,
      next: tokens[at + 1]?.at ?? text.length,
    });
    // “16.5/General Meeting and 24/Guest Presentation”: both are what the first is called.
    const isListed = at > 0 && /^\s*(?:[,;&+]|and|or|, and)\s*$/i.test(before);
    label = readLabel(before) ?? (isListed ? label : null);
    from = end;
    if (token.unit === '%' && words.noun === null && words.per === null) {
      label ??= percentLabel(text.slice(token.end));
    }
    if (token.isDoubtful) label = null;
    if (token.isDoubtful || !isAmount(token, { ...words, label })) continue;
    const raw = sentence.slice(token.at, end).trim();
    const { number, numberTo, outOf } = token;
    const reading = { number, numberTo, outOf, qualifier, ...words, label };
    found.push({ at: token.at, raw, reading });
  }
  return found;
}

type Words = Pick<NumberReading, 'noun' | 'per' | 'unit'>;

function isAmount(
  token: Token,
  { noun, per, unit, label }: Words & { label: string | null },
): boolean {
  const isPart = token.outOf !== null && !token.isSlashed;
  if (!isPart && [noun, per, unit, label].every((word) => word === null)) return false;
  if (noun !== null && isManyOfThem(noun)) return false;
  if (!token.isSpelled || token.unit !== null) return true;
  return noun !== null && isTelling(noun) && (token.number !== 0 || isPlainNoun(noun));
}

/** What stands behind the number, up to the next one. */
function read(
  text: string,
  token: Token,
  { before, next }: { readonly before: string; readonly next: number },
): Words & { end: number } {
  const rest = text.slice(token.end, next);
  const of = token.unit === null ? '' : (/^ of (?:the |our |all )*/i.exec(rest)?.[0] ?? '');
  // A word of the phrase may stand behind “of the”: read on from its last space.
  const skipped = Math.max(0, of.length - 1);
  const direct = readPer(rest);
  if (direct.words !== null) {
    return { noun: null, per: direct.words, unit: token.unit, end: token.end + direct.length };
  }
  const after = readAfter(rest.slice(skipped), token.numberTo ?? token.number, before);
  const end = token.end + (after.length === 0 ? 0 : skipped + after.length);
  return { noun: after.noun, per: after.per, unit: token.unit ?? after.unit, end };
}

function withoutHedge(
  before: string,
  own: NumberQualifier | null,
): { before: string; qualifier: NumberQualifier | null } {
  let rest = before.trimEnd();
  let qualifier = own;
  for (let found = hedgeOf(rest); found !== null; found = hedgeOf(rest)) {
    rest = rest.slice(0, found.at).trimEnd();
    qualifier ??= found.qualifier;
  }
  return { before: rest, qualifier };
}

function hedgeOf(text: string): { at: number; qualifier: NumberQualifier | null } | null {
  for (const [pattern, qualifier] of HEDGES) {
    const found = pattern.exec(text.slice(-30));
    if (found !== null) return { at: Math.max(0, text.length - 30) + found.index, qualifier };
  }
  return null;
}

/** Numbers side by side may be one or two, so neither is told. */
function tokensIn(text: string): Token[] {
  const digits = [...text.matchAll(DIGITS)].map(digitToken);
  const bare = text.replace(DIGITS, (raw) => COVER.repeat(raw.length));
  const words = spelledNumbersIn(bare).map((found) => spelledToken(bare, found));
  const tokens = [...digits, ...words].sort((one, other) => one.at - other.at);
  const isBeside = (one: Token | undefined, other: Token | undefined): boolean =>
    one !== undefined && other !== undefined && text.slice(one.end, other.at).trim() === '';
  return tokens.map((token, at) =>
    isBeside(tokens[at - 1], token) || isBeside(token, tokens[at + 1])
      ? { ...token, isDoubtful: true }
      : token,
  );
}

function digitToken(match: RegExpExecArray): Token {
  const {
    hedge,
    sign,
    currency,
    whole = '',
    part = '',
    scale,
    more,
    more2,
    unit,
  } = match.groups ?? {};
  const factor = factorOf(scale ?? '');
  const size = Number(whole.replace(/\D/g, '') + part) * factor;
  return {
    ...{ at: match.index, end: match.index + match[0].length, isSpelled: false, scale: factor },
    ...{ number: sign === '-' || sign === '−' ? -size : size, numberTo: null, outOf: null },
    unit: /[%％]|per ?cent/.test(unit ?? '') ? '%' : currencyOf(currency ?? unit ?? ''),
    qualifier: qualifierOf(hedge, sign, more ?? more2 ?? /\+/.exec(scale ?? '')?.[0]),
  };
}

const factorOf = (scale: string): number =>
  scale
    .toLowerCase()
    .split(/[ +]+/)
    .reduce((factor, word) => factor * (SCALES[word] ?? scaleOf(word)), 1);

function currencyOf(text: string): string | null {
  const money = text.trim().replace(/s$/i, '');
  return CURRENCIES[money] ?? CURRENCIES[money.toLowerCase()] ?? null;
}

function spelledToken(text: string, { at, end, number, scale }: SpelledNumber): Token {
  SPELLED_UNIT.lastIndex = end;
  const [all = '', percent, money = ''] = SPELLED_UNIT.exec(text) ?? [];
  return {
    ...{ at, end: end + all.length, isSpelled: true, scale },
    ...{ number: number ?? 0, numberTo: null, outOf: null, qualifier: null },
    unit: percent === undefined ? currencyOf(money) : '%',
    isDoubtful: number === null,
  };
}

function qualifierOf(hedge = '', sign?: string, more?: string): NumberQualifier | null {
  if (/[~≈]/.test(hedge)) return 'about';
  if (/[>≥]/.test(hedge) || more !== undefined) return 'at-least';
  if (/[<≤]/.test(hedge)) return 'at-most';
  return sign === undefined ? null : 'change';
}

/** `10-15`, `between 950 and 980`, `2 or 3`; `6/16.5`, `3 out of 13`: one number each. */
function joined(text: string, tokens: readonly Token[]): Token[] {
  const result: Token[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    const merged = last === undefined ? null : merge(text, last, token);
    if (merged === null) result.push(token);
    else result[result.length - 1] = merged;
  }
  return result;
}

function merge(text: string, one: Token, other: Token): Token | null {
  if (one.isDoubtful || other.isDoubtful) return null;
  const between = text.slice(one.end, other.at).toLowerCase();
  const before = text.slice(Math.max(0, one.at - 12), one.at).toLowerCase();
  const base = { ...one, end: other.end, unit: one.unit ?? other.unit };
  if (
    /^(?: ?\/ ?| out of (?:the )?(?:\p{L}+ )?| of (?:the )?)$/u.test(between) &&
    one.outOf === null
  ) {
    return { ...base, outOf: other.number, isSlashed: between.includes('/') };
  }
  if (one.numberTo !== null || one.outOf !== null || (one.unit !== other.unit && one.unit !== null))
    return null;
  if (/^ ?(?:±|\+\/) ?$/.test(between)) return { ...base, qualifier: 'about' };
  const isFrom = /\bfrom (?:about |around |~)?$/.test(before) && /^ ?(?:to|[–→-]) ?$/.test(between);
  const isRange =
    /^(?: ?[-–—] ?| to | or )$/.test(between) ||
    (between === ' and ' && /\bbetween (?:about |~)?$/.test(before));
  if (!isFrom && !isRange) return null;
  // “2 or 3 million” are both millions; “from 5 to 10k” may begin at 5 or at 5000.
  const isShared = one.scale === 1 && one.number * other.scale < other.number;
  if (other.scale > 1 && isShared && isFrom) return { ...base, isDoubtful: true };
  const number = isShared ? one.number * other.scale : one.number;
  if (isFrom) return { ...base, numberTo: other.number, qualifier: 'change' };
  return other.number > number ? { ...base, number, numberTo: other.number } : null;
}
