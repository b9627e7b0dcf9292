/**
 * Reads what follows from a vocabulary anew from a page's stored Markdown: its sections, and whether it
 * is a report and of what. What the other vocabulary does not change stays as it was read from the
 * source, to the character.
 */
import type { Reread, StoredText } from '../archive/vocabulary-reading.ts';
import { contributionsOf } from '../extract/contributions.ts';
import { outline, type OutlineEntry } from '../extract/outline.ts';
import { reportOf } from '../extract/report.ts';
import { itemRecords, nested, sectionKey } from '../extract/sections.ts';
import { readBlocks } from '../extract/text.ts';
import { renderItem } from '../markdown/index.ts';
import type { Element } from '../model/dom.ts';
import type { PersonRef, ReportRecord, SectionRecord } from '../model/page.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { cleanLine, cleanTree } from '../normalise/index.ts';
import { readStoredMarkdown, type StoredBlock } from '../reader/stored-markdown.ts';
import { reportValues } from './report-values.ts';

export interface RereadPage extends Reread {
  /** Only its source tells exactly what the page would be with the other vocabulary. */
  readonly isInexact: boolean;
}

/**
 * @param from the vocabulary by which the page is stored.
 * @param isOlder an earlier version of the tool read it, by rules that are not known any more.
 */
export function rereadPage(
  page: StoredText,
  from: Vocabulary,
  to: Vocabulary,
  isOlder = false,
): RereadPage {
  const { blocks, body } = readStoredMarkdown(page.markdown);
  cleanTree(body);
  if (page.format === 'plain-text') demoteHeadings(blocks);
  const before = headingsOf(body, blocks, from);
  const stored = matched(before, page.sections);
  const after = stored === null ? null : headingsOf(body, blocks, to);
  const found = stored === null || after === null ? [] : chosen(after, before, stored);
  const sections =
    stored === null ? rekeyed(page.sections, to) : sectionsOf(page, blocks, found, stored);
  const report = reread(page, body, {
    isOlder,
    before: { vocabulary: from, outline: entriesOf(before.filter(isIn(stored)), body) },
    after: { vocabulary: to, outline: entriesOf(found, body) },
  });
  const contributions = contributionsOf({
    ...Object.fromEntries(
      (['creator', 'last-modifier', 'commenter', 'mentioned'] as const).map((role) => [
        role,
        page.contributions.filter((each) => each.role === role).map(({ person }) => person),
      ]),
    ),
    'report-author': report?.authors ?? [],
  });
  const { pageId, near } = page;
  const text = { sections, contributions, near };
  return {
    ...{ pageId, sections, report, contributions },
    reportValues: report === null ? [] : reportValues(text, to),
    // In a plain-text dump what the vocabulary knows becomes a heading of the Markdown itself.
    isInexact: stored === null || page.format === 'plain-text',
  };
}

/** A dump's headings were lines, and it is for the vocabulary to say which of them are headings. */
function demoteHeadings(blocks: readonly StoredBlock[]): void {
  for (const { element } of blocks) if (/^h[1-6]$/.test(element.name)) element.name = 'p';
}

/** A heading, and its place among the blocks. */
type Heading = OutlineEntry & { readonly at: number };

function headingsOf(
  body: Element,
  blocks: readonly StoredBlock[],
  vocabulary: Vocabulary,
): Heading[] {
  const places = new Map(blocks.map(({ element }, at) => [element, at]));
  return outline(body, vocabulary).map((entry) => ({
    ...entry,
    at: places.get(entry.element) ?? 0,
  }));
}

/** Stored sections by the block that is their heading. */
type Stored = ReadonlyMap<number, SectionRecord>;

/** Null where the Markdown does not show every heading that the source had. */
function matched(headings: readonly Heading[], sections: readonly SectionRecord[]): Stored | null {
  const stored = new Map<number, SectionRecord>();
  let next = 0;
  for (const heading of headings) {
    const section = sections[next];
    if (section === undefined) break;
    if (cleanLine(section.heading) !== heading.heading || section.level !== heading.level) continue;
    stored.set(heading.at, section);
    next += 1;
  }
  return next === sections.length ? stored : null;
}

const isIn =
  (stored: Stored | null) =>
  ({ at }: Heading): boolean =>
    stored?.has(at) === true;

/**
 * The headings that count: those that are stored and still are headings, and those that only the new
 * vocabulary knows. What looks like a heading in the Markdown and was none in the source, such as the
 * title of a code block, is none now.
 */
function chosen(after: readonly Heading[], before: readonly Heading[], stored: Stored): Heading[] {
  const known = new Set(before.map(({ at }) => at));
  return after.filter(
    ({ at, key, kind }) => stored.has(at) || (key !== null && kind !== 'real' && !known.has(at)),
  );
}

