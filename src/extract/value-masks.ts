/**
 * Digits that are no amounts: dates, times, versions, names of standards, numbers of pages and
 * phones. Data first: each row says what it covers.
 */

interface Mask {
  readonly covers: string;
  readonly pattern: RegExp;
}

const MONTH = String.raw`(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?`;
const NUMBERED = String.raw`(?:page|pp?|section|step|phase|chapter|level|part|item|issue|pr|no|nr|number|figure|fig|table|version|ver|release|room|id|ticket|bug|rfc|iso|erc|eip|bip|covid|layer|web|task|milestone|sprint|week|day|round|tier|grade|module|lesson|episode|season|batch|cohort|wave|act|article|question|top|option|group|line|gate|building|floor|suite|unit|python|java|node|windows)`;

/** What there may be two thousand of, and what years are rarely said of. */
const MASSES =
  'members|followers|users|subscribers|people|participants|attendees|visitors|viewers|readers|downloads|views|visits|' +
  'commits|stars|contributors|contributions|registrations|registrants|developers|employees|students|customers|' +
  'messages|emails|transactions|impressions|clicks|likes|nodes|installs|requests|volunteers|hits|forks';
/** Before a year: `since 2021`, `the 2021 participants`; but `a total of 2024 members`. */
const BEFORE_YEAR =
  '[Ii]n|[Ss]ince|[Dd]uring|[Yy]ear|[Ff]or|[Tt]he|[Oo]ur|[Bb]y|[Uu]ntil|[Ff]rom|[Tt]hroughout|[Tt]o|[Ff]all|[Ss]pring|' +
  '[Ss]ummer|[Ww]inter|[Ee]arly|[Ll]ate|[Mm]id|[Ii]ts|[Tt]heir|[Aa]fter|[Bb]efore|[Oo]f|and|\uFFFC';
