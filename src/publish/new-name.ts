/** Names of new versions: `Home.new.md` beside `Home.md`, then `Home.new-2.md`. */

const MARK = /\.new(?:-\d+)?(?=(?:\.[^./]*)?$)/;

/** @param count from 1; the next name where one is taken. */
export function newName(path: string, count: number): string {
  const name = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  const end = dot > name ? dot : path.length;
  const mark = count === 1 ? '.new' : `.new-${String(count)}`;
  return `${path.slice(0, end)}${mark}${path.slice(end)}`;
}

/** The path beside which such a name stands; null for any other. */
export const withoutNewMark = (path: string): string | null =>
  MARK.test(path) ? path.replace(MARK, '') : null;
