/**
 * Nothing is lost: every page of the corpus is read twice, by a walk of its raw tree that knows
 * nothing of the rules, and by a CommonMark parser from the Markdown that the rules made of it.
 */
import { load } from 'cheerio';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTurndown, joinBlocks, renderBlocks } from '../../src/markdown/index.ts';
import { firstViolation, normalise, type NormalisedPage } from '../../src/normalise/index.ts';
import { missing, squash, wordsOf, type Content } from './content.ts';
import { markdownContent, type MarkdownContent } from './markdown-view.ts';
import { hasCorpus, pagesOf } from './pages.ts';
import { sourceContent } from './source-view.ts';

interface Comparison {
  readonly path: string;
  readonly page: NormalisedPage;
  readonly violation: string | null;
  readonly source: Content;
  readonly markdown: string;
  readonly result: MarkdownContent;
  /** What turndown makes of the same tree, written out as HTML and parsed again. */
  readonly plain: string;
}

const turndown = createTurndown('repeat');
const serialiser = load('', { xml: { xmlMode: false } }, false);

function compareAll(format: 'html' | 'markdown'): Comparison[] {
  return Array.from(pagesOf(format), ({ path, document, facts }) => {
    const source = sourceContent(document.body);
    const page = normalise(document.body, facts);
    const markdown = joinBlocks(renderBlocks(page.body).map((block) => block.markdown));
    return {
      path,
      page,
      violation: firstViolation(page.body),
      source,
      markdown,
      result: markdownContent(markdown),
      plain: turndown.turndown(serialiser.html(page.body.children as never)),
    };
  });
}

/** Texts that the page's own ledger says were left out: live widgets and the headings over them. */
const omitted = ({ page }: Comparison): string[] =>
  page.macros
    .filter(({ outcome }) => outcome === 'omitted')
    .map(({ detail }) => squash(detail ?? ''));

const removedLinks = ({ page }: Comparison): string[] =>
  page.links.filter(({ removed }) => removed).map(({ text }) => squash(text));

/** One line for each page on which something is missing: what a person needs to look it up. */
function losses(
  pages: readonly Comparison[],
  lost: (comparison: Comparison) => readonly string[],
): string[] {
  return pages.flatMap((comparison) => {
    const items = lost(comparison);
    return items.length === 0 ? [] : [`${comparison.path}: ${items.slice(0, 5).join(' | ')}`];
  });
}

const lostFrom = (pick: (content: Content) => readonly string[]) => (comparison: Comparison) => {
  const ledger = omitted(comparison);
  const source = pick(comparison.source).filter((item) => item !== '' && !ledger.includes(item));
  const inWidget = (item: string): boolean => ledger.some((words) => words.includes(item));
  return missing(source, pick(comparison.result)).filter((item) => !inWidget(item));
};

const lines = (rows: Content['rows']): string[] => rows.map((row) => row.join(' | '));

/** Pages where the comparison itself, not the conversion, differs; each with its reason. */
const EXPLAINED: Readonly<Record<string, string>> = {
  // Tabs stand in an item: their panes' lists follow under the tabs' names instead.
  '123502995.html': 'items',
  '123504259.html': 'items',
  '123504269.html': 'items',
  // One heading wraps a whole list of child pages, which stays a list.
  'Halil-Wiki-Home_2068374.html': 'headings',
};

const unexplained = (what: string, found: readonly string[]): string[] =>
  found.filter(
    (line) => !Object.entries(EXPLAINED).some(([file, why]) => why === what && line.includes(file)),
  );

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

const TAGS = new Set(
  (
    'br details summary sub sup table thead tbody tr th td p pre code ul ol li a em strong del img ' +
    'blockquote'
  ).split(' '),
);

describe.skipIf(!hasCorpus).each(['html', 'markdown'] as const)('the %s corpus', (format) => {
  let pages: readonly Comparison[] = [];

  beforeAll(() => {
    pages = compareAll(format);
  }, 300_000);

  it('is there', () => {
    expect(pages.length).toBeGreaterThan(format === 'html' ? 1100 : 600);
  });

  it('leaves normalisation in the closed vocabulary', () => {
    expect(losses(pages, ({ violation }) => (violation === null ? [] : [violation]))).toEqual([]);
  });

  it('becomes the same Markdown through the tree adapter as through plain turndown', () => {
    expect(losses(pages, ({ plain, markdown }) => (plain === markdown ? [] : ['differs']))).toEqual(
      [],
    );
  });

  it('keeps every word', () => {
    const lost = losses(pages, (comparison) =>
      missing(wordsOf(comparison.source.text), [
        ...wordsOf(comparison.result.text),
        ...omitted(comparison).flatMap(wordsOf),
      ]),
    );
    expect(lost).toEqual([]);
  });

  it('adds no word', () => {
    const added = losses(pages, ({ source, result }) =>
      missing(wordsOf(result.text), wordsOf(source.text)),
    );
    expect(added).toEqual([]);
  });

  it('keeps code blocks to the character', () => {
    const code = losses(pages, ({ source, result }) =>
      missing(
        source.code.filter((block) => block.trim() !== ''),
        result.code,
      ),
    );
    expect(code).toEqual([]);
  });

  it('keeps headings, list items, rows and cells', () => {
    const rows = lostFrom((content) => lines(content.rows).filter((row) => /[^| ]/.test(row)));
    const cells = lostFrom(({ rows: all }) => all.flat());
    expect(
      unexplained(
        'headings',
        losses(
          pages,
          lostFrom(({ headings }) => headings),
        ),
      ),
    ).toEqual([]);
    expect(
      unexplained(
        'items',
        losses(
          pages,
          lostFrom(({ items }) => items),
        ),
      ),
    ).toEqual([]);
    expect(losses(pages, rows)).toEqual([]);
    expect(losses(pages, cells)).toEqual([]);
  });

  it('keeps every link, or says that it was removed', () => {
    const links = losses(pages, (comparison) => {
      const lost = lostFrom(({ links: all }) => all)(comparison);
      // Links to anchors that no page has are reported, and lose their address only.
      const broken = comparison.page.diagnostics.filter(({ code }) => code === 'anchor-broken');
      const left = missing(lost, removedLinks(comparison));
      return left.length <= broken.length ? [] : left;
    });
    expect(links).toEqual([]);
  });

  it('keeps every image; a merged cell repeats its own', () => {
    expect(
      losses(pages, ({ source, result }) => (result.images < source.images ? ['image'] : [])),
    ).toEqual([]);
  });

  it('holds no other HTML than the documented tags, and few backslashes', () => {
    const foreign = losses(pages, ({ result }) => result.tags.filter((tag) => !TAGS.has(tag)));
    expect(foreign).toEqual([]);
    const text = pages.map(({ markdown }) => withoutCode(markdown));
    const backslashes = text.join('').match(/\\[^\w\s]/g)?.length ?? 0;
    const bytes = text.reduce((sum, { length }) => sum + length, 0);
    expect((backslashes / bytes) * 10_000).toBeLessThan(3);
  });
});
