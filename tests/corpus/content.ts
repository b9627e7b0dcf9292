/** What a page says, in a form in which a source and the Markdown made of it can be compared. */

export interface Content {
  /** All visible text; white space collapsed. */
  readonly text: string;
  readonly headings: readonly string[];
  /** The own words of each list item, without the lists below it; lists in tables left out. */
  readonly items: readonly string[];
  /** The text of each place of each outer table, merged cells repeated, row by row. */
  readonly rows: readonly (readonly string[])[];
  /** Code blocks to the character. */
  readonly code: readonly string[];
  /** The text of each link. */
  readonly links: readonly string[];
  /** How many images are shown. */
  readonly images: number;
}

/** Emoticons are pictures in the source and characters in the Markdown: neither side counts them. */
const PICTOGRAPHS = /[\p{Extended_Pictographic}\uFE0F]/gu;

/** What stands for content that the export had already lost; a link's text has no brackets. */
const PLACEHOLDERS = /\[?macro: [\w.-]+\]?|\[(?:unknown macro|image: [^\]]+)\]/g;

/** Documented policy: special spaces are spaces, invisible characters are not there. */
export const squash = (text: string): string =>
  text
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .replace(PICTOGRAPHS, '')
    .replace(PLACEHOLDERS, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** What is in `source` and not in `result`, each as often as it is missing there. */
export function missing(source: readonly string[], result: readonly string[]): string[] {
  const count = new Map<string, number>();
  for (const item of result) count.set(item, (count.get(item) ?? 0) + 1);
  return source.filter((item) => {
    const left = count.get(item) ?? 0;
    count.set(item, left - 1);
    return left <= 0;
  });
}

/** Words; a line of dashes or underscores is a rule, drawn by hand or not. */
export const wordsOf = (text: string): string[] =>
  squash(text)
    .split(' ')
    .filter((word) => word !== '' && !/^(?:_{4,}|-{4,}|={4,}|\*{4,})$/.test(word));

interface Cell<Node> {
  readonly node: Node;
  readonly rowspan: number;
  readonly colspan: number;
}

/** The cell at each place of a table; cells stand in every place that they cover. */
export function gridOf<Node>(rows: readonly (readonly Cell<Node>[])[]): Node[][] {
  const grid = rows.map((): Node[] => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const { node, rowspan, colspan } of row) {
      while (x in grid[y]!) x += 1;
      for (let right = 0; right < colspan; right += 1, x += 1) {
        for (let down = 0; down < rowspan && y + down < grid.length; down += 1) {
          grid[y + down]![x] = node;
        }
      }
    }
  });
  return grid;
}
