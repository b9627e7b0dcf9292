/** Finds the parts of a page: one walk gathers the few elements that any selector can be about. */
import { selectAll } from 'css-select';
import { hasChildren, isTag, isText, type Document, type ParentNode } from 'domhandler';
import type { AnyNode, Element } from '../../model/dom.ts';
import { BLOCKS, INDEX, PEOPLE, PROFILES, TITLE } from '../profiles.ts';
import { $ } from '../query.ts';
import { queryOf, type Alternative, type Query } from './selector.ts';

/** A whole page; its tree is no deeper than `flattenDepths` leaves trees. */
export interface Page {
  readonly root: Document;
  /** By `#id`, `.class` or `tag`, in document order; parts that were cut out since are still here. */
  readonly landmarks: ReadonlyMap<string, readonly Element[]>;
}

const queriesOf = (selectors: readonly (string | null)[]): ReadonlyMap<string, Query> =>
  new Map(
    selectors.flatMap((selector) => (selector === null ? [] : [[selector, queryOf(selector)]])),
  );

/** Asked of a whole page. */
const OF_PAGES = queriesOf([
  ...PROFILES.flatMap((row) => [row.marker, row.heading, row.breadcrumbs, row.metadata]),
  ...PROFILES.flatMap((row) => [row.body, row.notBody, row.overflow]),
  ...[BLOCKS.attachments, BLOCKS.comments, BLOCKS.footer, BLOCKS.homeMark],
  ...[INDEX.title, INDEX.details, INDEX.treeTitle, TITLE],
]);

/** Asked of a small part of a page. */
const OF_PARTS = queriesOf([
  ...[BLOCKS.attachmentLinks, BLOCKS.comment, BLOCKS.signature],
  ...[BLOCKS.section, BLOCKS.sectionTitle, BLOCKS.titleLine],
  ...[BLOCKS.link, BLOCKS.wholeFooter],
  ...[PEOPLE.creator, PEOPLE.modifier],
]);

const ANCHORS = [...OF_PAGES.values()].flatMap(({ alternatives }) =>
  alternatives.flatMap(({ anchor }) => anchor ?? []),
);

const namesAfter = (mark: string): ReadonlySet<string> =>
  new Set(ANCHORS.filter((anchor) => anchor.startsWith(mark)).map((anchor) => anchor.slice(1)));

const IDS = namesAfter('#');
/** From a class to its landmark. */
const CLASSES = new Map([...namesAfter('.')].map((name) => [name, `.${name}`]));
const TAGS: ReadonlySet<string> = new Set(ANCHORS.filter((anchor) => /^[a-z]/.test(anchor)));

/** Real spaces have some hundred values; pages with one for each element are odd. */
const MOST_REMEMBERED = 2000;
/** In characters. */
const LONGEST_REMEMBERED = 300;

/** By the attribute’s value, of which an export repeats a few thousands of times. */
const remembered = new Map<string, readonly string[]>();

/** The landmarks among the classes of an attribute’s value, as `.class`. */
function classAnchors(value: string): readonly string[] {
  const before = remembered.get(value);
  if (before !== undefined) return before;
  const names = [...new Set(value.split(/\s+/))];
  const anchors = names.flatMap((name) => CLASSES.get(name) ?? []);
  if (value.length > LONGEST_REMEMBERED) return anchors;
  // A part of a page’s text would keep the whole text in memory; a property’s name is apart from it.
  const [key = value] = Object.keys({ [value]: true });
  if (remembered.size === MOST_REMEMBERED) remembered.clear();
  remembered.set(key, anchors);
  return anchors;
}

export function pageOf(root: Document): Page {
  const landmarks = new Map<string, Element[]>();
  const note = (anchor: string, element: Element): void => {
    const noted = landmarks.get(anchor);
    if (noted === undefined) landmarks.set(anchor, [element]);
    else noted.push(element);
  };
  const walk = ({ children }: ParentNode): void => {
    for (const child of children) {
      if (isText(child)) continue;
      if (!isTag(child)) {
        // The content of a `<template>` is a document of its own below it.
        if (hasChildren(child)) walk(child);
        continue;
      }
      const { id, class: value } = child.attribs;
      if (TAGS.has(child.name)) note(child.name, child);
      if (id !== undefined && IDS.has(id)) note(`#${id}`, child);
      if (value !== undefined) for (const anchor of classAnchors(value)) note(anchor, child);
      walk(child);
    }
  };
  walk(root);
  return { root, landmarks };
}

/**
 * The elements of the page that match now, in document order.
 * @param selector one of those in `profiles.ts`, for only their landmarks are known.
 */
export function find(page: Page, selector: string): readonly Element[] {
  const query = known(OF_PAGES, selector);
  const found = query.alternatives
    .map((alternative) => matchesOf(page, alternative))
    .filter((elements) => elements.length > 0);
  const [only = []] = found;
  return found.length > 1 ? selectAll<AnyNode, Element>(query.matches, page.root) : only;
}

export const holds = (page: Page, selector: string): boolean =>
  known(OF_PAGES, selector).alternatives.some((one) => matchesOf(page, one).length > 0);

/** Cuts all elements that match out of the tree. */
export function cut(page: Page, selector: string): void {
  const { alternatives } = known(OF_PAGES, selector);
  $(alternatives.flatMap((alternative) => matchesOf(page, alternative))).remove();
}

/** The elements inside of one that match, in document order; selectors may speak of what is around it. */
export function findInside(element: Element, selector: string): readonly Element[] {
  return selectAll<AnyNode, Element>(known(OF_PARTS, selector).matches, element);
}

/** The element itself, or the nearest around it, that matches; null where none does. */
export function closest(element: Element, selector: string): Element | null {
  const { matches } = known(OF_PARTS, selector);
  let node: ParentNode | null = element;
  while (node !== null && !matches(node)) node = node.parent;
  return node !== null && isTag(node) ? node : null;
}

function known(queries: ReadonlyMap<string, Query>, selector: string): Query {
  const query = queries.get(selector);
  if (query === undefined) throw new Error(`not a selector of the profiles: ${selector}`);
  return query;
}

function matchesOf(page: Page, { anchor, isSubject, matches }: Alternative): readonly Element[] {
  if (anchor === null) return selectAll<AnyNode, Element>(matches, page.root);
  const noted = page.landmarks.get(anchor) ?? [];
  if (isSubject) return noted.filter((element) => matches(element) && isIn(page.root, element));
  return outermost(noted.filter((element) => isIn(page.root, element))).flatMap((element) =>
    selectAll<AnyNode, Element>(matches, element),
  );
}

/** Without those inside of another one, given in document order. */
export function outermost(elements: readonly Element[]): readonly Element[] {
  const outer: Element[] = [];
  for (const element of elements) {
    const last = outer.at(-1);
    if (last === undefined || !isIn(last, element)) outer.push(element);
  }
  return outer;
}

function isIn(around: ParentNode, element: Element): boolean {
  let node: ParentNode | null = element.parent;
  while (node !== null && node !== around) node = node.parent;
  return node !== null;
}
