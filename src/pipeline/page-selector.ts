/**
 * One way to name a page for every command: by Confluence id, address, title, `KEY/Title`, path in
 * the Markdown tree or path of its source. Pure: what the words may mean, and which of the pages
 * found by them is meant.
 */
import type { FoundBy, FoundPage, PageNames } from '../archive/history-reading.ts';
import type { NamedPage } from '../model/history.ts';
import type { SpaceRef } from '../model/page.ts';
import { pageByTitle } from '../model/refs.ts';
import { destinationOf } from '../normalise/href.ts';
import type { PageFacts } from '../normalise/rule.ts';

/** Nothing is known of the page that an address stands on. */
const NOWHERE: PageFacts = {
  title: null,
  space: { key: null, name: null },
  confluenceId: null,
  ownHosts: new Set(),
  attachments: new Map(),
  profile: 'unknown',
};

function refOfAddress(words: string): string | null {
  if (!/^(?:https?:\/)?\//i.test(words)) return null;
  const { target } = destinationOf(words, NOWHERE);
  return target?.startsWith('page:') === true ? target : null;
}

const spaceNames = ({ key, name }: SpaceRef): string[] =>
  [key, name].filter((part) => part !== null);

interface Qualified {
  readonly space: SpaceRef;
  readonly title: string;
}

/** `KEY/Title` and `KEY:Title`, wherever what stands before the mark is a space of the archive. */
function qualified(words: string, spaces: readonly SpaceRef[]): Qualified[] {
  return [...words.matchAll(/[/:]/g)].flatMap(({ index }) => {
    const stated = words.slice(0, index).trim().toLowerCase();
    const title = words.slice(index + 1).trim();
    return spaces
      .filter((space) => spaceNames(space).some((name) => name.toLowerCase() === stated))
      .flatMap((space) => (title === '' ? [] : [{ space, title }]));
  });
}

/** The path, and what it is below each of its folders: the Markdown folder may stand before it. */
function pathsIn(words: string): string[] {
  const parts = words.replaceAll('\\', '/').normalize('NFC').split('/');
  const inner = parts.map((_, at) => parts.slice(at).join('/'));
  return [...new Set([words, ...inner])].filter((path) => path !== '');
}

/** The titles that the words may be, as they are and after the name of a space. */
const titlesIn = (words: string, spaces: readonly SpaceRef[]): readonly string[] => [
  words,
  ...qualified(words, spaces).map(({ title }) => title),
];

/** What to look for in the archive. */
export function namesIn(selector: string, spaces: readonly SpaceRef[]): PageNames {
  const words = selector.trim();
  const everySpace = [null, ...spaces.flatMap(spaceNames)];
  return {
    confluenceId: /^\d+$/.test(words) ? words : null,
    ref: refOfAddress(words),
    titleRefs: [
      ...everySpace.map((space) => pageByTitle(space, words)),
      ...qualified(words, spaces).flatMap(({ space, title }) =>
        spaceNames(space).map((name) => pageByTitle(name, title)),
      ),
    ],
    paths: pathsIn(words),
  };
}

/** Better kinds of names first; a title in another case or typing comes after all exact ones. */
const KINDS: readonly FoundBy[] = [
  ...(['id', 'address', 'title', 'published', 'source'] as const),
  ...(['published-earlier', 'source-earlier', 'title-earlier'] as const),
];

const normal = (title: string | null): string | null => title?.normalize('NFC') ?? null;

const distinct = (found: readonly FoundPage[]): NamedPage[] => [
  ...new Map(found.map(({ page }) => [page.pageId, page])).values(),
];

/** Of several, the only one that is there and repeats no other, if there is just one. */
function preferred(pages: readonly NamedPage[]): readonly NamedPage[] {
  const current = pages.filter(
    ({ status, duplicateOf }) => status === 'current' && duplicateOf === null,
  );
  return current.length === 1 ? current : pages;
}

/**
 * The pages that a selector means: one, or several when it is ambiguous, or none.
 *
 * The best kind of name that finds anything decides. Of titles, exact ones come before those that
 * differ in case; of paths the longest counts; of the names of an address the best. Where several
 * are left, the one that is current and no duplicate is meant.
 */
export function pagesMeant(
  selector: string,
  spaces: readonly SpaceRef[],
  found: readonly FoundPage[],
): readonly NamedPage[] {
  const titles = new Set(titlesIn(selector.trim(), spaces).map(normal));
  for (const kind of KINDS) {
    const ofKind = found.filter(({ by }) => by === kind);
    if (ofKind.length === 0) continue;
    const best = Math.max(...ofKind.map(({ weight }) => weight));
    const pages = distinct(ofKind.filter(({ weight }) => weight === best));
    const exact = kind === 'title' ? pages.filter(({ title }) => titles.has(normal(title))) : [];
    return preferred(exact.length > 0 ? exact : pages);
  }
  return [];
}
