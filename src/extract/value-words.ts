/** Words around a number: what is counted, for each of what, and what the number is called. */
import { COVER } from './value-masks.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Words that end a noun's phrase, on either side of a number. */
const STOPS = words(
  'a an the this that these those our your their its his her my we you they he she it i us them ' +
    'and or but nor so as than then if when while where which who whom whose what how ' +
    'of in on at by to for from with within without into onto over under about above below between ' +
    'among across after before during since until till through throughout per via against toward ' +
    'towards around near behind beyond plus minus versus vs not no yes also only just too very more ' +
    'most less least many much few several some any each every all both either neither other another ' +
    'such same time times now currently still already yet again here there today ' +
    'is are was were be been being am has have had having do does did done can could will would ' +
    'shall should may might must get got gets let make made makes held hold holds host hosted hosts ' +
    'reached totaled totalled counted went gone increased grew grown dropped fell rose remains ' +
    'remained stands stood shows show showed saw see seen averaged averages averaging obtained ' +
    'achieved joined attended completed published received added conducted merged registered ' +
    'out up down off back due because although though however including includes included like',
);

const TIMES = words('second minute min hour hr day week fortnight month quarter semester year');
const SHORT_TIMES: Readonly<Record<string, string>> = { min: 'minute', hr: 'hour' };
/** Words before a stretch of time that make it a when, not an amount. */
const WINDOW =
  /(?:^|\s)(?:last|past|next|every|previous|coming|upcoming|first|final|over|within|for|in|after|before|about|of|the|these|recent|only|another|other)$/i;
/** Words behind a stretch of time that do the same. */
const WHEN = /^ (?:ago|earlier|later|from now|before|after)(?!\p{L})/iu;
/** Plurals without an s. */
const PLURALS = words(
  'people women men children staff personnel folk media data crew alumni loc fte sme',
);
/** What says nothing of a number that is spelled out: “two things”, “three ways”. */
const VAGUE = words('thing way option kind type sort aspect side point time word case fold step');

/** One word of Latin, Cyrillic or Greek script, with what joins its parts. */
const WORD = /^\p{L}[\p{L}\p{M}\p{N}'’&-]*/u;
const COUNTED_IN_IDEOGRAPHS = /^ ?([\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}]{1,8})/u;

const isStop = (word: string): boolean => STOPS.has(word.toLowerCase());
const isTime = (word: string): boolean => TIMES.has(singularOf(word));

