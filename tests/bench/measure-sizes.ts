/** Whether memory and time per page stay what they are when the space is larger. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fullImport, type Bench } from './import-run.ts';
import type { Usage } from './process.ts';
import { measuredRow, ratioRow, timeRatios, type PartResult } from './result.ts';
import { alternate, median, medianRatio } from './rounds.ts';
import { madeSpace } from './subject.ts';

const MB = 1e6;

/** The size that is nearest to this one, but smaller than the largest. */
const nearest = (sizes: readonly number[], wanted: number): number =>
  sizes.reduce((best, size) => (Math.abs(size - wanted) < Math.abs(best - wanted) ? size : best));

const peak = ({ peakBytes }: Usage): number => peakBytes ?? NaN;

const nameOf = (pages: number): string => `import of ${pagesText(pages)} pages`;

const pagesText = (pages: number): string => pages.toLocaleString('en');

/** Makes up spaces of the wanted sizes, imports them in turns, and compares the largest. */
export async function measureSizes(bench: Bench): Promise<PartResult> {
  const { options, work, say } = bench;
  const sizes = [...new Set(options.sizes)].sort((a, b) => a - b);
  const runs = await alternate(
    options.rounds,
    Object.fromEntries(
      sizes.map((pages) => {
        const { folder } = madeSpace({ pages, seed: options.seed }, say);
        const target = join(work, `size-${String(pages)}`);
        const run = async (): Promise<Usage> => {
          const usage = await fullImport(folder, target);
          rmSync(target, { recursive: true, force: true });
          return usage;
        };
        return [nameOf(pages), run] as const;
      }),
    ),
    say,
  );
  const of = (pages: number): readonly Usage[] => runs[nameOf(pages)] ?? [];
  const measured = sizes.map((pages) =>
    measuredRow(`import-${String(pages)}`, nameOf(pages), pages, of(pages)),
  );
  const largest = sizes.at(-1) ?? 0;
  const smaller = sizes.slice(0, -1);
  if (smaller.length === 0) return { ratios: [], measured };
  const [fifth, tenth] = [nearest(smaller, largest / 5), nearest(smaller, largest / 10)];
  const at = (pages: number): string => `at ${pagesText(pages)} pages`;
  const growth = timeRatios(of(largest), of(tenth), { above: largest, below: tenth });
  const memory = medianRatio(of(largest), of(fifth), peak);
  const ratio = (id: string, what: string, facts: object) =>
    ratioRow({ id, what, ...facts }, largest);
  return {
    ratios: [
      ratio('memory-growth', `peak memory ${at(largest)} ÷ ${at(fifth)}`, { peak: memory }),
      ratio('memory-peak', `peak memory ${at(largest)}, in MB`, {
        peak: median(of(largest).map(peak)) / MB,
      }),
      ratio('time-growth', `time a page ${at(largest)} ÷ ${at(tenth)}`, growth),
    ],
    measured,
  };
}
