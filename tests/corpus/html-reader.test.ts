/**
 * What the HTML reader says of every real export, held against what plain patterns find in the
 * same bytes: two ways of reading that share no code.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportDocument, ReadResult, SpaceIndex } from '../../src/model/document.ts';
import { parseFile } from '../../src/pipeline/read-file.ts';

const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

/** Made by hand, in place of the index; the other hand-made pages still state their authors. */
const NOT_PAGES = ['temurtas-2017/index.html'];

interface ReadFile {
  readonly path: string;
  readonly raw: string;
  readonly result: ReadResult | null;
}

const isPage = (result: ReadResult | null): result is ExportDocument => result?.kind === 'page';
const isIndex = (result: ReadResult | null): result is SpaceIndex => result?.kind === 'index';

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
};

/** Text of a piece of HTML: tags go, entities are decoded, white space is collapsed. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => NAMED[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();

const METADATA = /class=?"(?:page-metadata|pagesubheading)">([\s\S]*?)<\/(?:div|section)>/;
const STATED = /Created by\s+<span class='author'>|This page last changed on/;

function breadcrumbsIn(raw: string): { title: string; href: string | null }[] {
  const list = /<ol id="breadcrumbs">([\s\S]*?)<\/ol>/.exec(raw)?.[1] ?? '';
  return list
    .split('<li')
    .slice(1)
    .map((item) => ({
      title: textOf(`<li${item}`),
      href: /<a href="([^"]*)"/.exec(item)?.[1] ?? null,
    }));
}

/** What stands between a block's title and the next block, or the end. */
function blockIn(raw: string, name: 'attachments' | 'comments'): string {
  const title = `id="${name}" class="pageSectionTitle"|<div class="tabletitle">\\s*<a name="${name}"`;
  const start = new RegExp(title).exec(raw);
  if (start === null) return '';
  const block = raw.slice(start.index + start[0].length);
  const end = block.search(/class="pageSectionTitle"|class="tabletitle"|id="footer"/);
  return end === -1 ? block : block.slice(0, end);
}

function attachmentsIn(raw: string): { fileName: string; href: string; mediaType: string }[] {
  const LINE = /bullet_blue\.gif"[^>]*>\s*<a href="([^"]*)">([^<]*)<\/a>\s*\(([^)]*)\)/g;
  return [...blockIn(raw, 'attachments').matchAll(LINE)].map(([, href, name, mediaType]) => ({
    fileName: textOf(name!),
    href: textOf(href!),
    mediaType: mediaType!,
  }));
}

interface TreeLine {
  readonly title: string;
  readonly href: string;
  readonly parent: number | null;
  readonly position: number;
  readonly isHome: boolean;
}

/** Every link's parent is the last link one list further out. */
function treeIn(raw: string): TreeLine[] {
  const lists = /Available Pages:([\s\S]*?)(?:id="footer"|<\/table>)/.exec(raw)?.[1] ?? '';
  const lines: TreeLine[] = [];
  const lastAt: (number | undefined)[] = [];
  let depth = 0;
  const TOKEN = /<(\/?)ul>|<a href="([^"]*)">([^<]*)<\/a>(\s*<img src="[^"]*\/home_)?/g;
  for (const [token, end, href, title, home] of lists.matchAll(TOKEN)) {
    if (token.startsWith('<ul') || token.startsWith('</ul')) {
      depth += end === '/' ? -1 : 1;
      continue;
    }
    const parent = lastAt[depth - 1] ?? null;
    lastAt[depth] = lines.length;
    const position = lines.filter((line) => line.parent === parent).length;
    lines.push({
      title: textOf(title!),
      href: textOf(href!),
      parent,
      position,
      isHome: home !== undefined,
    });
  }
  return lines;
}