function sectionsOf(
  page: StoredText,
  blocks: readonly StoredBlock[],
  found: readonly Heading[],
  stored: Stored,
): SectionRecord[] {
  const ends = endsOf([...stored.keys()], blocks.length);
  const newEnds = endsOf(
    found.map(({ at }) => at),
    blocks.length,
  );
  return nested(
    found.map((heading) => {
      const { at } = heading;
      const end = newEnds.get(at) ?? blocks.length;
      const section = stored.get(at);
      const key = sectionKey({ key: heading.key, heading: section?.heading ?? heading.heading });
      const isSame = section !== undefined && ends.get(at) === end;
      return {
        level: section?.level ?? heading.level,
        heading: section?.heading ?? heading.heading,
        key,
        anchor: section?.anchor ?? null,
        ...(isSame ? contentOf(section) : readContent(page, blocks.slice(at + 1, end))),
      };
    }),
  );
}

type Content = Pick<SectionRecord, 'markdown' | 'text' | 'items'>;

const contentOf = ({ markdown, text, items }: SectionRecord): Content => ({
  markdown,
  text,
  items,
});

function readContent({ markdown }: StoredText, blocks: readonly StoredBlock[]): Content {
  const nodes = blocks.map(({ element }) => element);
  const texts = readBlocks(nodes);
  const [first] = blocks;
  const last = blocks.at(-1);
  return {
    markdown: first === undefined ? '' : markdown.slice(first.start, last?.end),
    text: texts.text,
    items: itemRecords(texts.itemsOf(nodes), { renderItem: (item) => renderItem(item) }),
  };
}

/** For each heading's place the place of the next one. */
function endsOf(places: readonly number[], last: number): ReadonlyMap<number, number> {
  return new Map(places.map((at, index) => [at, places[index + 1] ?? last]));
}

/** The same sections under other keys. */
const rekeyed = (sections: readonly SectionRecord[], to: Vocabulary): SectionRecord[] =>
  sections.map((section) => {
    const { heading } = section;
    return { ...section, key: sectionKey({ key: to.keyOf(heading), heading }) };
  });

const entriesOf = (headings: readonly Heading[], body: Element): OutlineEntry[] =>
  headings.map(({ at, ...entry }, index) => ({
    ...entry,
    content: body.children.slice(at + 1, headings[index + 1]?.at),
  }));

interface Side {
  readonly vocabulary: Vocabulary;
  readonly outline: readonly OutlineEntry[];
}

/** What both vocabularies read alike from the Markdown is as it was read from the source. */
function reread(
  page: StoredText,
  body: Element,
  { isOlder, ...sides }: { readonly before: Side; readonly after: Side; readonly isOlder: boolean },
): ReportRecord | null {
  const { title, near, space, labels, report: stored } = page;
  const [before, after] = [sides.before, sides.after].map((side) => {
    const { report } = reportOf({ title, body, near, space, labels, ...side });
    return report;
  });
  if (before === undefined || after === undefined) return stored;
  if (!isOlder && (before === null) === (after === null) && stored === null) return null;
  if (after === null) return before === null && !isOlder ? stored : null;
  const authors = after.authors.flatMap((person) => knownAs(person, page));
  if (stored === null || before === null) return { ...after, authors };
  const { publishedOn, publishedRaw } =
    before.publishedOn === after.publishedOn && before.publishedRaw === after.publishedRaw
      ? stored
      : after;
  const names = ({ authors: list }: ReportRecord): string =>
    list.map(({ displayName }) => displayName).join('\n');
  const isSame = names(before) === names(after);
  return { ...after, publishedOn, publishedRaw, authors: isSame ? stored.authors : authors };
}

/**
 * The people that the page knows under a name. Mentions stood side by side in the source, and their
 * names do so in the Markdown: such a text is several people.
 */
function knownAs(author: PersonRef, { contributions }: StoredText): PersonRef[] {
  const known = new Map(
    contributions.map(({ person }) => [person.displayName.toLowerCase(), person]),
  );
  const name = author.displayName.toLowerCase();
  const person = known.get(name);
  if (person !== undefined) return [person];
  const parts: PersonRef[] = [];
  let rest = name;
  while (rest !== '') {
    const next = [...known.keys()]
      .filter(
        (each) => rest === each || rest.startsWith(`${each} `) || rest.startsWith(`${each} @`),
      )
      .toSorted((one, other) => other.length - one.length)[0];
    const found = next === undefined ? undefined : known.get(next);
    if (next === undefined || found === undefined) return [author];
    parts.push(found);
    rest = rest.slice(next.length).replace(/^[\s@]+/, '');
  }
  return parts;
}
