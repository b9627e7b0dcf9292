/** Ten thousand pages are searched at once, whatever is asked. */
import { describe, expect, it } from 'vitest';
import type { Archive } from '../../src/archive/archive.ts';
import { parseQuery } from '../../src/archive/search-query.ts';
import { EVERY_PAGE } from '../../src/model/page-filter.ts';
import { newFile, opened, begin, created, page } from './samples.ts';

const PAGES = 10_000;
const WORDS = 'ropes rings tide water harbour gauge mast rigging quay berth anchor buoy'.split(' ');

/** A hundred words; each word of the list is in half of the pages. */
const textOf = (at: number): string =>
  Array.from({ length: 100 }, (_, n) => WORDS[(at * 7 + n * n) % WORDS.length] ?? '').join(' ');

async function tenThousand(): Promise<Archive> {
  const file = newFile();
  const writing = await opened(file);
  const importId = await begin(writing);
  const pages = Array.from({ length: PAGES }, (_, at) =>
    created(page(`Page ${String(at)}`, { text: `the ${textOf(at)}` })),
  );
  for (let at = 0; at < PAGES; at += 500) {
    await writing.savePages(importId, pages.slice(at, at + 500), 'rules');
  }
  await writing.close();
  return opened(file, { mode: 'read' });
}

/** The fastest of some times: what else the machine does is not measured. */
async function milliseconds(archive: Archive, query: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const start = performance.now();
    const question = { filter: EVERY_PAGE, section: null, limit: 20 };
    const { hits } = await archive.searchPages({ ...question, tree: parseQuery(query) });
    times.push(performance.now() - start);
    expect(hits.length).toBeLessThanOrEqual(20);
  }
  return Math.min(...times);
}

const QUERIES = [
  'the',
  'a*',
  'page',
  'title:page',
  'the -mast',
  '"ropes rings"',
  WORDS.join(' OR '),
];

describe('ten thousand pages', () => {
  it('are searched well under 100 ms', async () => {
    const archive = await tenThousand();
    const slow: string[] = [];
    for (const query of QUERIES) {
      const time = await milliseconds(archive, query);
      if (time >= 100) slow.push(`${query}: ${time.toFixed(0)} ms`);
    }
    expect(slow).toEqual([]);
  }, 120_000);
});
