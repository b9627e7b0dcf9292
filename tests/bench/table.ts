/** The result as text: the ratios first, then what they were made of. */
import { median } from './rounds.ts';
import type { Latency, MeasuredRow, RatioRow, Share } from './result.ts';
import type { BenchResult } from './bench.ts';

const NONE = '–';

function number(value: number | null, unit = ''): string {
  if (value === null) return NONE;
  if (value >= 100) return value.toFixed(0) + unit;
  return value.toFixed(value >= 10 ? 1 : 2) + unit;
}

/** Columns of equal width; the first is text, numbers stand to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(head), rule, ...rows.map(line)];
}

const ratioCells = ({ what, cpu, wall, peak, target, verdict, note }: RatioRow) => [
  what,
  number(cpu),
  number(wall),
  number(peak),
  target ?? NONE,
  note ?? verdict ?? NONE,
];

const known = (values: readonly (number | null)[]): readonly number[] =>
  values.filter((value) => value !== null);

function measuredCells({ what, pages, cpuMs, wallMs, peakBytes }: MeasuredRow): readonly string[] {
  const peaks = known(peakBytes);
  return [
    what,
    String(pages),
    number(median(cpuMs) / 1000),
    `${number(Math.min(...cpuMs) / 1000)}–${number(Math.max(...cpuMs) / 1000)}`,
    number(median(wallMs) / 1000),
    number(median(cpuMs) / pages),
    peaks.length === 0 ? NONE : number(median(peaks) / 1e6),
  ];
}

const shareCells = ({ what, share }: Share) => [what, `${(share * 100).toFixed(1)} %`];

/** Small shares say nothing that one run could show. */
const LEAST_SHARE = 0.005;

const shareTable = (head: string, shares: readonly Share[]): readonly string[] =>
  table(
    [head, 'of the CPU time'],
    shares.filter(({ share }) => share >= LEAST_SHARE).map(shareCells),
  );

const latencyCells = ({ what, searches, p50, p95 }: Latency) => [
  what,
  String(searches),
  number(p50),
  number(p95),
];

export function resultText(result: BenchResult): string {
  const { space, system, ratios, measured, stages, search } = result;
  const from = space.seed === null ? 'an export' : `made up, seed ${String(space.seed)}`;
  const blocks: (readonly string[])[] = [
    [
      `${space.pages.toLocaleString('en')} pages, ${number(space.bytes / 1e6)} MB of HTML (${from}); rounds: ${String(result.rounds)}`,
      `Node ${system.node}, ${system.platform} ${system.arch}, ${String(system.cores)} × ${system.processor}`,
    ],
  ];
  if (ratios.length > 0) {
    const head = ['ratio, median of the rounds', 'CPU', 'wall', 'peak', 'target', ''];
    blocks.push(table(head, ratios.map(ratioCells)));
  }
  if (measured.length > 0) {
    const head = ['process', 'pages', 'CPU s', 'least–most', 'wall s', 'CPU ms a page', 'peak MB'];
    blocks.push(table(head, measured.map(measuredCells)));
  }
  if (search !== null) {
    blocks.push(table(['search', 'searches', 'p50 ms', 'p95 ms'], search.map(latencyCells)));
  }
  if (stages !== null) {
    blocks.push(shareTable('stage of the import, with what it calls', stages.stages));
    blocks.push(shareTable('main thread, by whose code runs', stages.owners));
  }
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
