/** Stretches of time of which a series of reports has none. Pure. */
import { addAll } from '../model/add-all.ts';
import type { IsoDate } from '../model/page.ts';
import type { StoredReport } from '../model/reports.ts';

export interface Stretch {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

export interface Gap extends Stretch {
  /** `Q3 2023`, `H1 2023`, `2019`, `May 2020`; null for days that no such words name. */
  readonly label: string | null;
}

/**
 * The periods that are missing between the reports of one series: each stretch of days between two
 * consecutive periods that no report covers, cut to the rhythm that the series had before it. So a
 * series that goes from quarters to halves has no gap where it does. Before its first and after its
 * last report nothing is known to be missing; neither is a period for which a report stands whose title
 * does not say its days, but which was published then.
 */
export function gapsIn(reports: readonly StoredReport[]): Gap[] {
  const periods = reports
    .flatMap(({ report: { periodStart: start, periodEnd: end } }) =>
      start === null || end === null ? [] : [{ start, end }],
    )
    .sort((one, other) => compare(one.start, other.start));
  const undated = reports.flatMap(({ report, touchedOn }) =>
    report.periodStart === null ? (report.publishedOn ?? touchedOn ?? []) : [],
  );
  const gaps: Gap[] = [];
  let covered: Stretch | null = null;
  for (const period of periods) {
    const from: IsoDate | null = covered === null ? null : dayAfter(covered.end, 1);
    if (covered !== null && from !== null && from < period.start) {
      addAll(gaps, cut({ start: from, end: dayAfter(period.start, -1) }, covered));
    }
    if (covered === null || period.end > covered.end) covered = period;
  }
  return gaps.filter((gap) => !undated.some((day) => mayTellOf(gap, day)));
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

function dayAfter(day: IsoDate, days: number): IsoDate {
  const time = Date.parse(day.slice(0, 10)) + days * 86_400_000;
  return new Date(time).toISOString().slice(0, 10);
}

/** A report is published within its period or, as a rule, within three months after it. */
const mayTellOf = ({ start, end }: Stretch, day: IsoDate): boolean =>
  day.slice(0, 10) >= start && day.slice(0, 10) <= dayAfter(end, 92);

/** Months from year 0 of a stretch of whole months; null for any other. */
function monthsOf({ start, end }: Stretch): { from: number; count: number } | null {
  if (!start.endsWith('-01') || !dayAfter(end, 1).endsWith('-01')) return null;
  const from = monthNumber(start);
  return { from, count: monthNumber(end) - from + 1 };
}

const monthNumber = (day: IsoDate): number =>
  Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

function cut(gap: Stretch, before: Stretch): Gap[] {
  const months = monthsOf(gap);
  const step = monthsOf(before)?.count ?? 0;
  if (months === null || step === 0 || 12 % step !== 0) return [{ ...gap, label: labelOf(gap) }];
  const pieces: Gap[] = [];
  const last = months.from + months.count;
  for (let from = months.from; from < last;) {
    // Periods begin where the calendar's do: a half in January or July.
    const next = Math.min(last, (Math.floor(from / step) + 1) * step);
    const piece = { start: firstDay(from), end: dayAfter(firstDay(next), -1) };
    pieces.push({ ...piece, label: labelOf(piece) });
    from = next;
  }
  return pieces;
}

const firstDay = (month: number): IsoDate =>
  `${String(Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}-01`;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** What people call a stretch of months: `Q3 2023`, `H1 2023`, `2019`, `Jul–Nov 2021`. */
export function labelOf(stretch: Stretch): string | null {
  const months = monthsOf(stretch);
  if (months === null) return null;
  const { from, count } = months;
  const year = String(Math.floor(from / 12));
  const month = from % 12;
  if (count === 12 && month === 0) return year;
  if (count === 6 && month % 6 === 0) return `H${String(month / 6 + 1)} ${year}`;
  if (count === 3 && month % 3 === 0) return `Q${String(month / 3 + 1)} ${year}`;
  const first = MONTHS[month] ?? '';
  if (count === 1) return `${first} ${year}`;
  const end = from + count - 1;
  const endYear = String(Math.floor(end / 12));
  return `${first}${endYear === year ? '' : ` ${year}`}–${MONTHS[end % 12] ?? ''} ${endYear}`;
}
