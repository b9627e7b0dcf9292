/** Paths as they stand in manifests (RFC 8493, 2.1.3): relative, with `/`, three characters encoded. */

/** Only these are encoded; anything else stands for itself. */
export const encodePath = (path: string): string =>
  path.replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\r', '%0D');

const ENCODED = /%(?:0[AD]|25)/gi;

/** Null when a percent sign stands there that encodes none of the three. */
export function decodePath(text: string): string | null {
  if (text.replace(ENCODED, '').includes('%')) return null;
  return text.replace(ENCODED, (code) => decodeURIComponent(code));
}

/**
 * Whether a path stays inside its package on every system: neither absolute, nor of a drive or a
 * home, nor climbing, and written in one way only.
 */
export function isSafePath(path: string): boolean {
  const segments = path.split('/');
  const isPlain = segments.every(
    (segment) => segment !== '' && segment !== '.' && segment !== '..' && !segment.includes('\0'),
  );
  const isAnchored = /^(?:~|\\|[a-z]:)/i.test(path);
  return isPlain && !isAnchored && !/(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path);
}

/** What paths have in common that some file system takes for the same. */
export const foldPath = (path: string): string => path.normalize('NFC').toLowerCase();
