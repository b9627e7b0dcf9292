/** Telling plain relative paths from hostile names. */

type SafePath =
  | { readonly path: string; readonly problem: null }
  | { readonly path: null; readonly problem: string };

const refused = (problem: string): SafePath => ({ path: null, problem });

/**
 * Reduces a name to a plain relative path (`./a//b.html` is `a/b.html`), or says why it cannot be
 * one. A folder's name ends in `/`, and the folder itself becomes the empty path. Line breaks become
 * U+FFFD, as in names of the disk.
 */
export function safePath(name: string): SafePath {
  if (name.includes('\0')) return refused('a name that holds a zero byte');
  if (/^[a-z]:/i.test(name)) return refused('a name that begins with a drive letter');
  if (name.startsWith('/')) return refused('an absolute name');
  const parts = name.split('/');
  if (parts.includes('..')) return refused('a name that climbs out of the zip');
  const path = parts.filter((part) => part !== '' && part !== '.').join('/');
  return { path: path.replace(/[\r\n]/g, '\uFFFD'), problem: null };
}
