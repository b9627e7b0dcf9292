/**
 * A model of a Confluence space, for tests of what happens between two exports: pages with ids,
 * parents, bodies, attachments and comments, and what their authors do to them. Every operation
 * yields a new wiki; the same operations from the same seed yield the same wiki.
 */

/** A part of a page's body. Links name their target by id, as the wiki's storage does. */
export type Block =
  | { readonly kind: 'text' | 'heading' | 'list' | 'table' | 'code'; readonly words: string }
  /** `heading` is the number of the heading of the target that the link leads to. */
  | { readonly kind: 'link'; readonly target: number; readonly heading: number | null }
  /** An address that someone typed, by the title that the page had then: `/display/KEY/Title`. */
  | { readonly kind: 'address'; readonly title: string }
  | { readonly kind: 'image'; readonly attachment: number };

export interface WikiAttachment {
  readonly id: number;
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
}

export interface WikiComment {
  readonly id: number;
  readonly author: string;
  readonly at: Date;
  readonly words: string;
}

export interface WikiPage {
  readonly id: number;
  readonly title: string;
  /** Null for the home page alone. */
  readonly parent: number | null;
  readonly blocks: readonly Block[];
  readonly attachments: readonly WikiAttachment[];
  readonly comments: readonly WikiComment[];
  readonly creator: string;
  readonly createdOn: Date;
  /** Null while nobody but the creator has touched the page. */
  readonly modifier: string | null;
  readonly modifiedOn: Date;
}

export interface Wiki {
  readonly key: string;
  readonly name: string;
  readonly home: number;
  /** Siblings are in the order of this map. */
  readonly pages: ReadonlyMap<number, WikiPage>;
  /** What was deleted and can be brought back. */
  readonly trash: ReadonlyMap<number, WikiPage>;
  readonly nextId: number;
  readonly now: Date;
}

/**
 * What somebody does. `page`, `to` and `by` are any whole numbers; they choose among what is there,
 * so that every sequence of operations makes sense, also after some of them were left out.
 */
export interface Operation {
  readonly kind: (typeof OPERATIONS)[number];
  readonly page: number;
  readonly to: number;
  readonly by: number;
}

export const OPERATIONS = [
  'edit',
  'rename',
  'swap-titles',
  'move',
  'delete',
  'restore',
  'recreate',
  'add',
  'comment',
  'attach',
  'replace-attachment',
  'rest',
] as const;

const PEOPLE = ['Ines Okafor', 'Tomas Vreeland', 'Priya Oduya', 'Léa Fontaine'];

const SENTENCES = [
  'The gauge at the north pier was read twice a day.',
  'Rope, lamp and log book stay in the hut over winter.',
  'Whoever is last on the quay locks the gate.',
  'Neap tides leave the sill dry for an hour.',
  'The old chart shows a rock that nobody has found since.',
  'Count the birds before the boat comes in.',
  'A red flag means that the channel is closed.',
  'The pump needs oil in spring, and patience all year.',
  'Fog was noted on forty days of the year.',
  'The harbour master keeps the second key.',
];

/** Also such as a file name cannot hold, so that their files are called after the id alone. */
const TITLES = [
  'Tide Tables',
  'North Pier',
  'What, when & why?',
  'Boats/Moorings',
  'Fog: the log',
  'Élévations du quai',
  'Log book 2023',
  'Keys',
  'Winter work',
  'Birds (counted)',
  'the hut',
  'R2.1 Signals',
];

const HEADINGS = ['Readings', 'Who does what', 'Before the winter', 'Open questions', 'Readings'];

const DAY_MS = 86_400_000;

const chosen = <Item>(items: readonly Item[], by: number): Item => {
  const item = items[by % items.length];
  if (item === undefined) throw new Error('there is nothing to choose from');
  return item;
};

export const pageOf = (wiki: Wiki, id: number): WikiPage => {
  const page = wiki.pages.get(id);
  if (page === undefined) throw new Error(`the wiki has no page ${String(id)}`);
  return page;
};

export const later = (wiki: Wiki, ms: number): Wiki => ({
  ...wiki,
  now: new Date(wiki.now.getTime() + ms),
});

/** A title as Confluence takes it: no two pages of a space share one, whatever their case. */
function freeTitle(wiki: Wiki, wanted: string, except: number | null): string {
  const taken = new Set(
    [...wiki.pages.values()]
      .filter(({ id }) => id !== except)
      .map(({ title }) => title.toLowerCase()),
  );
  let title = wanted;
  for (let at = 2; taken.has(title.toLowerCase()); at += 1) title = `${wanted} ${String(at)}`;
  return title;
}

export const headingsOf = ({ blocks }: WikiPage): readonly string[] =>
  blocks.flatMap((block) => (block.kind === 'heading' ? [block.words] : []));

