/** Importing again: nothing has changed, or one page has. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeImport, imported, noopImport, pageText, type Bench } from './import-run.ts';
import { measure, program } from './process.ts';
import {
  measuredRow,
  ratioRow,
  timeRatios,
  type MeasuredRow,
  type PartResult,
  type RatioRow,
} from './result.ts';
import { alternate } from './rounds.ts';
import { drawn } from './subject.ts';

/** After the first paragraph of a page's content, in the forms of Confluence 4 and later. */
const PLACE = /id="main-content"[\s\S]*?<\/p>/;

/** A page of middling size that can be changed, and what changes it; null when there is none. */
function changeablePage(bench: Bench): ((edition: number) => void) | null {
  const sample = drawn(bench.subject.pages, 51);
  const tried = [...sample.slice(sample.length / 2), ...sample];
  const page = tried.find((candidate) => PLACE.test(pageText(bench, candidate)));
  if (page === undefined) return null;
  const path = join(bench.subject.folder, page.path);
  const text = readFileSync(path, 'utf8');
  return (edition) => {
    const added = `<p>Edition ${String(edition)}.</p>`;
    writeFileSync(
      path,
      text.replace(PLACE, (before) => before + added),
    );
  };
}

/** The part `change` writes into the subject's folder, which is a copy then. */
export async function measureAgain(bench: Bench): Promise<PartResult> {
  const { options, subject, say } = bench;
  const target = await imported(bench);
  const noop = () => noopImport(subject.folder, target);
  await noop();
  const change = options.only.includes('change') ? changeablePage(bench) : null;
  const changed = (edition: number) => {
    change?.(edition);
    return changeImport(subject.folder, target);
  };
  const runs = await alternate(
    options.rounds,
    {
      walk: () => measure([program('walk'), subject.folder]),
      glob: () => measure([program('glob'), subject.folder]),
      noop,
      change: change === null ? null : changed,
    },
    say,
  );
  const count = subject.pages.length;
  const ratio = (id: string, what: string, times: object): RatioRow =>
    ratioRow({ id, what, ...times }, count);
  const row = (id: keyof typeof runs, what: string): MeasuredRow =>
    measuredRow(id, what, count, runs[id]);
  const changeTimes =
    runs.change.length === 0
      ? {
          note: options.only.includes('change') ? 'no page that could be changed' : 'not asked for',
        }
      : timeRatios(runs.change, runs.noop);
  return {
    ratios: [
      ratio('noop-to-walk', 'import of nothing new ÷ bare scan', timeRatios(runs.noop, runs.walk)),
      ratio('noop-to-glob', 'the same ÷ scan by fast-glob', timeRatios(runs.noop, runs.glob)),
      ratio('change-to-noop', 'import of one changed page ÷ of nothing new', changeTimes),
    ],
    measured: [
      row('walk', 'bare scan (readdir, lstat)'),
      row('glob', 'scan (fast-glob, lstat)'),
      row('noop', 'import of nothing new'),
      ...(runs.change.length === 0 ? [] : [row('change', 'import of one changed page')]),
    ],
  };
}
