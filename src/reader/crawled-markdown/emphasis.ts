/** Whether a text's signs of emphasis can be read. */

/**
 * Runs of `*`, `_` or `~` in one paragraph. micromark's time grows with the square of their number: it
 * is a second here, and minutes at ten times as many. Paragraphs of real pages have a few dozen.
 */
const MOST = 5000;

const RUNS = /[*_~]+/g;

/** Lines that continue no paragraph: blank ones, list items, rows of tables, headings. */
const STARTS_ANEW = /^\s*(?:$|[-+*]\s|\d{1,9}[.)]\s|[|#])/;

const FENCE = /^\s*(?:`{3}|~{3})/;

/** Whether no paragraph has more runs than can be read in reasonable time. Linear. */
export function hasReadableEmphasis(markdown: string): boolean {
  // Between two runs stands a character.
  if (markdown.length < 2 * MOST) return true;
  let runs = 0;
  let isCode = false;
  for (const line of markdown.split('\n')) {
    if (FENCE.test(line)) isCode = !isCode;
    if (isCode || STARTS_ANEW.test(line)) runs = 0;
    if (!isCode) runs += line.match(RUNS)?.length ?? 0;
    if (runs > MOST) return false;
  }
  return true;
}