/** `members` → `member`, `studies` → `study`; other words as they are. Lower case. */
function singularOf(word: string): string {
  const lower = word.toLowerCase().replace(/['’]s$/, '');
  if (lower.length < 4 || !lower.endsWith('s') || /(?:ss|us|is)$/.test(lower)) return lower;
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  return /(?:sh|ch|x|z)es$/.test(lower) ? lower.slice(0, -2) : lower.slice(0, -1);
}

const isPlural = (word: string): boolean =>
  singularOf(word) !== word.toLowerCase() ||
  PLURALS.has(word.toLowerCase()) ||
  /^\p{Lu}{2,}s$/u.test(word);

export interface After {
  readonly noun: string | null;
  readonly per: string | null;
  /** A unit of time, in the singular. */
  readonly unit: string | null;
  /** How many characters of the text were read. */
  readonly length: number;
}

/**
 * What follows a number. A noun is in the plural (except after 1), has up to five words and ends
 * with its first plural: `Guest presentations conducted` names presentations.
 *
 * @param before the text before the number, which tells “in the last 6 months” from “6 months of work”.
 */
export function readAfter(text: string, number: number, before: string): After {
  const { phrase, length } = counted(text, number);
  const end = text.slice(length);
  const per = readPer(end);
  const last = phrase?.split(' ').at(-1) ?? null;
  if (last !== null && isTime(last)) {
    const isWindow = WINDOW.test(before.trimEnd()) || WHEN.test(end);
    const unit = isWindow ? null : (SHORT_TIMES[singularOf(last)] ?? singularOf(last));
    return { noun: null, per: null, unit, length };
  }
  return { noun: phrase, per: per.words, unit: null, length: length + per.length };
}

function counted(text: string, number: number): { phrase: string | null; length: number } {
  const ideographs = COUNTED_IN_IDEOGRAPHS.exec(text);
  if (ideographs !== null) return { phrase: ideographs[1] ?? null, length: ideographs[0].length };
  const found: string[] = [];
  let at = 0;
  while (found.length < 5 && text[at] === ' ') {
    const word = WORD.exec(text.slice(at + 1, at + 60))?.[0];
    if (word === undefined || isStop(word)) break;
    found.push(word);
    at += 1 + word.length;
    if (isPlural(word) || (found.length === 1 && isTime(word)))
      return { phrase: found.join(' '), length: at };
  }
  const isOne = Math.abs(number) === 1 && found.length > 0;
  if (isOne) return { phrase: found.slice(0, 3).join(' '), length: at };
  // Languages whose plurals have no s.
  const [first] = found;
  if (first !== undefined && !/^\p{ASCII}*$/u.test(first))
    return { phrase: first, length: 1 + first.length };
  return { phrase: null, length: 0 };
}

const PER = /^ ?(?:\/ ?|(?:per|in each|in every|for each|for every|each|every) )/i;
const PER_TIME =
  /^ (?:an?|each|every|per) (?=(?:day|week|month|quarter|year|meeting|call|session)\b)/i;

/** `/General Meeting`, `per video`, `in each meeting`, `a month`. */
export function readPer(text: string): { words: string | null; length: number } {
  const lead = (PER.exec(text) ?? PER_TIME.exec(text))?.[0];
  if (lead === undefined) return { words: null, length: 0 };
  const found: string[] = [];
  let at = lead.length;
  while (found.length < 3) {
    const gap = found.length === 0 ? '' : ' ';
    if (!text.startsWith(gap, at)) break;
    const word = WORD.exec(text.slice(at + gap.length, at + 60))?.[0];
    if (word === undefined || isStop(word)) break;
    // After its first word a name goes on only in capitals: `/General Meeting`.
    if (found.length > 0 && !/^\p{Lu}/u.test(word)) break;
    found.push(word);
    at += gap.length + word.length;
  }
  return found.length === 0 ? { words: null, length: 0 } : { words: found.join(' '), length: at };
}

/** What stands between a name and its number: `attendance was at`, `followers:`. */
const LINK =
  /(?:^|\s)(?:of|is|was|are|were|be|at|to|by|reached|totals?|totall?ed|remains?|remained|stands?|stood|currently|now|approximately|just|up|down|increased|grew|grown|rose|dropped|fell|decreased|has|have|had|been|slightly|[=\-–—])$/i;
const WEAK_LINKS = words('of to by');
/** Names of numbers, which “of” may lead to. */
const MEASURES = words(
  'average attendance total membership count number rate share size budget score participation ' +
    'turnout value amount balance income revenue cost mean median maximum minimum percentage ratio',
);
const AVERAGES = /(?:^|\s)averag(?:e|es|ed|ing)$/i;
/** Names that say nothing: “a series of six”. */
const EMPTY_LABEL = words(
  'series list set group couple variety range team rest end start beginning middle period part half ' +
    'quarter week month year day one number all most some case kind type sort first second third ' +
    'next last max maximum min minimum out date version favor favour addition terms lack mix use',
);
const OF_WHAT = words('number count amount share percentage average total proportion');

/**
 * What a number is called by the words before it: `average attendance of`, `June meeting count was`,
 * `Contributors:`. Null where they do not name it.
 */
export function readLabel(before: string): string | null {
  const text = before.trimEnd();
  const titled = /(?:^|[;•|,(]\s*)([^;•|,:()]{2,60})[:：]$/u.exec(text)?.[1]?.trim();
  if (titled !== undefined) return isTitle(titled) ? titled : null;
  if (AVERAGES.test(text)) return 'average';
  const links = LINK.exec(text)?.[0].trim().toLowerCase() ?? '';
  const rest = withoutLinks(text);
  const name = rest === null ? null : nameAtEnd(rest);
  // “behaviour of 1469 currencies”, “proposals to two conferences” name no number.
  const isSure = !WEAK_LINKS.has(links) || LINK.test(text.slice(0, -links.length).trimEnd());
  return isSure || MEASURES.has(name?.split(' ').at(-1)?.toLowerCase() ?? '') ? name : null;
}

const isTitle = (text: string): boolean =>
  text.split(' ').length <= 6 && /\p{L}/u.test(text) && !text.includes(COVER);

/** Null where no word links the number to what stands before. */
function withoutLinks(text: string): string | null {
  let rest = text;
  for (let link = LINK.exec(rest); link !== null; link = LINK.exec(rest)) {
    rest = rest.slice(0, link.index).trimEnd();
  }
  return rest === text ? null : rest;
}

function nameAtEnd(text: string): string | null {
  const tail = text.slice(-80).split(/\s+/);
  const found: string[] = [];
  for (const word of tail.toReversed()) {
    const isJoint =
      word.toLowerCase() === 'of' &&
      found.length > 0 &&
      OF_WHAT.has(tail[tail.length - found.length - 2]?.toLowerCase() ?? '');
    if (!isJoint && (isStop(word) || WORD.exec(word)?.[0] !== word)) break;
    found.unshift(word);
    if (found.length === 5) break;
  }
  const [last] = found.slice(-1);
  if (last === undefined || /(?:ed|ing|ly)$/.test(last)) return null;
  if (found.length === 1 && EMPTY_LABEL.has(last.toLowerCase())) return null;
  return isTime(last) || EMPTY_LABEL.has(last.toLowerCase()) ? null : found.join(' ');
}

/** Whether a noun says enough to keep a number that is spelled out. */
export const isTelling = (noun: string): boolean =>
  !VAGUE.has(singularOf(noun.split(' ').at(-1) ?? ''));

const MANY = /(?:^| )(?:dozen|hundred|thousand|million|billion|trillion|lakh|crore)s?(?: |$)/i;

/** `10 thousands`: how many of them nobody knows. */
export const isManyOfThem = (noun: string): boolean => MANY.test(noun);

const PLAIN =
  /^(?:(?:new|open|known|critical|major|minor|serious|reported|active|security) )*\S+$/i;

/** Whether a noun is what it says behind “zero”: “zero knowledge proofs” and “zero trust networks” are some. */
export const isPlainNoun = (noun: string): boolean => PLAIN.test(noun);

/** What a percentage is of by the one word behind it: `12% growth`, `99.99% uptime`. */
export function percentLabel(text: string): string | null {
  const word = /^ (\p{Ll}{3,})(?![\p{L}\p{N}'’-])/u.exec(text)?.[1] ?? null;
  return word === null || isStop(word) || isTime(word) || /(?:ed|ing|ly|correspond)$/.test(word)
    ? null
    : word;
}
