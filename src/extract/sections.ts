/** A page's sections: the heading tree with what stands under each heading. */
import type { ChildNode, Element } from '../model/dom.ts';
import type { SectionItem, SectionRecord } from '../model/page.ts';
import type { OutlineEntry } from './outline.ts';
import type { BlockTexts, ItemText } from './text.ts';

export interface SectionOptions {
  /** GitHub's anchor of a real heading in the published file. */
  slugOf(heading: Element): string | null;
  /** The nodes as Markdown. */
  render(nodes: readonly ChildNode[]): string;
  /** A list item's own content as Markdown, without its marker and without nested lists. */
  renderItem(item: Element): string;
}

/**
 * The sections of a normalised body, in document order, from its `outline` and the texts of its blocks.
 * What stands before the first heading is in no section. Its items are those of all lists under
 * its heading.
 */
export function sectionsOf(
  headings: readonly OutlineEntry[],
  texts: BlockTexts,
  options: SectionOptions,
): SectionRecord[] {
  return nested(
    headings.map((entry) => ({
      level: entry.level,
      heading: entry.heading,
      key: sectionKey(entry),
      anchor: entry.kind === 'real' ? options.slugOf(entry.element) : null,
      markdown: options.render(entry.content),
      text: texts.textOf(entry.content),
      items: itemRecords(texts.itemsOf(entry.content), options),
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
    const { level, heading, key, anchor, markdown, text, items } = section;
    return { position, parent, level, heading, key, anchor, markdown, text, items };
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

export const itemRecords = (
  items: readonly ItemText[],
  { renderItem }: Pick<SectionOptions, 'renderItem'>,
): SectionItem[] =>
  items.map(({ element, depth, text }, position) => ({
    position,
    depth,
    text,
    markdown: renderItem(element),
  }));
