/** Finds the attachments that a published file neither leads to nor names. */
import { squash, wordsOf } from './content.ts';
import type { PublishedParts } from './published.ts';

export interface ExpectedAttachment {
  readonly fileName: string;
  /** The tree holds its file. */
  readonly hasFile: boolean;
  /** A link or picture of the published page leads to the file. */
  readonly isLinked: boolean;
}

/** What stands in the list of attachments behind a name that has no file. */
const WITHOUT_FILE = / \((?:missing from the export|not copied)\)$/;

const namesIn = ({ attachments }: PublishedParts): string[] =>
  attachments.map((line) => line.replace(WITHOUT_FILE, ''));

/** A file that is there must be led to; one that is not, named: in the list or in its place. */
export function lostAttachments(
  expected: readonly ExpectedAttachment[],
  published: PublishedParts,
): ExpectedAttachment[] {
  const named = new Set([...namesIn(published), ...published.placeholders]);
  return expected.filter(({ hasFile, isLinked, fileName }) =>
    hasFile ? !isLinked : !named.has(squash(fileName)),
  );
}

/** Words of the list of attachments that name none of the files that are known. */
export function foreignNames(known: ReadonlySet<string>, published: PublishedParts): string[] {
  return namesIn(published)
    .filter((name) => !known.has(name))
    .flatMap(wordsOf);
}