describe.skipIf(!existsSync(corpus))('the HTML reader over real exports', () => {
  let files: readonly ReadFile[] = [];
  let pages: readonly (ReadFile & { readonly result: ExportDocument })[] = [];
  let indexes: readonly (ReadFile & { readonly result: SpaceIndex })[] = [];

  beforeAll(async () => {
    const paths = (readdirSync(corpus, { recursive: true }) as string[])
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.html') && !path.includes('/attachments/'));
    const read: ReadFile[] = [];
    for (const path of paths.sort()) {
      const bytes = readFileSync(corpus + path);
      const { result } = await parseFile(path, bytes, null);
      read.push({ path, raw: bytes.toString('utf8'), result });
    }
    files = read;
    pages = files.flatMap((file) =>
      isPage(file.result) ? [{ ...file, result: file.result }] : [],
    );
    indexes = files.flatMap((file) =>
      isIndex(file.result) ? [{ ...file, result: file.result }] : [],
    );
  }, 120_000);

  /** Pages where the two ways of reading differ; `seen` guards against comparing nothing. */
  function compare<T>(
    found: (raw: string) => T | null,
    read: (page: ExportDocument) => T | null,
    seen: number,
  ): void {
    const differences: unknown[] = [];
    let compared = 0;
    for (const { path, raw, result } of pages) {
      const [expected, actual] = [found(raw), read(result)];
      if (expected !== null) compared += 1;
      if (JSON.stringify(actual) !== JSON.stringify(expected))
        differences.push({ path, expected, actual });
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(seen);
  }

  it('takes every page and refuses what was made by hand', () => {
    expect(files.length).toBeGreaterThan(1100);
    expect(files.filter(({ result }) => result === null).map(({ path }) => path)).toEqual(
      NOT_PAGES,
    );
    expect(pages.filter(({ result }) => result.profile === 'unknown')).toEqual([]);
    expect(indexes.map(({ path }) => path)).toEqual(
      files.filter(({ raw }) => raw.includes('>Space Details:<')).map(({ path }) => path),
    );
    expect(pages.flatMap(({ result }) => result.diagnostics)).toEqual([]);
  });

  it('reads the line about author and date of all pages that show one', () => {
    compare(
      (raw) => textOf(METADATA.exec(raw)?.[1] ?? '') || null,
      ({ metadata }) => metadata?.text ?? null,
      670,
    );
    const stating = pages.filter(({ raw }) => STATED.test(raw));
    expect(stating.filter(({ result }) => result.metadata === null)).toEqual([]);
    expect(
      stating.filter(
        ({ result: { metadata } }) => (metadata?.creator ?? metadata?.modifier) == null,
      ),
    ).toEqual([]);
  });

  it('reads every item of every breadcrumb', () => {
    compare(breadcrumbsIn, ({ breadcrumbs }) => breadcrumbs, 600);
    expect(pages.flatMap(({ result }) => result.breadcrumbs).length).toBeGreaterThan(1800);
  });

  it('reads every heading, home mark and footer', () => {
    compare(
      (raw) => {
        const shown = /id="title-text">([\s\S]*?)<\/span>/.exec(raw)?.[1];
        return textOf(shown ?? /<title>([\s\S]*?)<\/title>/.exec(raw)?.[1] ?? '');
      },
      ({ heading }) => heading,
      1100,
    );
    compare(
      (raw) => /class="pagetitle">\s*<img[^>]*home_page/.test(raw),
      ({ isHome }) => isHome,
      1100,
    );
    expect(pages.filter(({ result }) => result.isHome)).toHaveLength(6);
    compare(
      (raw) => /Document generated by Confluence on ([^<]*)</.exec(raw)?.[1]?.trim() ?? null,
      ({ footerDate }) => footerDate,
      670,
    );
  });

  it('reads as many attachments as there are bullets', () => {
    compare(attachmentsIn, ({ attachments }) => attachments, 1100);
    compare(
      (raw) => blockIn(raw, 'attachments').split('bullet_blue.gif').length - 1,
      ({ attachments }) => attachments.length,
      1100,
    );
    expect(pages.flatMap(({ result }) => result.attachments).length).toBeGreaterThan(1000);
  });

  it('reads as many comments as there are signatures', () => {
    const signature = (line: string): string => /Posted by[^<]*/.exec(line)?.[0] ?? '';
    compare(
      (raw) => blockIn(raw, 'comments').split('comment_16.png').slice(1).map(signature).map(textOf),
      ({ comments }) =>
        comments.map(({ author, date }) => textOf(`Posted by ${author ?? ''} at ${date ?? ''}`)),
      1100,
    );
    compare<(string | null | undefined)[]>(
      (raw) =>
        [...blockIn(raw, 'comments').matchAll(/<a name="comment-(\d+)"/g)].map(([, id]) => id),
      ({ comments }) => comments.map(({ confluenceId }) => confluenceId),
      1100,
    );
    expect(pages.flatMap(({ result }) => result.comments)).toHaveLength(80);
  });

  it('reads the tree of every index: all links, in order, under the right parents', () => {
    expect(indexes.length).toBe(9);
    for (const { path, raw, result } of indexes) {
      expect({ path, entries: result.entries }).toEqual({ path, entries: treeIn(raw) });
      expect(result.key).not.toBeNull();
      expect(result.name).not.toBeNull();
    }
    expect(indexes.flatMap(({ result }) => result.entries).length).toBeGreaterThan(800);
    const withoutTree = indexes.filter(({ result }) => result.diagnostics.length > 0);
    expect(withoutTree.map(({ path }) => path)).toEqual(['xwork-wikidocs/index.html']);
  });
});
