/** A wiki's story: what was done to it, which exports were made of it, and what follows from them. */
import fc from 'fast-check';
import { applied, later, newWiki, OPERATIONS, pageOf, type Operation, type Wiki } from './wiki.ts';
import { exportFiles, shownState, subtreeOf, type ExportFiles } from './wiki-export.ts';

export interface Round {
  readonly operations: readonly Operation[];
  readonly scope: 'full' | 'branch' | 'some' | 'page';
  /** Chooses the pages of an export that is not full. */
  readonly pick: number;
  /** How links to pages outside the export read, where it is not full. */
  readonly linksOut: 'file' | 'address';
  /** How many later exports are imported before this one. */
  readonly late: number;
}

export interface Story {
  readonly pages: number;
  readonly seed: number;
  readonly rounds: readonly Round[];
}

/** One export as it was made. */
export interface MadeExport {
  readonly number: number;
  readonly scope: 'full' | 'partial';
  readonly wiki: Wiki;
  readonly pages: readonly number[];
  /** As its files say: `2021-03-02T08:05`. */
  readonly takenOn: string;
  readonly files: ExportFiles;
  readonly late: number;
}

const OPERATION: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom(...OPERATIONS),
  page: fc.nat(40),
  to: fc.nat(40),
  by: fc.nat(900),
});

const SCOPE = fc.oneof(
  { weight: 6, arbitrary: fc.constant('full' as const) },
  { weight: 3, arbitrary: fc.constantFrom('branch' as const, 'some' as const, 'page' as const) },
);
const LATE = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
);

/** Few rounds of few operations on few pages: what goes wrong, goes wrong in small wikis too. */
export const STORY: fc.Arbitrary<Story> = fc.record({
  pages: fc.integer({ min: 1, max: 7 }),
  seed: fc.nat(99),
  rounds: fc.array(
    fc.record({
      operations: fc.array(OPERATION, { maxLength: 4 }),
      scope: SCOPE,
      pick: fc.nat(40),
      linksOut: fc.constantFrom('file' as const, 'address' as const),
      late: LATE,
    }),
    { minLength: 2, maxLength: 4 },
  ),
});

const act = (kind: Operation['kind'], page: number, to = 0, by = 7): Operation => ({
  kind,
  page,
  to,
  by,
});
const exported = (
  scope: Round['scope'],
  operations: readonly Operation[] = [],
  more: Partial<Round> = {},
): Round => ({ operations, scope, pick: 1, linksOut: 'file', late: 0, ...more });

/** What goes wrong first, told on purpose. */
export const STORIES: readonly Story[] = [
  // Two pages change names: each file's path is the other's, and so is each title that links mean.
  [exported('full'), exported('full', [act('swap-titles', 1, 2)])],
  // A page goes, and another one of its title comes elsewhere; then the old one comes back.
  [
    exported('full'),
    exported('full', [act('delete', 2), act('recreate', 1)]),
    exported('full', [act('restore', 0)]),
  ],
  // A page with children goes, and they move up; an older export tells of it later.
  [exported('full', [], { late: 2 }), exported('full', [act('delete', 1)]), exported('full')],
  // What a full export lacks had gone, though a partial one that comes later still has it.
  [
    exported('full'),
    exported('page', [act('edit', 2)], { pick: 2, late: 1 }),
    exported('full', [act('delete', 2)]),
  ],
  // A page moves below a page that no export has brought yet.
  [
    exported('full'),
    exported('page', [act('add', 0, 3), act('move', 1, 4)], { pick: 1 }),
    exported('page', [act('rename', 0, 5), act('attach', 1, 0, 4)], { pick: 0 }),
    exported('full'),
  ],
].map((rounds) => ({ pages: 4, seed: 3, rounds }));

function pagesOf(wiki: Wiki, { scope, pick }: Round): readonly number[] {
  const all = [...wiki.pages.keys()];
  const one = all[pick % all.length] ?? wiki.home;
  if (scope === 'full') return all;
  if (scope === 'page') return [one];
  return scope === 'branch'
    ? subtreeOf(wiki, one)
    : all.filter((id, at) => id === one || (at + pick) % 3 > 0);
}

const DAY_MS = 86_400_000;

/** Plays a story; the exports in the order in which they were made, a day and more apart. */
export function playStory({ pages, seed, rounds }: Story): readonly MadeExport[] {
  let wiki = newWiki({ pages, seed });
  const made: MadeExport[] = [];
  for (const [number, round] of rounds.entries()) {
    wiki = later(round.operations.reduce(applied, wiki), DAY_MS);
    const chosen = pagesOf(wiki, round);
    const isFull = round.scope === 'full';
    made.push({
      number,
      scope: isFull ? 'full' : 'partial',
      wiki,
      pages: chosen,
      takenOn: wiki.now.toISOString().slice(0, 16),
      files: exportFiles(wiki, isFull ? {} : { pages: chosen, linksOut: round.linksOut }),
      late: round.late,
    });
  }
  return made;
}

/** The order in which the exports are imported. */
export const importOrder = (made: readonly MadeExport[]): readonly MadeExport[] =>
  made.toSorted((a, b) => a.number + 1.5 * a.late - (b.number + 1.5 * b.late));

const inWikiOrder = (imported: readonly MadeExport[]): readonly MadeExport[] =>
  imported.toSorted((a, b) => a.number - b.number);

/** The newest export of each page that is current after these imports, in whatever order they came. */
export function currentPages(imported: readonly MadeExport[]): ReadonlyMap<number, MadeExport> {
  const current = new Map<number, MadeExport>();
  for (const one of inWikiOrder(imported)) {
    if (one.scope === 'full') current.clear();
    for (const id of one.pages) current.set(id, one);
  }
  return current;
}

export interface ExpectedVersion {
  readonly change: 'created' | 'updated' | 'moved' | 'removed';
  /** Of a removed page, the last one. */
  readonly title: string;
  readonly seenOn: string;
}

/**
 * What these imports tell of each page, by Confluence id. A page that comes back after its removal is
 * created again. Only what a page's own file says of it makes a version, not a new title of a page
 * above its parent, nor new bytes of an attachment.
 */
export function expectedHistory(
  imported: readonly MadeExport[],
): ReadonlyMap<number, readonly ExpectedVersion[]> {
  const history = new Map<number, ExpectedVersion[]>();
  const last = new Map<
    number,
    { readonly state: string; readonly title: string; readonly parent: number | null }
  >();
  const add = (id: number, version: ExpectedVersion): void => {
    history.set(id, [...(history.get(id) ?? []), version]);
  };
  for (const { wiki, pages, scope, takenOn: seenOn } of inWikiOrder(imported)) {
    for (const id of pages) {
      const page = pageOf(wiki, id);
      const { title, parent } = page;
      const before = last.get(id);
      const state = shownState(wiki, page);
      last.set(id, { state, title, parent });
      if (before === undefined) add(id, { change: 'created', title, seenOn });
      else if (before.state !== state) {
        const isMoved = before.title !== title || before.parent !== parent;
        add(id, { change: isMoved ? 'moved' : 'updated', title, seenOn });
      }
    }
    if (scope === 'partial') continue;
    for (const [id, { title }] of [...last]) {
      if (pages.includes(id)) continue;
      last.delete(id);
      add(id, { change: 'removed', title, seenOn });
    }
  }
  return history;
}
