/** Finds the one page that a person means, or says why there is none. */
import { openArchive } from '../archive/open.ts';
import type { Archive } from '../archive/archive.ts';
import { UsageError } from '../model/errors.ts';
import type { NamedPage } from '../model/history.ts';
import type { SpaceRef } from '../model/page.ts';
import { namesIn, pagesMeant } from './page-selector.ts';

const MAX_CANDIDATES = 20;
const MAX_NEAREST = 5;

/** Opens an archive for reading while `work` lasts. @throws ArchiveError */
export async function reading<Result>(
  path: string,
  work: (archive: Archive) => Promise<Result>,
): Promise<Result> {
  const archive = await openArchive(path, { mode: 'read' });
  try {
    return await work(archive);
  } finally {
    await archive.close();
  }
}

/**
 * The page that `selector` names: a Confluence id, an address of the wiki, a title, `KEY/Title` or
 * `KEY:Title`, a path in the Markdown tree (today’s or an earlier one), or the path of a source.
 *
 * @throws UsageError when it names no page, or several.
 */
export async function findPage(archive: Archive, selector: string): Promise<NamedPage> {
  const words = selector.trim();
  if (words === '') throw new UsageError('No page was named.', HOW_TO_NAME);
  const spaces = await archive.spaces();
  const found = await archive.pagesNamed(namesIn(words, spaces));
  let pages = pagesMeant(words, spaces, found);
  if (pages.length === 0) {
    pages = pagesMeant(words, spaces, await archive.pagesOnceTitled(words));
  }
  const [page] = pages;
  if (page === undefined) {
    throw isSpace(words, spaces) ? aSpace(archive, words) : await unknown(archive, words);
  }
  if (pages.length > 1) throw ambiguous(words, pages);
  return page;
}

const HOW_TO_NAME =
  'Name it by its Confluence id, its title, KEY/Title, its path in the Markdown tree, the path of its source, or its address in the wiki.';

const isSpace = (words: string, spaces: readonly SpaceRef[]): boolean =>
  spaces.some(({ key, name }) =>
    [key, name].some((text) => text?.toLowerCase() === words.toLowerCase()),
  );

const aSpace = (archive: Archive, words: string): UsageError =>
  new UsageError(
    notCalled(archive, words),
    `“${words}” is a space: --space ${/\s/.test(words) ? `"${words}"` : words} narrows a listing to it.`,
  );

const notCalled = (archive: Archive, words: string): string =>
  `No page of ${archive.path} is called “${words}”.`;

async function unknown(archive: Archive, words: string): Promise<UsageError> {
  const nearest = await archive.pagesLike(words, MAX_NEAREST);
  const message = notCalled(archive, words);
  return nearest.length === 0
    ? new UsageError(message, HOW_TO_NAME)
    : new UsageError([`${message} The nearest titles:`, ...nearest.map(line)].join('\n'));
}

function ambiguous(words: string, pages: readonly NamedPage[]): UsageError {
  const more = pages.length - MAX_CANDIDATES;
  const lines = [
    `“${words}” may mean ${String(pages.length)} pages:`,
    ...pages.slice(0, MAX_CANDIDATES).map(line),
    ...(more > 0 ? [`… and ${String(more)} more`] : []),
  ];
  return new UsageError(
    lines.join('\n'),
    'Name one of them by its id, as KEY/Title, or by a path.',
  );
}

/** A candidate with what distinguishes it: title, space, id, status, path. */
function line(page: NamedPage): string {
  const { title, spaceKey, spaceName, confluenceId, status, duplicateOf } = page;
  return [
    title ?? 'untitled',
    spaceKey ?? spaceName ?? 'no space',
    confluenceId === null ? 'no id' : `id ${confluenceId}`,
    ...(status === 'removed' ? ['removed'] : []),
    ...(duplicateOf === null ? [] : ['a copy of another page']),
    page.markdownPath ?? page.sourcePath,
  ].join(' · ');
}
