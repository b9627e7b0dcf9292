/** Gives every name in a folder once, whatever a file system thinks of case and accents. */
import { createHash } from 'node:crypto';
import { cutName, foldName, type NameLimit } from './safe-name.ts';

export interface NameRequest {
  /** A safe name without extension. */
  readonly stem: string;
  /** With its dot; '' for none. Kept whole and counted in the limit. */
  readonly extension: string;
  readonly limit: NameLimit;
  /** What tells this thing from others of its name, best first: a Confluence id, a hash. */
  readonly marks: readonly string[];
  /** Whether a folder named like the stem stands beside the file. */
  readonly hasFolder: boolean;
}

/** Eight hex digits of the SHA-256 of `text`: the same in every run. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** Confluence's ids are digits; anything else, or absurdly long, must not get into a name. */
export const idMark = (confluenceId: string | null): readonly string[] =>
  confluenceId !== null && /^\d{1,14}$/.test(confluenceId) ? [confluenceId] : [];

function within(limit: NameLimit, tail: string): NameLimit {
  return { bytes: limit.bytes - Buffer.byteLength(tail), units: limit.units - tail.length };
}

function* candidates(request: NameRequest): Generator<string> {
  const { stem, extension, limit, marks } = request;
  yield cutName(stem, within(limit, extension));
  for (const mark of marks) {
    const tail = ` (${mark})`;
    yield `${cutName(stem, within(limit, tail + extension))}${tail}`.trimStart();
  }
  for (let count = 2; ; count++) {
    const tail = ` (${[...marks.slice(-1), String(count)].join('-')})`;
    yield `${cutName(stem, within(limit, tail + extension))}${tail}`.trimStart();
  }
}

/**
 * Takes the first free name: the plain one, else with a mark in parentheses.
 * @param taken the folded names of the folder; the ones given out are added.
 * @returns the stem; the file is the stem and the extension.
 */
export function takeName(taken: Set<string>, request: NameRequest): string {
  for (const stem of candidates(request)) {
    const forms = [foldName(stem + request.extension)];
    if (request.hasFolder) forms.push(foldName(stem));
    if (stem === '' || forms.some((form) => taken.has(form))) continue;
    for (const form of forms) taken.add(form);
    return stem;
  }
  throw new RangeError('unreachable: the candidates do not end');
}
