/** What a page shows, in a form in which a source and the Markdown made of it can be compared. */

export interface ShownLink {
  readonly text: string;
  /** As written. */
  readonly href: string;
}

/** The words of a link that has none, but an image. */
export const ONLY_AN_IMAGE = '(image)';

export interface Content {
  /** All visible text; white space collapsed. Text in merged cells stands once for each place. */
  readonly text: string;
  readonly headings: readonly string[];
  /** The own words of each list item, without the lists below it; lists in tables left out. */
  readonly items: readonly string[];
  /** The text of each place of each outer table, merged cells repeated, row by row. */
  readonly rows: readonly (readonly string[])[];
  /** Code blocks to the character, but for no-break spaces, which are spaces here. */
  readonly code: readonly string[];
  readonly links: readonly ShownLink[];
  /** The alternative text or name of each image; '' where none is known. */
  readonly images: readonly string[];
  /** How many films and sounds are shown without a title. */
  readonly films: number;
  /** How often merged cells repeat a link or image of these words, where that is more than once. */
  readonly repeats: ReadonlyMap<string, number>;
}

/** Parts of one page as one. */
export const together = (parts: readonly Content[]): Content => ({
  text: parts.map(({ text }) => text).join(' '),
  headings: parts.flatMap(({ headings }) => headings),
  items: parts.flatMap(({ items }) => items),
  rows: parts.flatMap(({ rows }) => rows),
  code: parts.flatMap(({ code }) => code),
  links: parts.flatMap(({ links }) => links),
  images: parts.flatMap(({ images }) => images),
  films: parts.reduce((sum, { films }) => sum + films, 0),
  repeats: new Map(parts.flatMap(({ repeats }) => [...repeats])),
});

/** Emoticons are pictures in the source and characters in the Markdown: neither side counts them. */
const PICTOGRAPHS = /[\p{Extended_Pictographic}\uFE0F]/gu;

/**
 * What the Markdown shows in place of content that the export had already lost. One that is a link's
 * text has lost its brackets to the link.
 */
const PLACEHOLDERS =
  /\[?macro: [\w.-]{1,300}\]?|\[(?:unknown macro|missing (?:image|file)(?:: [^\][\n]{1,300})?|Jira: [^\][\n]{1,300})\]/g;

/** The documented policy for white space: special spaces are spaces, invisible characters go. */
export const squash = (text: string): string =>
  text
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .replace(PICTOGRAPHS, '')
    .replace(PLACEHOLDERS, '')
    .replace(/\s+/g, ' ')
    .trim();

/** A rule, drawn by hand or not. */
const DRAWN_RULE = /^(?:_{4,}|-{4,}|={4,}|\*{4,})$/;

/** A space before a mark that closes is drawn or not, but parts no words. */
const BEFORE_MARK = / (?=[.,;:!?)\]]+(?: |$))/g;

export const wordsOf = (text: string): string[] =>
  squash(text)
    .replace(BEFORE_MARK, '')
    .split(' ')
    .filter((word) => word !== '' && !DRAWN_RULE.test(word));

/** What is in `source` and not in `result`, each as often as it is missing there. */
export function missing(source: readonly string[], result: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const item of result) left.set(item, (left.get(item) ?? 0) + 1);
  return source.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}

export interface Cell<Node> {
  readonly node: Node;
  readonly rowspan: number;
  readonly colspan: number;
}

/** More places, or more text in them together, are no author's; there a merged cell stands once. */
const MOST_SIZE = 20_000_000;

/**
 * The cell at each place of a table, row by row: a merged cell stands in every place that it covers;
 * null where the table has none. All rows are of one length. `sizeOf` counts a cell's characters.
 */
export function gridOf<Node>(
  rows: readonly (readonly Cell<Node>[])[],
  sizeOf: (node: Node) => number,
): (Node | null)[][] {
  const sizes = rows
    .flat()
    .map(({ rowspan, colspan, node }) => rowspan * colspan * (1 + sizeOf(node)));
  const size = sizes.reduce((sum, one) => sum + one, 0);
  if (size > MOST_SIZE) return rows.map((row) => row.map(({ node }) => node));
  const grid = rows.map((): (Node | null)[] => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const { node, rowspan, colspan } of row) {
      while (grid[y]?.[x] != null) x += 1;
      for (let right = 0; right < colspan; right += 1, x += 1) {
        for (const line of grid.slice(y, y + rowspan)) line[x] = node;
      }
    }
  });
  const width = grid.reduce((widest, row) => Math.max(widest, row.length), 0);
  return grid.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? null));
}
