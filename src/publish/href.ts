/** Addresses that CommonMark, GitHub and HTML attributes read alike. */

/**
 * Letters and digits of all scripts stay readable; the rest is percent-encoded, above all spaces,
 * parentheses, quotes and `&`, which end or change a destination in Markdown or HTML.
 */
const ENCODED = /[^\p{L}\p{N}\p{M}\p{So}\-._~/,@+=!]/gu;

/** What needs no more than its spaces encoded, as most paths. */
const PLAIN = /^[\w\-.~/,@+=! ]*$/;

function encodePath(path: string): string {
  if (PLAIN.test(path)) return path.replaceAll(' ', '%20');
  return path
    .toWellFormed()
    .replace(ENCODED, (character) =>
      encodeURIComponent(character).replace(
        /['()*]/,
        (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    );
}

/**
 * The address of one file of the tree as written in another.
 * @param from path of the file that holds the link; `to` and it are relative to the same root.
 * @param anchor GitHub's anchor in `to`; null or '' for the top of the file.
 */
export function relativeHref(from: string, to: string, anchor: string | null): string {
  const fragment = anchor === null || anchor === '' ? '' : `#${encodePath(anchor)}`;
  if (from === to && fragment !== '') return fragment;
  const base = from.split('/').slice(0, -1);
  const target = to.split('/');
  let shared = 0;
  while (shared < base.length && base[shared] === target[shared]) shared++;
  const up = base.slice(shared).map(() => '..');
  return encodePath([...up, ...target.slice(shared)].join('/')) + fragment;
}

/**
 * An absolute address made safe where the source's spelling would end a destination early.
 * @returns null when it is not http or https.
 */
export function externalHref(href: string): string | null {
  if (!/^https?:\/\//i.test(href)) return null;
  return (
    href
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- control characters end a destination too
      .replace(/[\u0000-\u0020\u007F"'()<>[\\\]`|]/g, (character) => {
        const code = character.charCodeAt(0).toString(16).toUpperCase();
        return `%${code.padStart(2, '0')}`;
      })
      .replace(/&(?=[a-z\d#]+;)/gi, '&amp;')
  );
}
