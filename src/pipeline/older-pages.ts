/** Pages of an archive that an earlier version of the tool had read. */
import { isOfOlderRules } from './conversion.ts';
import { reading } from './find-page.ts';

export interface OlderPages {
  readonly pages: number;
  readonly reports: number;
}

/**
 * How many pages, and how many reports of them, were read by an earlier version, so that their sections,
 * series and values may be others than this version would find.
 *
 * @param archive path of the SQLite file.
 * @throws ArchiveError
 */
export async function countOlderPages(archive: string): Promise<OlderPages> {
  const read = await reading(archive, (opened) => opened.conversions());
  const older = read.filter(({ conversion }) => isOfOlderRules(conversion));
  return {
    pages: older.reduce((sum, { pages }) => sum + pages, 0),
    reports: older.reduce((sum, { reports }) => sum + reports, 0),
  };
}
