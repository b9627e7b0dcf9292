/**
 * What the conversion alone must hold, on every page of the corpus. That nothing is lost is the
 * audit's to say, over what an import publishes: see `import.test.ts`.
 */
import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTurndown, joinBlocks, renderBlocks } from '../../src/markdown/index.ts';
import { firstViolation, normalise } from '../../src/normalise/index.ts';
import { hasCorpus, pagesOf } from './pages.ts';

interface Converted {
  readonly path: string;
  readonly violation: string | null;
  readonly markdown: string;
  /** What turndown makes of the same tree, written out as HTML and parsed again. */
  readonly plain: string;
}

const turndown = createTurndown('repeat');
const serialiser = load('', { xml: { xmlMode: false } }, false);

const convertAll = (format: 'html' | 'markdown'): Converted[] =>
  Array.from(pagesOf(format), ({ path, document, facts }) => {
    const page = normalise(document.body, facts);
    return {
      path,
      violation: firstViolation(page.body),
      markdown: joinBlocks(renderBlocks(page.body).map((block) => block.markdown)),
      plain: turndown.turndown(serialiser.html(page.body.children as never)),
    };
  });

/** Without fenced code, in which every backslash is the author's. */
function withoutCode(markdown: string): string {
  let fence: string | null = null;
  return markdown
    .split('\n')
    .filter((line) => {
      const found = /^[ >]*(`{3,})/.exec(line)?.[1] ?? null;
      const inside = fence !== null || found !== null;
      if (fence === null) fence = found;
      else if (line.replace(/^[ >]*/, '') === fence) fence = null;
      return !inside;
    })
    .join('\n');
}

describe.skipIf(!hasCorpus).each(['html', 'markdown'] as const)('the %s corpus', (format) => {
  let pages: readonly Converted[] = [];

  beforeAll(() => {
    pages = convertAll(format);
  }, 300_000);

  it('is there', () => {
    expect(pages.length).toBeGreaterThan(format === 'html' ? 1100 : 600);
  });

  it('leaves normalisation in the closed vocabulary', () => {
    expect(
      pages.flatMap(({ path, violation }) => (violation === null ? [] : `${path}: ${violation}`)),
    ).toEqual([]);
  });

  it('becomes the same Markdown through the tree adapter as through plain turndown', () => {
    const different = pages.filter(({ plain, markdown }) => plain !== markdown);
    expect(different.map(({ path }) => path)).toEqual([]);
  });

  it('has few backslashes', () => {
    const text = pages.map(({ markdown }) => withoutCode(markdown));
    const backslashes = text.join('').match(/\\[^\w\s]/g)?.length ?? 0;
    const bytes = text.reduce((sum, { length }) => sum + length, 0);
    expect((backslashes / bytes) * 10_000).toBeLessThan(3);
  });
});
