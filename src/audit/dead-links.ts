/** Addresses of published files that lead to no file of the tree, or to no heading of one. */
import { posix } from 'node:path';

/** What a viewer of the tree finds. */
export interface PublishedTree {
  hasFile(path: string): boolean;
  /** The anchors of a Markdown file; null for other files. */
  anchorsOf(path: string): ReadonlySet<string> | null;
}

const isOutside = (url: string): boolean =>
  /^(?!page:|attachment:)[a-z][a-z0-9+.-]*:|^\/\//i.test(url);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface Target {
  /** Relative to the Markdown folder. */
  readonly path: string;
  readonly fragment: string | null;
}

/** Where an address in the file `from` leads; null for an address outside the tree. */
export function targetOf(url: string, from: string): Target | null {
  if (isOutside(url)) return null;
  const [path = '', fragment = null] = url.split('#', 2);
  const target = path === '' ? from : posix.join(posix.dirname(from), decoded(path));
  return { path: target, fragment: fragment === null ? null : decoded(fragment) };
}

/**
 * @param urls of the file `from`, as its Markdown has them.
 * @returns how many lead into the tree, and those of them that lead nowhere.
 */
export function deadLinks(
  urls: readonly string[],
  from: string,
  tree: PublishedTree,
): { readonly checked: number; readonly dead: readonly string[] } {
  const inside = urls.flatMap((url) => {
    const target = targetOf(url, from);
    return target === null ? [] : [{ url, target }];
  });
  const leadsNowhere = ({ target: { path, fragment } }: (typeof inside)[number]): boolean => {
    if (path.startsWith('../') || !tree.hasFile(path)) return true;
    return fragment !== null && fragment !== '' && tree.anchorsOf(path)?.has(fragment) === false;
  };
  return { checked: inside.length, dead: inside.filter(leadsNowhere).map(({ url }) => url) };
}
