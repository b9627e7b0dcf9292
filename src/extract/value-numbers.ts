/** Numbers in running text that say how much or how many there is of something. */
import type { NumberQualifier, NumberReading } from '../model/page.ts';
import { withoutNonAmounts } from './value-masks.ts';
import { isTelling, readAfter, readLabel, readPer } from './value-words.ts';

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
}

const CURRENCIES: Readonly<Record<string, string>> = {
  ...{ $: 'USD', US$: 'USD', usd: 'USD', dollar: 'USD', '€': 'EUR', eur: 'EUR', euro: 'EUR' },
  ...{ '£': 'GBP', gbp: 'GBP', '¥': 'JPY', jpy: 'JPY', yen: 'JPY', '₹': 'INR', inr: 'INR' },
};
const SCALES: Readonly<Record<string, number>> = {
  ...{ k: 1e3, thousand: 1e3, m: 1e6, mio: 1e6, mn: 1e6, million: 1e6 },
  ...{ b: 1e9, bn: 1e9, billion: 1e9, 万: 1e4, 億: 1e8, 亿: 1e8 },
};
const SPELLED: ReadonlyMap<string, number> = new Map(
  [
    ...'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(
      ' ',
    ),
    ...'sixteen seventeen eighteen nineteen twenty'.split(' '),
  ].map((word, at) => [word, at + 2]),
);
const TENS = 'thirty forty fifty sixty seventy eighty ninety hundred'.split(' ');
const spelled = (word: string): number => SPELLED.get(word) ?? (TENS.indexOf(word) + 3) * 10;

const DIGITS = new RegExp(
  [
    String.raw`(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_#@.,\uFFFC]|(?<!\d ?)/)`,
    String.raw`(?<hedge>[~≈<>≤≥] ?)?(?<sign>(?<![\p{L}\p{N})])[+−-])?(?<currency>US\$|(?:USD|EUR|GBP|JPY|INR) |[$€£¥₹])?`,
    String.raw`(?<whole>\d{1,3}(?:[,’\u00A0\u202F]\d{3})+|\d{1,12})(?<part>\.\d+)?`,
    String.raw`(?<scale> ?(?:thousand|million|billion|mio|mn|bn)(?!\p{L})|[kKMB](?![\p{L}\p{N}])|[万億亿])?`,
    String.raw`(?<more>\+)?`,
    String.raw`(?<unit> ?(?:[%％]|per ?cent\b)| ?[€£¥]| (?:USD|EUR|GBP|JPY|INR|dollars?|euros?|yen)\b)?`,
    String.raw`(?<more2>\+)?(?![A-Za-z\p{Script=Cyrillic}\p{N}_]|[-–][A-Za-z]|[.,]\d)`,
  ].join(''),
  'gu',
);
const SPELLED_OUT = new RegExp(
  String.raw`(?<![\p{L}\p{N}-])(?:${[...SPELLED.keys(), ...TENS].join('|')})(?![\p{L}\p{N}-])`,
  'giu',
);
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
    if (!isAmount(token, { ...words, label })) continue;
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
  return token.isSpelled ? noun !== null && isTelling(noun) : true;
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

function tokensIn(text: string): Token[] {
  const digits = [...text.matchAll(DIGITS)].map((match): Token => {
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
    const factor = SCALES[scale?.trim().toLowerCase() ?? ''] ?? 1;
    const size = Number(whole.replace(/\D/g, '') + part) * factor;
    const money = (currency ?? unit ?? '').trim().replace(/s$/, '');
    return {
      ...{ at: match.index, end: match.index + match[0].length, isSpelled: false },
      ...{ number: sign === '-' || sign === '−' ? -size : size, numberTo: null, outOf: null },
      unit: /[%％]|per ?cent/.test(unit ?? '')
        ? '%'
        : (CURRENCIES[money] ?? CURRENCIES[money.toLowerCase()] ?? null),
      qualifier: qualifierOf(hedge, sign, more ?? more2),
    };
  });
  const words = [...text.matchAll(SPELLED_OUT)].map((match): Token => ({
    ...{ at: match.index, end: match.index + match[0].length, isSpelled: true },
    ...{ number: spelled(match[0].toLowerCase()), numberTo: null, outOf: null },
    ...{ unit: null, qualifier: null },
  }));
  return [...digits, ...words].sort((one, other) => one.at - other.at);
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
  const isFrom = /\bfrom (?:about |around |~)?$/.test(before) && /^ ?(?:to|[–→-]) ?$/.test(between);
  if (isFrom) return { ...base, numberTo: other.number, qualifier: 'change' };
  const isRange =
    /^(?: ?[-–—] ?| to | or )$/.test(between) ||
    (between === ' and ' && /\bbetween (?:about |~)?$/.test(before));
  return isRange && other.number > one.number ? { ...base, numberTo: other.number } : null;
}
