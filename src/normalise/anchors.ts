/** Heading levels and anchors, once all of a page's headings are known. */
import GithubSlugger from 'github-slugger';
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { Element } from '../model/dom.ts';
import type { AnchorRecord, LinkRecord } from '../model/page.ts';
import { adopt, isElement, textOf } from './build.ts';
import { decode } from './href.ts';
import type { PageFacts } from './rule.ts';
import type { Findings } from './walk.ts';

interface Resolved {
  readonly anchors: readonly AnchorRecord[];
  readonly slugs: ReadonlyMap<Element, string>;
}

/**
 * Puts headings below the title, gives each GitHub's anchor, and points the page's links to its
 * own anchors there. A link to an anchor that the page does not have keeps its text only.
 */
export function resolveAnchors(
  body: Element,
  page: PageFacts,
  { anchors: found, links, diagnostics }: Findings,
): Resolved {
  const headings = headingsOf(body);
  shiftBelowTitle(headings);
  const slugs = slugsFor(headings, page.title);
  const names = new Map<string, string>();
  const add = (name: string, slug: string): void => {
    if (name !== '' && !names.has(name)) names.set(name, slug);
  };
  for (const { name, heading } of found) {
    add(name, heading === null ? '' : (slugs.get(heading) ?? ''));
  }
  const withId = new Set(found.map(({ heading }) => heading));
  for (const heading of headings) {
    for (const name of spellings(page.title, textOf(heading), withId.has(heading))) {
      add(name, slugs.get(heading) ?? '');
    }
  }
  if (links.some(isAnchor)) {
    // The top of the page is its title.
    const top = page.title === null ? '' : new GithubSlugger().slug(page.title);
    const slugOf = (name: string): string | null => {
      const slug = names.get(name) ?? null;
      return slug === '' ? top : slug;
    };
    rewriteLinks(body, slugOf, diagnostics);
  }
  return { anchors: [...names].map(([name, slug]) => ({ name, slug })), slugs };
}

/** Headings that Markdown writes as headings: a pipe table's cell cannot hold one. */
function headingsOf(root: Element): Element[] {
  const headings: Element[] = [];
  const visit = ({ children }: Element): void => {
    for (const child of children) {
      if (!isElement(child) || LEAVES.has(child.name)) continue;
      if (isHeading(child)) headings.push(child);
      else visit(child);
    }
  };
  visit(root);
  return headings;
}

/** What holds no heading that Markdown writes as one. */
const LEAVES = new Set(['table', 'p', 'pre', 'hr']);

const isHeading = ({ name }: Element): boolean => name.length === 2 && name.startsWith('h');

const levelOf = ({ name }: Element): number => Number(name.slice(1));

/**
 * The page's title is the heading above all others, so the highest of them becomes `h2`. They keep
 * their distances: where an author left out a level, for its looks or by mistake, it stays so.
 */
function shiftBelowTitle(headings: readonly Element[]): void {
  const shift = 2 - headings.reduce((highest, heading) => Math.min(highest, levelOf(heading)), 6);
  for (const heading of headings) {
    heading.name = `h${String(Math.min(levelOf(heading) + shift, 6))}`;
  }
}

/** GitHub's anchors of all headings of a page whose own title comes first, as the file shows it. */
export const slugsOf = (body: Element, title: string | null): Map<Element, string> =>
  slugsFor(headingsOf(body), title);

function slugsFor(headings: readonly Element[], title: string | null): Map<Element, string> {
  const slugger = new GithubSlugger();
  if (title !== null) slugger.slug(title);
  return new Map(headings.map((heading) => [heading, slugger.slug(textOf(heading).trim())]));
}

/**
 * How links may name a heading. Cloud's new editor writes `Heading-Text`. Everything else writes
 * `PageTitle-HeadingText` without spaces, with `id-` in front of a title that does not begin with a
 * Latin letter; that is the heading's id, which only dumps have lost.
 */
function spellings(title: string | null, heading: string, hasId: boolean): string[] {
  const words = heading.trim();
  const dashed = words.replace(/\s+/g, '-');
  if (hasId || title === null) return [dashed];
  const prefix = /^[a-z]/i.test(title) ? '' : 'id-';
  return [`${prefix}${title}-${words}`.replace(/\s+/g, ''), dashed];
}

/** Whether there is a link to an anchor in the text, to one of this page or to none. */
const isAnchor = ({ kind, removed }: LinkRecord): boolean => kind === 'anchor' && !removed;

function rewriteLinks(
  parent: Element,
  slugOf: (name: string) => string | null,
  diagnostics: Diagnostic[],
): void {
  const broken = new Set<Element>();
  for (const child of parent.children) {
    if (!isElement(child)) continue;
    rewriteLinks(child, slugOf, diagnostics);
    const href = child.name === 'a' ? child.attribs.href : undefined;
    if (href?.startsWith('#') !== true) continue;
    const name = decode(href.slice(1));
    const slug = slugOf(name);
    if (slug !== null) child.attribs.href = `#${slug}`;
    else {
      broken.add(child);
      diagnostics.push(diagnostic('anchor-broken', `#${name}`));
    }
  }
  if (broken.size === 0) return;
  const withoutBroken = parent.children.flatMap((child) =>
    isElement(child) && broken.has(child) ? child.children : [child],
  );
  adopt(parent, withoutBroken);
}
