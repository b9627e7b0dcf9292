/** The sections of a report as its reader sees them: the main ones, and each with what belongs to it. Pure. */
import type { ReportSection, SectionState } from '../model/reports.ts';

/** A section with those below it. */
export interface SectionTree {
  readonly top: ReportSection;
  readonly below: readonly ReportSection[];
}

/** A section and everything under its heading; `sections` are in document order. */
function treeAt(sections: readonly ReportSection[], at: number, top: ReportSection): SectionTree {
  const inside = new Set([top.position]);
  const below = sections.slice(at + 1).filter(({ position, parent }) => {
    const isInside = parent !== null && inside.has(parent);
    if (isInside) inside.add(position);
    return isInside;
  });
  return { top, below };
}

/** A heading that only holds a report together: most of the page's sections stand under it. */
const isWrapper = ({ below }: SectionTree, count: number): boolean => below.length * 2 > count;

/**
 * The report's main sections: the outermost ones, but not the heading that stands over the whole
 * report, of which these are the parts.
 */
export function mainSections(sections: readonly ReportSection[]): SectionTree[] {
  const trees = sections.map((top, at) => treeAt(sections, at, top));
  const wrappers = new Set(
    trees.filter((tree) => isWrapper(tree, sections.length)).map(({ top }) => top.position),
  );
  return trees.flatMap((tree) => {
    const isOuter = tree.top.parent === null || wrappers.has(tree.top.parent);
    if (!isOuter) return [];
    if (!wrappers.has(tree.top.position)) return [tree];
    // A group's name over the whole report is a section of its own only with text of its own.
    return tree.top.text === '' ? [] : [{ top: tree.top, below: [] }];
  });
}

/** Every section of that key which stands in no other of that key. */
export function sectionsWithKey(sections: readonly ReportSection[], key: string): SectionTree[] {
  const seen = new Set<number>();
  return sections.flatMap((top, at) => {
    if (top.key !== key || seen.has(top.position)) return [];
    const tree = treeAt(sections, at, top);
    for (const { position } of tree.below) seen.add(position);
    return [tree];
  });
}

/** The words of a section with its subsections, one block per line; headings of subsections are words. */
export const textOf = ({ top, below }: SectionTree): string =>
  [top.text, ...below.flatMap(({ heading, text }) => [heading, text])]
    .filter((text) => text !== '')
    .join('\n');

/**
 * A section with its subsections as Markdown, the headings of these from level `level` on. A
 * wrapper's own heading is not in it.
 */
const markdownOf = ({ top, below }: SectionTree, level: number): string =>
  [
    top.markdown,
    ...below.flatMap((section) => [
      `${'#'.repeat(Math.min(6, level + Math.max(0, section.level - top.level - 1)))} ${escaped(section.heading)}`,
      section.markdown,
    ]),
  ]
    .filter((markdown) => markdown !== '')
    .join('\n\n');

/** Several sections one after the other, each under its heading and the one that it stands below. */
export function severalMarkdown(
  trees: readonly SectionTree[],
  sections: readonly { readonly position: number; readonly heading: string }[],
  level: number,
): string {
  const [only] = trees;
  if (trees.length === 1 && only !== undefined) return markdownOf(only, level);
  const headings = new Map(sections.map(({ position, heading }) => [position, heading]));
  return trees
    .map((tree) => {
      const { heading, parent } = tree.top;
      const above = parent === null ? undefined : headings.get(parent);
      const place = above === undefined ? '' : ` (${escaped(above)})`;
      return `${'#'.repeat(level)} ${escaped(heading)}${place}\n\n${markdownOf(tree, level + 1)}`.trimEnd();
    })
    .join('\n\n');
}

/** A heading is plain words; what Markdown would read as more is escaped. */
const escaped = (heading: string): string => heading.replace(/[\\`*_[\]<>]/g, String.raw`\$&`);

/** What a section says, `nothing` being the sections that say that there is nothing to say. */
export function stateOf(
  trees: readonly SectionTree[],
  nothing: ReadonlySet<number>,
): Extract<SectionState, 'text' | 'none' | 'empty'> {
  const sections = trees.flatMap(({ top, below }) => [top, ...below]);
  const withText = sections.filter(({ text }) => text.trim() !== '');
  if (withText.length === 0) return 'empty';
  return withText.every(({ position }) => nothing.has(position)) ? 'none' : 'text';
}
