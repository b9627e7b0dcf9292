/** Report pages: whether a page is one, and its period, series, authors and publication date. */
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { IsoDate, ReportRecord } from '../model/page.ts';
import { settle } from './dates.ts';
import { trimEdges } from './edges.ts';
import type { OutlineEntry } from './outline.ts';
import { parsePeriod, withoutPeriod } from './period.ts';
import { authorsIn } from './report-authors.ts';
import { datesIn } from './text-dates.ts';
import { blockText, countWordsOutsideLinks } from './text.ts';
import type { SectionKey } from './vocabulary.ts';
import type { Element } from '../model/dom.ts';

export interface ReportInput {
  readonly title: string | null;
  /** The normalised body. */
  readonly body: Element;
  /** The body's headings, from `outline`. */
  readonly outline: readonly OutlineEntry[];
  /** The page's other dates, to settle a numeric date that could be two days. */
  readonly near: readonly IsoDate[];
}

export interface ReportResult {
  /** Null when the page is no report. */
  readonly report: ReportRecord | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The report record of a page. A page is a report when it has three of the sections that only
 * report templates have, or one of them and a period in its title, or when its title says that it is
 * the report of a period and it has text of its own. Lists of reports, templates and meeting notes
 * are none.
 *
 * Authors come from the authors' section, the date from the publication section; an empty one or
 * “N/A” means null. Never throws; a date that cannot be read is a diagnostic.
 */
export function reportOf(input: ReportInput): ReportResult {
  if (!isReport(input)) return { report: null, diagnostics: [] };
  const title = input.title ?? '';
  const period = parsePeriod(title);
  const { publishedOn, publishedRaw, diagnostics } = publication(input);
  const report = {
    series: seriesOf(title),
    periodLabel: period?.label ?? null,
    periodStart: period?.start ?? null,
    periodEnd: period?.end ?? null,
    publishedOn,
    publishedRaw,
    authors: authorsOf(input.outline),
  };
  return { report, diagnostics };
}

/** Sections that pages of other kinds hardly have. */
const TELLING: ReadonlySet<SectionKey | null> = new Set<SectionKey>([
  'health',
  'activity',
  'planned-work',
  'maintainer-diversity',
  'contributor-diversity',
  'participant-diversity',
]);

const NO_REPORT =
  /\b(?:reports|updates|reviews|template|example|sample|meeting|minutes|agenda|notes)\b/i;
const REPORT = /\b(?:report|review|update)\b/i;
/** Words a page needs outside of links to be more than a list of reports. */
const OWN_WORDS = 30;

function isReport({ title, body, outline }: ReportInput): boolean {
  if (title !== null && NO_REPORT.test(title)) return false;
  const telling = new Set(outline.map(({ key }) => key).filter((key) => TELLING.has(key))).size;
  if (telling >= 3) return true;
  if (title === null || parsePeriod(title) === null) return false;
  return telling > 0 || (REPORT.test(title) && countWordsOutsideLinks(body.children) >= OWN_WORDS);
}

/**
 * The title without its period, each part once: `Mid-Year 2021 Report- Some Group - Mid-Year 2021
 * Report` becomes `Report - Some Group`. Null when nothing but `Report` is left.
 */
export function seriesOf(title: string): string | null {
  const parts = withoutPeriod(title)
    .split(/[-–—:|,/](?= )|(?<= )[-–—:|,/]/)
    .map(withoutLooseWords)
    .filter((part) => part !== '');
  const distinct = parts.filter(
    (part, at) => parts.findIndex((other) => other.toLowerCase() === part.toLowerCase()) === at,
  );
  const series = distinct.join(' - ');
  return series === '' || /^(?:report|review|update)$/i.test(series) ? null : series;
}

/** Words that led to the period, and signs that stood around it. */
const LOOSE = /^(?:for|of|in|the|and|to|[^\p{L}\p{N}]*)$/iu;

function withoutLooseWords(part: string): string {
  const words = part.trim().split(/\s+/);
  const first = words.findIndex((word) => !LOOSE.test(word));
  const last = words.findLastIndex((word) => !LOOSE.test(word));
  return first === -1 ? '' : trimEdges(words.slice(first, last + 1).join(' '), /[\s,;:-]/);
}

/** An authors' section may be called just “Author(s)”; only in a report is it surely the report's. */
function authorsOf(outline: readonly OutlineEntry[]): ReportRecord['authors'] {
  const entry =
    outline.find(({ key }) => key === 'report-authors') ??
    outline.find(({ heading }) => /^authors?(?:\(s\))?:?$/i.test(heading));
  if (entry === undefined) return [];
  const inHeading = behindColon(entry.heading);
  return authorsIn(entry.content, inHeading === '' ? null : inHeading);
}

const behindColon = (heading: string): string =>
  heading.includes(':') ? heading.slice(heading.indexOf(':') + 1).trim() : '';

/** What people write where there is nothing to say. */
const NOTHING = /^(?:n\/?a|n\.a\.|none|tbd|tba|todo|unknown|[-–—.?]*)$/i;

type Publication = Pick<ReportRecord, 'publishedOn' | 'publishedRaw'> & {
  readonly diagnostics: readonly Diagnostic[];
};

const UNPUBLISHED: Publication = { publishedOn: null, publishedRaw: null, diagnostics: [] };

function publication({ outline, near }: ReportInput): Publication {
  const entry = outline.find(({ key }) => key === 'date-published');
  if (entry === undefined) return UNPUBLISHED;
  const lines = [behindColon(entry.heading), ...blockText(entry.content).split('\n')].filter(
    (line) => !NOTHING.test(line.trim()),
  );
  const dated = lines.find((line) => datesIn(line).length > 0) ?? lines[0];
  return dated === undefined ? UNPUBLISHED : readPublication(dated.slice(0, 200), near);
}

function readPublication(publishedRaw: string, near: readonly IsoDate[]): Publication {
  const dates = datesIn(publishedRaw);
  const [date] = dates;
  if (date === undefined || dates.length > 1) {
    const diagnostics = [diagnostic('date-unreadable', publishedRaw)];
    return { publishedOn: null, publishedRaw, diagnostics };
  }
  const publishedOn = date.iso ?? (date.ambiguous === null ? null : settle(date.ambiguous, near));
  const diagnostics = publishedOn === null ? [diagnostic('date-ambiguous', publishedRaw)] : [];
  return { publishedOn, publishedRaw, diagnostics };
}
