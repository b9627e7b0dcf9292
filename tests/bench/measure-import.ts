/** The full import against what it could be: parsing alone, the naive pipeline, pandoc. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileList, fullImport, importedFolder, type Bench } from './import-run.ts';
import { measure, measureEach, program } from './process.ts';
import { measuredRow, ratioRow, timeRatios, without, type PartResult } from './result.ts';
import { alternate } from './rounds.ts';
import { drawn } from './subject.ts';

/** Pages for the naive pipeline, so many that its start is a small part; and for pandoc. */
const NAIVE_PAGES = 1000;
const PANDOC_PAGES = 50;

const PANDOC = 'pandoc --quiet -f html -t gfm -o /dev/null "$file"';

const hasPandoc = (): boolean =>
  process.platform !== 'win32' &&
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'pandoc')));

function competitors(bench: Bench, naive: Sample, pandoc: Sample) {
  const { subject, work } = bench;
  const target = join(work, 'naive');
  const all = fileList(bench, 'all', subject.pages);
  const sample = fileList(bench, 'naive', naive);
  const none = fileList(bench, 'none', []);
  const files = pandoc.map(({ path }) => join(subject.folder, path));
  return {
    import: () => fullImport(subject.folder, importedFolder(work)),
    parse: () => measure([program('parse'), all]),
    naive: (round: number) => measure([program('naive'), sample, `${target}-${String(round)}`]),
    naiveStart: (round: number) =>
      measure([program('naive'), none, `${target}-start-${String(round)}`]),
    pandoc: hasPandoc() ? () => measureEach(PANDOC, files) : null,
  };
}

type Sample = Bench['subject']['pages'];

export async function measureImport(bench: Bench): Promise<PartResult> {
  const { pages } = bench.subject;
  const sample = drawn(pages, NAIVE_PAGES);
  const pandocSample = drawn(pages, PANDOC_PAGES);
  const runs = await alternate(
    bench.options.rounds,
    competitors(bench, sample, pandocSample),
    bench.say,
  );
  const naive = without(runs.naive, runs.naiveStart);
  const perPage = (count: number) => ({ above: count, below: pages.length });
  const row = (id: string, what: string, facts: object) =>
    ratioRow({ id, what, ...facts }, pages.length);
  return {
    ratios: [
      row(
        'import-to-parse',
        'import ÷ cheerio.load of the same bytes',
        timeRatios(runs.import, runs.parse),
      ),
      row(
        'naive-to-import',
        'naive pipeline ÷ import, a page',
        timeRatios(naive, runs.import, perPage(sample.length)),
      ),
      row(
        'pandoc-to-import',
        'pandoc ÷ import, a page',
        runs.pandoc.length === 0
          ? { note: 'pandoc is not installed' }
          : timeRatios(runs.pandoc, runs.import, perPage(pandocSample.length)),
      ),
    ],
    measured: [
      measuredRow('import', 'import', pages.length, runs.import),
      measuredRow('parse', 'cheerio.load', pages.length, runs.parse),
      measuredRow('naive', 'naive pipeline, less its start', sample.length, naive),
      ...(runs.pandoc.length === 0
        ? []
        : [measuredRow('pandoc', 'pandoc', pandocSample.length, runs.pandoc)]),
    ],
  };
}
