/** Reads a published tree as a CommonMark viewer does, and finds links that lead nowhere. */
import { posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { load } from 'cheerio';

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

interface Page {
  readonly urls: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

const textOf = ({ value, children, type }: Node): string =>
  type === 'html' ? '' : (value ?? children?.map(textOf).join('') ?? '');

const FRONT_MATTER = /^---\n[\s\S]*?\n---\n/;

function readPage(markdown: string): Page {
  const urls: string[] = [];
  const anchors = new Set<string>();
  const slugs = new GithubSlugger();
  const visit = (node: Node): void => {
    if (node.url !== undefined) urls.push(node.url);
    if (node.type === 'heading') anchors.add(slugs.slug(textOf(node)));
    if (node.type === 'html') {
      const $ = load(node.value ?? '', {}, false);
      for (const element of $('a[href], img[src], [id], a[name], h1, h2, h3, h4, h5, h6')) {
        const { href, src, id, name } = element.attribs;
        urls.push(...[href, src].filter((url) => url !== undefined));
        for (const anchor of [id, name]) if (anchor !== undefined) anchors.add(anchor);
        if (/^h[1-6]$/.test(element.name)) anchors.add(slugs.slug($(element).text()));
      }
    }
    node.children?.forEach(visit);
  };
  const body = markdown.replace(FRONT_MATTER, '');
  visit(fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
  return { urls, anchors };
}

/**
 * Links of the tree's pages that lead to no file, to no heading of a page, or that still name their
 * target as the archive does (`page:`, `attachment:`). One line for each: page, arrow, address.
 */
export function brokenLinks(files: ReadonlyMap<string, Buffer>): {
  readonly checked: number;
  readonly broken: readonly string[];
} {
  const texts = [...files].filter(([path]) => path.endsWith('.md') && !isAttachment(path));
  const pages = new Map(texts.map(([path, bytes]) => [path, readPage(bytes.toString())]));
  let checked = 0;
  const broken: string[] = [];
  for (const [from, { urls }] of pages) {
    for (const url of urls) {
      if (/^(?!page:|attachment:)[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) continue;
      checked += 1;
      if (!leadsSomewhere(url, from, files, pages)) broken.push(`${from} -> ${url}`);
    }
  }
  return { checked, broken };
}

const isAttachment = (path: string): boolean => path.split('/').includes('attachments');

function leadsSomewhere(
  url: string,
  from: string,
  files: ReadonlyMap<string, Buffer>,
  pages: ReadonlyMap<string, Page>,
): boolean {
  const [path = '', fragment] = url.split('#', 2).map(decodeURIComponent);
  const target = path === '' ? from : posix.join(posix.dirname(from), path);
  if (!files.has(target)) return false;
  return fragment === undefined || pages.get(target)?.anchors.has(fragment) === true;
}
