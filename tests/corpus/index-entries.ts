/** Reads a space's index independently of the tool: which page lies under which, in what order. */
import { load } from 'cheerio';

export interface IndexedPage {
  /** File name as the index gives it, decoded. */
  readonly file: string;
  /** File name of the page above; null at the top. */
  readonly parent: string | null;
}

const fileOf = (href: string): string => decodeURIComponent(href.replace(/[#?].*$/, ''));

/** Items of nested lists; of an item, the first link is its page. */
export function indexOfHtml(html: string): readonly IndexedPage[] {
  const $ = load(html);
  const heads = $('h2').filter((_, head) => $(head).text().includes('Available Pages'));
  if (heads.length === 0) return [];
  const own = (item: ReturnType<typeof $>): string | null => {
    const href = item.children('a').first().attr('href');
    return href === undefined ? null : fileOf(href);
  };
  return $('li')
    .toArray()
    .flatMap((item) => {
      const file = own($(item));
      const above = $(item).parent().closest('li');
      return file === null ? [] : [{ file, parent: above.length === 0 ? null : own(above) }];
    });
}

/** Lines `- [title](file.html)`, deeper ones indented by two spaces for each level. */
export function indexOfMarkdown(markdown: string): readonly IndexedPage[] {
  const open: { readonly depth: number; readonly file: string }[] = [];
  return markdown.split('\n').flatMap((line) => {
    const found = /^(?<indent> *)- \[.*?\]\((?<href>[^()\s]+\.html)\)/.exec(line);
    if (found?.groups === undefined) return [];
    const { indent = '', href = '' } = found.groups;
    while ((open.at(-1)?.depth ?? -1) >= indent.length) open.pop();
    const parent = open.at(-1)?.file ?? null;
    const file = fileOf(href).replace(/\.html$/, '.md');
    open.push({ depth: indent.length, file });
    return [{ file, parent }];
  });
}