/** A body of a few blocks, of which some lead to other pages. */
function bodyBy(wiki: Wiki, page: WikiPage | null, by: number): Block[] {
  const ids = [...wiki.pages.keys()];
  const target = chosen(ids, by);
  const headings = headingsOf(pageOf(wiki, target));
  const picture = page?.attachments[0];
  const words = (more: number): string => chosen(SENTENCES, by + more);
  return [
    { kind: 'text', words: `${words(0)} (${String(by)})` },
    { kind: 'heading', words: chosen(HEADINGS, by) },
    { kind: 'link', target, heading: headings.length === 0 ? null : by % headings.length },
    chosen<Block>(
      [
        { kind: 'list', words: words(3) },
        { kind: 'table', words: words(4) },
        { kind: 'code', words: words(5) },
        { kind: 'address', title: pageOf(wiki, chosen(ids, by + 1)).title },
        { kind: 'link', target: chosen(ids, by + 2), heading: null },
      ],
      Math.floor(by / 3),
    ),
    { kind: 'heading', words: chosen(HEADINGS, by + 1) },
    { kind: 'text', words: words(7) },
    ...(picture === undefined ? [] : [{ kind: 'image', attachment: picture.id } as const]),
  ];
}

function withPage(wiki: Wiki, page: WikiPage): Wiki {
  const pages = new Map(wiki.pages);
  const trash = new Map(wiki.trash);
  pages.set(page.id, page);
  trash.delete(page.id);
  return { ...wiki, pages, trash };
}

function withNewPage(wiki: Wiki, title: string, parent: number | null, by: number): Wiki {
  const page: WikiPage = {
    id: wiki.nextId,
    title: freeTitle(wiki, title, null),
    parent,
    blocks: wiki.pages.size === 0 ? [] : bodyBy(wiki, null, by),
    attachments: [],
    comments: [],
    creator: chosen(PEOPLE, by),
    createdOn: wiki.now,
    modifier: null,
    modifiedOn: wiki.now,
  };
  return { ...withPage(wiki, page), nextId: wiki.nextId + 3 };
}

export const childrenOf = (wiki: Wiki, parent: number | null): readonly WikiPage[] =>
  [...wiki.pages.values()].filter((page) => page.parent === parent);

/** From the home page down to the page's parent. */
export function ancestorsOf(wiki: Wiki, page: WikiPage): readonly WikiPage[] {
  const found: WikiPage[] = [];
  for (let at = page.parent; at !== null; at = pageOf(wiki, at).parent) {
    found.unshift(pageOf(wiki, at));
  }
  return found;
}

/** Its children become its parent's, as Confluence does it. */
function withoutPage(wiki: Wiki, page: WikiPage): Wiki {
  const pages = new Map(wiki.pages);
  for (const child of childrenOf(wiki, page.id)) {
    pages.set(child.id, { ...child, parent: page.parent });
  }
  pages.delete(page.id);
  return { ...wiki, pages, trash: new Map(wiki.trash).set(page.id, page) };
}

