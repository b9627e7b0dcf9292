/** How tables are written that a pipe table cannot hold as they are. */

/**
 * `repeat`: merged cells repeat their value and lines are joined by `<br>`, so that a table is HTML
 * only where GFM cannot hold it. `html`: a table is HTML wherever pipes would repeat or flatten.
 */
export const TABLE_STYLES = ['repeat', 'html'] as const;
export type TableStyle = (typeof TABLE_STYLES)[number];
