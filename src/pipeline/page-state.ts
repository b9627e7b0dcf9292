/** Which state of a page is meant by a number, a date or an import. Pure. */
import { UsageError } from '../model/errors.ts';
import type { VersionRow } from '../model/history.ts';

/** When the wiki was in that state: as an export shows it, else the day on which it was stored. */
const dateOf = ({ seenOn, recordedAt }: VersionRow): string => seenOn ?? recordedAt.slice(0, 10);

/** The number in `import:3`; null for anything else. */
export function importNumber(words: string): number | null {
  const digits = /^import:(\d{1,15})$/i.exec(words)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** `2024-05`, `2024-05-06`, `2024-05-06T07:08`, and with seconds and zone. */
export const isDate = (words: string): boolean =>
  /^\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?)?$/.test(words);

/**
 * @param versions of one page, oldest first.
 * @param words a version's number; a date, which means the last state up to its end; or `import:N`,
 *   which means the newest state that this import and those before it had brought.
 * @throws UsageError when the page has no such version, or was not there yet.
 */
export function stateNamed(versions: readonly VersionRow[], words: string): VersionRow {
  const wanted = words.trim();
  const found = findState(versions, wanted);
  if (found !== undefined) return found;
  const first = versions[0];
  throw new UsageError(
    `The page has no version “${wanted}”: it has the versions 1 to ${String(versions.length)}` +
      `${first === undefined ? '' : `, the first of ${dateOf(first)} by import ${String(first.importId)}`}.`,
    '`confluence-archive history` lists them.',
  );
}

function findState(versions: readonly VersionRow[], wanted: string): VersionRow | undefined {
  if (/^\d{1,15}$/.test(wanted)) return versions.find(({ number }) => number === Number(wanted));
  const importId = importNumber(wanted);
  if (importId !== null) return versions.findLast((version) => version.importId <= importId);
  if (isDate(wanted)) {
    return versions.findLast((version) => dateOf(version).slice(0, wanted.length) <= wanted);
  }
  throw new UsageError(
    `“${wanted}” names no version.`,
    'Expected the number of a version, a date such as 2024-05-06, or import:3.',
  );
}