const PICTURE = (words: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg"><title>${words}</title></svg>\n`;

function withAttachment(wiki: Wiki, page: WikiPage, by: number): Wiki {
  const id = wiki.nextId;
  const isPicture = by % 2 === 0;
  const attachment: WikiAttachment = {
    id,
    name: isPicture ? `plan ${String(by % 7)}.svg` : `readings-${String(by % 7)}.csv`,
    mediaType: isPicture ? 'image/svg+xml' : 'text/csv',
    content: isPicture ? PICTURE(chosen(SENTENCES, by)) : `day,metres\n${String(by)},2.4\n`,
  };
  if (page.attachments.some(({ name }) => name === attachment.name)) return wiki;
  const attachments = [...page.attachments, attachment];
  const blocks = isPicture ? [...page.blocks, { kind: 'image', attachment: id } as const] : null;
  return {
    ...withPage(wiki, { ...page, attachments, blocks: blocks ?? page.blocks }),
    nextId: id + 1,
  };
}

function replacedAttachment(wiki: Wiki, page: WikiPage, by: number): Wiki {
  const [first, ...others] = page.attachments;
  if (first === undefined) return wiki;
  const content = `${first.content}${PICTURE(`edition ${String(by)}`)}`;
  return withPage(wiki, { ...page, attachments: [{ ...first, content }, ...others] });
}

function commented(wiki: Wiki, page: WikiPage, by: number): Wiki {
  const comment: WikiComment = {
    id: wiki.nextId,
    author: chosen(PEOPLE, by + 1),
    at: wiki.now,
    words: chosen(SENTENCES, by + 2),
  };
  const comments = [...page.comments, comment];
  return { ...withPage(wiki, { ...page, comments }), nextId: wiki.nextId + 1 };
}

/** What changes the page itself is noted on it; Confluence counts a new parent and title as such. */
function touched(wiki: Wiki, page: WikiPage, by: number): Wiki {
  return withPage(wiki, { ...page, modifier: chosen(PEOPLE, by), modifiedOn: wiki.now });
}

function moved(wiki: Wiki, page: WikiPage, to: number, by: number): Wiki {
  if (page.parent === null) return wiki;
  const places = [...wiki.pages.values()].filter(
    (place) => place.id !== page.id && !ancestorsOf(wiki, place).some(({ id }) => id === page.id),
  );
  const parent = chosen(places, to).id;
  return parent === page.parent ? wiki : touched(wiki, { ...page, parent }, by);
}

function restored(wiki: Wiki, by: number): Wiki {
  if (wiki.trash.size === 0) return wiki;
  const page = chosen([...wiki.trash.values()], by);
  const parent = page.parent !== null && wiki.pages.has(page.parent) ? page.parent : wiki.home;
  return withPage(wiki, { ...page, parent, title: freeTitle(wiki, page.title, null) });
}

/** A minute passes, and somebody does something; nothing happens where nothing can. */
export function applied(before: Wiki, { kind, page: which, to, by }: Operation): Wiki {
  const wiki = later(before, 60_000);
  const page = chosen([...wiki.pages.values()], which);
  switch (kind) {
    case 'edit':
      return touched(wiki, { ...page, blocks: bodyBy(wiki, page, by) }, by);
    case 'rename': {
      const title = freeTitle(wiki, chosen(TITLES, to), page.id);
      return title === page.title ? wiki : touched(wiki, { ...page, title }, by);
    }
    case 'swap-titles': {
      const other = chosen([...wiki.pages.values()], to);
      const renamed = touched(wiki, { ...page, title: other.title }, by);
      return other.id === page.id ? wiki : touched(renamed, { ...other, title: page.title }, by);
    }
    case 'move':
      return moved(wiki, page, to, by);
    case 'delete':
      return page.id === wiki.home ? wiki : withoutPage(wiki, page);
    case 'restore':
      return restored(wiki, by);
    case 'recreate': {
      const old = [...wiki.trash.values()][to % Math.max(wiki.trash.size, 1)];
      return old === undefined ? wiki : withNewPage(wiki, old.title, page.id, by);
    }
    case 'add':
      return withNewPage(wiki, chosen(TITLES, to), page.id, by);
    case 'comment':
      return commented(wiki, page, by);
    case 'attach':
      return withAttachment(wiki, page, by);
    case 'replace-attachment':
      return replacedAttachment(wiki, page, by);
    case 'rest':
      return wiki;
  }
}

export interface WikiStart {
  readonly pages: number;
  /** One page of so many has an attachment; default: ten. */
  readonly pagesPerAttachment?: number;
  readonly seed?: number;
  readonly key?: string;
  readonly name?: string;
  readonly now?: Date;
}

/**
 * A space of so many pages, each below one of those before it. Quick enough for ten thousand.
 */
export function newWiki({
  pages: count,
  pagesPerAttachment = 10,
  seed = 1,
  key = 'TIDE',
  name = 'Harbour & Tides',
  now = new Date('2021-03-01T08:00:00Z'),
}: WikiStart): Wiki {
  const home = 700_001;
  const numbers = randomNumbers(seed);
  const pages = new Map<number, WikiPage>();
  const empty: Wiki = { key, name, home, pages, trash: new Map(), nextId: home, now };
  // One map grows here, unseen: a copy for each of ten thousand pages would take minutes.
  for (let at = 0; at < count; at += 1) {
    const id = home + at * 3;
    const by = numbers();
    const parent = at === 0 ? null : home + 3 * (numbers() % Math.min(at, 1 + Math.floor(at / 4)));
    const title = at === 0 ? name : `${chosen(TITLES, by)}${at > 8 ? ` ${String(at)}` : ''}`;
    const attachment: WikiAttachment = {
      id: id + 1,
      name: 'readings.csv',
      mediaType: 'text/csv',
      content: `day,metres\n${String(by)},3.1\n`,
    };
    pages.set(id, {
      id,
      title: at > 8 ? title : freeTitle(empty, title, null),
      parent,
      blocks: at === 0 ? [] : startingBody(pages, home, at, by),
      attachments: at % pagesPerAttachment === 1 ? [attachment] : [],
      comments: [],
      creator: chosen(PEOPLE, by),
      createdOn: now,
      modifier: null,
      modifiedOn: now,
    });
  }
  return { ...empty, pages, nextId: home + count * 3 + 1, now: new Date(now.getTime() + DAY_MS) };
}

const WORDS =
  'anchor barnacle buoy current dredger ebb ferry gauge harbour inlet jetty keel lantern mooring neap oar pilot quay reef shoal tide undertow vessel wharf yard'.split(
    ' ',
  );

/** Twenty words in an order of the page's own: large spaces are not made of ten sentences. */
function ownWords(by: number): string {
  const numbers = randomNumbers(by);
  return `${Array.from({ length: 20 }, () => chosen(WORDS, numbers())).join(' ')}.`;
}

/** Like `bodyBy`, without lists of all pages. */
function startingBody(
  pages: ReadonlyMap<number, WikiPage>,
  home: number,
  at: number,
  by: number,
): Block[] {
  const target = pages.get(home + 3 * (by % at));
  const heading = target === undefined || headingsOf(target).length === 0 ? null : 0;
  return [
    { kind: 'text', words: ownWords(by) },
    { kind: 'heading', words: chosen(HEADINGS, by) },
    { kind: 'list', words: ownWords(by + 1) },
    { kind: 'link', target: target?.id ?? home, heading },
    { kind: 'text', words: ownWords(by + 2) },
  ];
}

/** Whole numbers below 2^20, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 12;
  };
}
