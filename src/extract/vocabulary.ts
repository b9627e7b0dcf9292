/**
 * The section vocabulary of reports: which headings mean the same section. Data first: each row is
 * a canonical key and the wordings it goes by; `keyOf` only compares.
 *
 * The wordings come from the templates for groups' and projects' quarterly, half-year and annual
 * reports, and from what people made of them over the years.
 */

/** Says which section a heading opens; null for a heading of no known section. */
export interface Vocabulary {
  keyOf(heading: string): SectionKey | null;
}

export const SECTION_KEYS = [
  'group',
  'health',
  'report-authors',
  'issues',
  'previous-issues',
  'releases',
  'activity',
  'planned-work',
  'maintainer-diversity',
  'contributor-diversity',
  'participant-diversity',
  'additional-information',
  'date-published',
  'reviewed-by',
] as const;
export type SectionKey = (typeof SECTION_KEYS)[number];

interface Wording {
  readonly key: SectionKey;
  /** One of these must be found in the heading's phrase: lower case, words in the singular. */
  readonly says: RegExp;
  /** When given, the phrase may have no other words than those found, these, and `FILLER`. */
  readonly among?: readonly string[];
}

const list = (words: string): readonly string[] => words.split(' ');

/** Words that never change which section is meant: periods, group names' generic parts, articles. */
const FILLER = new Set(
  list(
    'the a an any and or of in on over during for since from to by with this our it all ' +
      'overall general current recent latest past last previous prior main key major summary ' +
      'half year quarter month week semester period two three six nine twelve one first second ' +
      'third fourth q1 q2 q3 q4 h1 h2 report reporting update date status ' +
      'group working special interest sig wg project community team tsc toc hyperledger',
  ),
);

/** The first row that fits decides, so the narrower wordings stand before the wider ones. */
const WORDINGS: readonly Wording[] = [
  {
    key: 'date-published',
    says: /^(?:(?:report )?date (?:of )?(?:publish|published|publication)|(?:publish|published|publication|report) date|(?:report )?published(?: on)?|date of (?:the |this )?report)$/,
  },
  {
    key: 'reviewed-by',
    says: /^(?:(?:tsc|toc|report) )?(?:reviewed by|review by|reviewer)(?: (?:the )?(?:tsc|toc))?$/,
  },
  {
    key: 'report-authors',
    says: /^(?:report|update) author$|^author of (?:the |this )?(?:report|update)$|^(?:report |update )?(?:authored|prepared|written|submitted|reported) by$/,
  },
  {
    key: 'maintainer-diversity',
    says: /^(?:\w+ )?maintainer (?:\w+ )?diversity$|^diversity of (?:the )?maintainer$/,
  },
  {
    key: 'contributor-diversity',
    says: /^(?:\w+ )?contributor (?:\w+ )?diversity$|^diversity of (?:the )?contributor$/,
  },
  {
    key: 'participant-diversity',
    says: /^(?:\w+ )?(?:participant|participation|member|membership|community|attendee) (?:\w+ )?diversity$|^diversity of (?:the )?(?:participant|member|attendee)$/,
  },
  {
    key: 'additional-information',
    says: /^(?:any )?(?:additional|other) (?:information|info|comment|note|remark|detail)(?: optional)?$/,
  },
  {
    key: 'previous-issues',
    says: /\b(?:previous|prior|past|earlier|last) (?:(?:report|quarter|period) )?(?:issue|challenge|concern)\b|\b(?:issue|challenge|concern) (?:raised |identified |reported )?(?:from|in) (?:the |our )?(?:previous|prior|last|past) (?:report|update)\b/,
    among: list('issue challenge concern question raised identified reported earlier'),
  },
  {
    key: 'issues',
    says: /\b(?:issue|challenge)\b|\bquestion for (?:the )?(?:tsc|toc)\b/,
    among: list('issue challenge concern question risk problem blocker opportunity'),
  },
  {
    key: 'planned-work',
    says: /\bplanned (?:\w+ )?(?:work|activity|product|deliverable|task|initiative|effort)\b|\b(?:work|activity|product|deliverable) planned\b|\b(?:current|future|upcoming|next|term) (?:\w+ )?(?:plan|work|activity|deliverable)\b|\bplan(?:ned)? (?:for|in|over) (?:the )?(?:next|coming|upcoming|following|future|q\d|h\d|\d)/,
    among: list(
      'plan planned future upcoming next coming following short long near term work product activity deliverable task item initiative effort roadmap goal',
    ),
  },
  {
    key: 'releases',
    says: /\brelease\b/,
    among: list('release software upcoming new planned made published'),
  },
  {
    key: 'health',
    says: /^health$|\boverall health\b|\b(?:group|sig|wg|project|community) health\b|^health of (?:the )?(?:\w+ )?(?:group|sig|wg|project|community)$/,
  },
  { key: 'activity', says: /\bactivity\b/, among: ['activity'] },
];

