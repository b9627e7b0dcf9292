/** Numbers over time as small bar charts in a terminal. */
import stringWidth from 'string-width';
import type { ReportMetric } from '../model/reports.ts';
import { nameOf } from './report-columns.ts';
import { printable, style, type Output, type Terminal } from './terminal.ts';
import { aligned, cut, widthOf } from './text-table.ts';

const BAR_WIDTH = 24;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Whether the terminal's locale has more than ASCII, as POSIX tells it. */
function hasUnicode({ env }: Pick<Terminal, 'env'>): boolean {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find((value) => (value ?? '') !== '');
  return /utf-?8/i.test(locale ?? '');
}

/** A bar of `share` (0 to 1) of the full width. */
function bar(share: number, isUnicode: boolean): string {
  const places = Math.max(0, Math.min(1, share)) * BAR_WIDTH;
  if (!isUnicode) return '#'.repeat(Math.round(places));
  const full = Math.floor(places);
  return '█'.repeat(full) + (EIGHTHS[Math.floor((places - full) * 8)] ?? '');
}

const plain = (number: number): string =>
  Number.isInteger(number) && Math.abs(number) >= 10_000
    ? number.toLocaleString('en-US')
    : String(number);

/** `~1050`, `100+`, `≤5`, `950–980`, `6 of 16.5`, `12%`. */
function numberText(metric: ReportMetric): string {
  const { number, numberTo, outOf, qualifier, unit } = metric;
  const isChange = qualifier === 'change' && numberTo === null && number > 0;
  const lead = { about: '~', 'at-least': '', 'at-most': '<=', change: isChange ? '+' : '' };
  const range =
    numberTo === null ? '' : `${qualifier === 'change' ? ' > ' : '-'}${plain(numberTo)}`;
  const money = unit !== null && /^[A-Z]{3}$/.test(unit) ? ` ${unit}` : '';
  return [
    qualifier === null ? '' : lead[qualifier],
    plain(number) + range,
    qualifier === 'at-least' ? '+' : '',
    unit === '%' ? '%' : money,
    outOf === null ? '' : ` of ${plain(outOf)}`,
  ].join('');
}

const seriesOf = ({ report }: ReportMetric): string =>
  [report.spaceKey ?? report.spaceName, report.series].filter((name) => name !== null).join(' · ');

const sizeOf = ({ number, numberTo }: ReportMetric): number => Math.max(number, numberTo ?? number);

/** The same number that a report says twice is shown once. */
function withoutRepeats(metrics: readonly ReportMetric[]): ReportMetric[] {
  const seen = new Set<string>();
  return metrics.filter((metric) => {
    const key = JSON.stringify([
      metric.report.pageId,
      metric.measure.toLowerCase(),
      numberText(metric),
    ]);
    return !seen.has(key) && seen.add(key);
  });
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()];
}

const widest = (texts: readonly string[]): number =>
  Math.max(0, ...texts.map((text) => stringWidth(text)));

/**
 * Series by series: each measure that several reports name with a bar for each of its numbers; below
 * them the numbers that only one report names.
 *
 * @param metrics those of one measure together, in order, as the library gives them.
 */
export function metricsText(metrics: readonly ReportMetric[], terminal: Terminal): string {
  const stream = terminal.stdout;
  const isUnicode = hasUnicode(terminal);
  const blocks = grouped(withoutRepeats(metrics), seriesOf).flatMap((ofSeries) => {
    const measures = grouped(ofSeries, ({ measure }) => measure.toLowerCase());
    const many = measures.filter(
      (group) => new Set(group.map(({ report }) => report.pageId)).size > 1,
    );
    const once = measures.filter((group) => !many.includes(group)).flat();
    const [first] = ofSeries;
    const head = style(stream, 'bold', printable(first === undefined ? '' : seriesOf(first)));
    return [
      head,
      ...many.map((group) => chart(group, isUnicode, stream)),
      ...(once.length === 0 ? [] : [single(once, stream)]),
    ];
  });
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

function chart(group: readonly ReportMetric[], isUnicode: boolean, stream: Output): string {
  const most = Math.max(...group.map(sizeOf), 0);
  const names = group.map(({ report }) => printable(nameOf(report)));
  const numbers = group.map(numberText);
  const width = widest(names);
  const numberWidth = widest(numbers);
  const lines = group.map((metric, at) => {
    const drawn = bar(most === 0 ? 0 : sizeOf(metric) / most, isUnicode);
    const lead = `  ${aligned(names[at] ?? '', width, false)}  ${aligned(numbers[at] ?? '', numberWidth, true)}  `;
    const room = widthOf(stream) - stringWidth(lead) - BAR_WIDTH - 2;
    const words = cut(printable(metric.raw), Math.max(8, room));
    return `${lead}${style(stream, 'cyan', aligned(drawn, BAR_WIDTH, false))}  ${style(stream, 'dim', words)}`;
  });
  return [printable(group[0]?.measure ?? ''), ...lines].join('\n');
}

function single(metrics: readonly ReportMetric[], stream: Output): string {
  const names = metrics.map(({ measure }) => printable(measure));
  const numbers = metrics.map(numberText);
  const width = widest(names);
  const numberWidth = widest(numbers);
  const lines = metrics.map(({ report, raw }, at) => {
    const lead = `  ${aligned(names[at] ?? '', width, false)}  ${aligned(numbers[at] ?? '', numberWidth, true)}`;
    return `${lead}  ${printable(nameOf(report))}  ${style(stream, 'dim', printable(raw))}`;
  });
  return [style(stream, 'dim', 'In one report each'), ...lines].join('\n');
}
