/** Opening and closing what the user named. */
import { SourceError } from '../model/errors.ts';
import type { Limits } from '../model/imports.ts';
import { openSource, type Source } from '../source/source.ts';

/** Opens all sources. @throws SourceError for the first that cannot be used; the others are closed. */
export async function openSources(
  locations: readonly string[],
  limits: Limits,
  signal: AbortSignal | undefined,
): Promise<Source[]> {
  const sources: Source[] = [];
  try {
    for (const location of locations) sources.push(await openSource(location, { limits, signal }));
    return sources;
  } catch (error) {
    await closeSources(sources);
    throw error;
  }
}

export async function closeSources(sources: readonly Source[]): Promise<void> {
  await Promise.all(sources.map((source) => source.close()));
}

export function noExport(locations: readonly string[]): SourceError {
  return new SourceError(
    `No page of a Confluence export was found in ${locations.join(', ')}.`,
    'Give the folder or zip of a space’s HTML export, pages exported to Word, or a folder of ' +
      'Markdown or text dumps; ' +
      '`--format` reads files that do not look like one.',
  );
}
