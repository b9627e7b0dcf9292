/** A page's sections: the heading tree with what stands under each heading. */
import { isTag } from 'domhandler';
import type { ChildNode, Element } from '../model/dom.ts';
import type { SectionItem, SectionRecord } from '../model/page.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { outline, type OutlineEntry } from './outline.ts';
import { blockText, lineText } from './text.ts';

export interface SectionOptions {
  readonly vocabulary: Vocabulary;
  /** GitHub's anchor of a real heading in the published file. */
  slugOf(heading: Element): string | null;
  /** The nodes as Markdown. */
  render(nodes: readonly ChildNode[]): string;
  /** A list item's own content as Markdown, without its marker and without nested lists. */
  renderItem(item: Element): string;
}

/**
 * The sections of a normalised body, in document order. What stands before the first heading is in
 * no section. Its items are those of all lists under its heading.
 */
export function sections(body: Element, options: SectionOptions): SectionRecord[] {
  return nested(
    outline(body, options.vocabulary).map((entry) => ({
      level: entry.level,
      heading: entry.heading,
      key: sectionKey(entry),
      anchor: entry.kind === 'real' ? options.slugOf(entry.element) : null,
      markdown: options.render(entry.content),
      text: blockText(entry.content),
      items: itemsOf(entry.content, options),
    })),
  );
}

/** Counts sections through; a section's parent is the nearest one before it with a smaller level. */
export function nested(
  found: readonly Omit<SectionRecord, 'position' | 'parent'>[],
): SectionRecord[] {
  const ancestors: { position: number; level: number }[] = [];
  return found.map((section, position) => {
    while ((ancestors.at(-1)?.level ?? 0) >= section.level) ancestors.pop();
    const parent = ancestors.at(-1)?.position ?? null;
    ancestors.push({ position, level: section.level });
    return { position, parent, ...section };
  });
}

/** Its key in the vocabulary, else the slug of its heading. */
export const sectionKey = ({ key, heading }: Pick<OutlineEntry, 'key' | 'heading'>): string =>
  key ?? slug(heading);

/** The heading in lower case with hyphens: its key where the vocabulary has none. */
function slug(heading: string): string {
  const words = heading
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  return words?.join('-') ?? heading;
}

/** The items of all lists among the nodes, in document order. */
export function itemsOf(
  nodes: readonly ChildNode[],
  options: Pick<SectionOptions, 'renderItem'>,
): SectionItem[] {
  return findItems(nodes, -1).map(({ item, depth }, position) => ({
    position,
    depth,
    text: lineText(item.children.filter((child) => !isList(child))),
    markdown: options.renderItem(item),
  }));
}

const isList = (node: ChildNode): boolean =>
  isTag(node) && (node.name === 'ul' || node.name === 'ol');

/** All `li` below the nodes, in document order; `depth` is that of the list around the nodes. */
function findItems(nodes: readonly ChildNode[], depth: number): { item: Element; depth: number }[] {
  return nodes.filter(isTag).flatMap((node) => {
    const inside = findItems(node.children, isList(node) ? depth + 1 : depth);
    return node.name === 'li' ? [{ item: node, depth }, ...inside] : inside;
  });
}