/** The heading that names the group itself: `Project`, or a name that ends with its kind. */
const KIND = /\b(?:working group|special interest group|task force|sig|wg)$/;
const ONLY_KIND =
  /^(?:(?:name of )?(?:the )?(?:working group|special interest group|task force|sig|wg|project)|(?:group|project|sig) name)$/;
/** `Technical Working Group China`: the place stands behind. */
const KIND_AND_PLACE = /^(?:[\p{L}\p{N}]+ )?technical working group (\p{L}+)$/u;
/** Words that no group's name holds. */
const NOT_IN_NAME = new Set(
  list(
    'join about why what how who when where is are be was the this that our your other another ' +
      'related new active inactive past current list welcome to from with by for in on at of meeting ' +
      'member chair charter update health report lead call page home wiki goal mission scope status',
  ),
);

/**
 * The canonical key of the section that a heading opens, null when it opens none that is known.
 * Case, punctuation, plural and what stands in parentheses do not matter, nor for most sections the
 * group's name and the period (`Overall Activity in the Past Quarter`). A value behind a colon is
 * passed over where people write one (`Date Published: 25 Jun 2024`).
 */
export function keyOf(heading: string): SectionKey | null {
  if (heading.length > 120) return null;
  const whole = phraseOf(heading);
  return wordingKey(whole) ?? (namesGroup(heading, whole) ? 'group' : labelKey(heading));
}

export const REPORT_VOCABULARY: Vocabulary = { keyOf };

/** Sections whose value people write into the heading itself. */
const LABELS: ReadonlySet<SectionKey> = new Set([
  'date-published',
  'report-authors',
  'reviewed-by',
]);

function labelKey(heading: string): SectionKey | null {
  const colon = heading.indexOf(':');
  const key = colon === -1 ? null : wordingKey(phraseOf(heading.slice(0, colon)));
  return key !== null && LABELS.has(key) ? key : null;
}

function wordingKey(phrase: string): SectionKey | null {
  return WORDINGS.find((wording) => fits(phrase, wording))?.key ?? null;
}

function fits(phrase: string, { says, among }: Wording): boolean {
  if (!says.test(phrase)) return false;
  if (among === undefined) return true;
  return phrase
    .split(' ')
    .every((word) => FILLER.has(word) || among.includes(word) || /^\d+$/.test(word));
}

function namesGroup(heading: string, phrase: string): boolean {
  // `Projects`, `Related Working Groups` name no one group.
  if (/\b(?:groups|sigs|wgs|forces|projects)\b/i.test(heading)) return false;
  if (ONLY_KIND.test(phrase)) return true;
  const place = KIND_AND_PLACE.exec(phrase)?.[1];
  if (place === undefined && !KIND.test(phrase)) return false;
  const words = phrase.split(' ');
  return words.length <= 9 && !words.some((word) => NOT_IN_NAME.has(word));
}

/** `Report Author(s):` becomes `report author`, `**HC-SIG** Overall Health` `hc sig overall health`. */
function phraseOf(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('(s)', '')
    .replace(/\([^()]*\)/g, ' ')
    .replaceAll('&', ' and ')
    .replace(/['’]s\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map(singular)
    .join(' ');
}

function singular(word: string): string {
  if (word.length < 5 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}