const COUNT_LIKE_YEAR = String.raw`(?<!(?:^|\P{L})(?<![Tt]otal )(?<!number )(?<!count )(?:${BEFORE_YEAR}) )(?:19|20)\d{2} (?:${MASSES})(?!\p{L})`;
const MASKS: readonly Mask[] = [
  {
    covers: 'months, days and places in a row, in Chinese, Japanese and Korean',
    pattern: /(?<!\d)\d{1,4} ?(?:月份?|[日号號時时点월일년期章版]|回目?|年度?)|第 ?\d+/gu,
  },
  {
    covers: 'ids of meetings and documents, codes',
    pattern:
      /(?<!\d)10\.\d{4}\S*|(?<![\d.,])\d{3,4}(?:[ -]\d{3,4}){2,}(?!\d)|(?<![\d.,])\d{8,16}(?!\d)|(?<!\p{L})(?:id|passcode|password|code|pin|doi|isbn|zip|port|tel|phone|fax)(?: (?:number|no\.?|is))?[:：]? ?#?\d[\d -]*/giu,
  },
  {
    covers: 'times of day',
    pattern:
      /(?<![\d.,])\d{1,2}(?:[:.]\d{2}){0,2} ?[ap]\.?m\b\.?|(?<![\d.,])\d{1,2}:\d{2}(?::\d{2})?|(?<!\d)[0-2]\d[0-5]\d(?= ?(?:\(|hrs\b|h\b|UTC|GMT|[PECM][SD]?T\b))|\b24\/7\b/giu,
  },
  { covers: 'numbers that begin with zero', pattern: /(?<![\d.,])0\d+(?![\d.,]\d)/gu },
  { covers: 'proportions and scores', pattern: /(?<!\d)\d+:\d+(?!\d)/gu },
  {
    covers: 'days of a month',
    pattern: new RegExp(
      String.raw`(?<!\p{L})${MONTH}[ -]?\d{1,2}(?:st|nd|rd|th)?(?![\d.,]*\d)|(?<!\d)\d{1,2}(?:st|nd|rd|th)?(?: of)?[ -]${MONTH}(?!\p{L})`,
      'giu',
    ),
  },
  {
    covers: 'months of a year',
    pattern: new RegExp(String.raw`(?<!\p{L})${MONTH},?[ -]?['’]?\d{2,4}(?!\d)`, 'giu'),
  },
  {
    covers: 'quarters and halves',
    pattern:
      /(?<![\p{L}\p{N}])(?:[qh]|fy|cy) ?\d{1,4}(?: ?[-–/&+] ?[qh]?\d{1,4})?(?!\p{N})|(?<!\p{N})[1-4][qh](?:[ /-]?\d{2,4})?(?![\p{L}\p{N}])/giu,
  },
  {
    covers: 'versions',
    pattern:
      /(?<![\p{L}\p{N}])v\.? ?\d+(?:\.\d+)*|(?<![\d.,])\d+\.x\b|(?<=\p{Lu}\p{L}{1,24} (?<!(?:Average|Attendance|Total|Score|Rating|Mean|Median|USD|EUR|GBP|JPY|INR) ))\d{1,2}\.\d{1,2}(?![\d.%]| (?:thousand|million|billion))/gu,
  },
  {
    covers: 'numbered things',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])${NUMBERED}\.? ?#?\d{1,8}(?:\.\d{1,4}){0,3}(?:(?: ?[-–] ?| and )\d{1,8}(?!%))?(?!\d|,\d|\+)`,
      'giu',
    ),
  },
  {
    covers: 'numbers of tickets, and standards',
    pattern: /#\d+|\bISO ?\d{1,6}(?:[-:]\d{1,6}){0,2}/gu,
  },
  {
    covers: 'phone numbers',
    pattern: /(?<![\d.,])\+\d[\d ().-]{7,20}\d|(?<![\d.,])\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)/gu,
  },
  { covers: 'ordinals', pattern: /(?<![\d.,])\d+(?:st|nd|rd|th)(?!\p{L})/giu },
  {
    covers: 'numbers of list items and headings',
    pattern:
      /^\s*(?:\(?\d{1,3}[.)](?=\s)|\d{1,2}(?:\.\d{1,2})+\.?(?=\s)(?! (?:thousand|million|billion)))/gu,
  },
  {
    covers: 'years',
    pattern: new RegExp(
      String.raw`(?=19|20)(?!${COUNT_LIKE_YEAR})(?<![\d.,$€£¥~≈+<>]|over |about |around |nearly |reached |reaching )(?:19|20)\d{2}(?: ?[-–/] ?(?:(?:19|20)\d{2}|\d{2}))?(?![\d%+]|[.,]\d|年?\d)`,
      'gu',
    ),
  },
  {
    covers: 'numbers with a decimal comma or a point that may divide thousands',
    pattern: /(?<![\d.,])\d+,\d{1,2}(?![\d,])|(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.])/gu,
  },
];

/** Whole words that are addresses (`https://…`, `name@host.org`, `file.pdf`) or names (`COVID-19`). */
const NAMES: readonly RegExp[] = [
  /:\/\/|^www\.|@[^@]*\.\w|\.(?:com|org|net|io|md|html?|pdf|png)(?:\W|$)/i,
  /\p{L}-\d|^\(?\d+-\p{L}/u,
  // 2.4.1, 192.168.0.1
  /(?<!\d)\d{1,6}\.\d{1,6}\.\d/,
];

/** Stands for what is covered: one for each of its characters. */
export const COVER = '\uFFFC';

const covered = (text: string): string => COVER.repeat(text.length);

/** The text with everything covered that has digits but is no amount; as long as before. */
export function withoutNonAmounts(text: string): string {
  const words = text.replace(/\S+/g, (word) =>
    NAMES.some((form) => form.test(word)) ? covered(word) : word,
  );
  return MASKS.reduce((masked, { pattern }) => masked.replace(pattern, covered), words);
}

/** The text with the given stretches covered. */
export function withCovered(
  text: string,
  stretches: readonly { readonly at: number; readonly raw: string }[],
): string {
  return stretches.reduce(
    (rest, { at, raw }) => rest.slice(0, at) + covered(raw) + rest.slice(at + raw.length),
    text,
  );
}
