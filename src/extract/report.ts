/** Report pages: whether a page is one, and its period, series, authors and publication date. */
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { IsoDate, ReportRecord, SpaceRef } from '../model/page.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { settle } from './dates.ts';
import type { OutlineEntry } from './outline.ts';
import { parsePeriod } from './period.ts';
import { authorsIn } from './report-authors.ts';
import { seriesOf } from './series.ts';
import { datesIn } from './text-dates.ts';
import { blockText } from './text.ts';
import { countWordsOutsideLinks } from './words.ts';
import type { Element } from '../model/dom.ts';

export interface ReportInput {
  readonly title: string | null;
  /** The normalised body. */
  readonly body: Element;
  /** The body's headings, from `outline`. */
  readonly outline: readonly OutlineEntry[];
  /** The page's other dates, to settle a numeric date that could be two days. */
  readonly near: readonly IsoDate[];
  readonly space: SpaceRef;
  readonly labels: readonly string[];
  readonly vocabulary: Vocabulary;
}

export interface ReportResult {
  /** Null when the page is no report. */
  readonly report: ReportRecord | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The report record of a page. A page is a report when it has enough of the sections that only
 * report templates have, or one of them and a period in its title, or when its title says that it is
 * the report of a period and it has text of its own; or by a label or a title that the vocabulary
 * names. Lists of reports, templates and meeting notes are none.
 *
 * Authors come from the authors' section, the date from the publication section; an empty one or
 * “N/A” means null. Never throws; a date that cannot be read is a diagnostic.
 */
export function reportOf(input: ReportInput): ReportResult {
  if (!isReport(input)) return { report: null, diagnostics: [] };
  const title = input.title ?? '';
  const period = parsePeriod(title, input.vocabulary);
  const { publishedOn, publishedRaw, diagnostics } = publication(input);
  const report = {
    series: seriesOf(title, input.space, input.vocabulary),
    periodLabel: period?.label ?? null,
    periodStart: period?.start ?? null,
    periodEnd: period?.end ?? null,
    publishedOn,
    publishedRaw,
    authors: authorsOf(input),
  };
  return { report, diagnostics };
}

function isReport(page: ReportInput): boolean {
  const { title, vocabulary } = page;
  const { reports } = vocabulary;
  if (title !== null && reports.saysNoReport(title)) return false;
  if (reports.spaces !== null && !isIn(page.space, reports.spaces)) return false;
  if (page.labels.some((label) => reports.labels.has(label.toLowerCase()))) return true;
  const keys = page.outline.map(({ key }) => key).filter((key) => key !== null);
  const telling = new Set(keys.filter((key) => reports.telling.has(key))).size;
  if (telling >= reports.enough) return true;
  if (title === null) return false;
  if (reports.isReportTitle(title)) return true;
  const hasSections = telling >= reports.enoughWithPeriod;
  // The titles of most pages need not be searched for a period.
  if (!hasSections && !reports.saysReport(title)) return false;
  if (parsePeriod(title, vocabulary) === null) return false;
  return hasSections || countWordsOutsideLinks(page.body.children) >= reports.ownWords;
}

const isIn = ({ key, name }: SpaceRef, spaces: ReadonlySet<string>): boolean =>
  [key, name].some((known) => known !== null && spaces.has(known.toLowerCase()));

/** An authors' section may be called just “Author(s)”; only in a report is it surely the report's. */
function authorsOf({ outline, vocabulary }: ReportInput): ReportRecord['authors'] {
  const { reports } = vocabulary;
  const entry =
    outline.find(({ key }) => key !== null && key === reports.authors) ??
    outline.find(({ heading }) => reports.isAuthorHeading(heading));
  if (entry === undefined) return [];
  const inHeading = behindColon(entry.heading);
  return authorsIn(entry.content, inHeading === '' ? null : inHeading);
}

function behindColon(heading: string): string {
  const colon = heading.search(/[:：]/);
  return colon === -1 ? '' : heading.slice(colon + 1).trim();
}

type Publication = Pick<ReportRecord, 'publishedOn' | 'publishedRaw'> & {
  readonly diagnostics: readonly Diagnostic[];
};

const UNPUBLISHED: Publication = { publishedOn: null, publishedRaw: null, diagnostics: [] };

function publication({ outline, near, vocabulary }: ReportInput): Publication {
  const { published } = vocabulary.reports;
  const entry = outline.find(({ key }) => key !== null && key === published);
  if (entry === undefined) return UNPUBLISHED;
  const lines = [behindColon(entry.heading), ...blockText(entry.content).split('\n')].filter(
    (line) => !vocabulary.isNone(line),
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
