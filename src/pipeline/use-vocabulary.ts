/** Puts a vocabulary in use, and tells what that changes. */
import type { Archive } from '../archive/archive.ts';
import type { StoredText } from '../archive/vocabulary-reading.ts';
import type { SectionRecord } from '../model/page.ts';
import type {
  NamedReport,
  VocabularyChanges,
  VocabularyReport,
} from '../model/vocabulary-changes.ts';
import { rereadConversion } from './conversion.ts';
import type { RereadPage } from './reread-page.ts';
import { rereadPages } from './reread.ts';
import { asStored, vocabularyInUse, type ChosenVocabulary } from './vocabulary-file.ts';

/**
 * Reads the archive with a vocabulary and stores it and what it makes of the pages, all or nothing.
 * Does nothing where the archive is read with it already.
 *
 * @param withOlder also reads pages anew that an earlier version of the tool had read.
 */
export async function putInUse(
  archive: Archive,
  chosen: ChosenVocabulary,
  withOlder: boolean,
): Promise<VocabularyChanges> {
  const { rereads, conversions, changes } = await changesBy(archive, chosen, withOlder);
  const stored = await archive.storedVocabulary();
  const { sha256 } = chosen.vocabulary;
  const isOther = stored?.sha256 !== sha256 || stored.isBuiltIn !== chosen.isBuiltIn;
  if (isOther || conversions.size > 0) {
    const inexact = rereads.filter(({ isInexact }) => isInexact).map(({ pageId }) => pageId);
    await archive.useVocabulary(asStored(chosen), rereads, inexact, conversions);
  }
  return changes;
}

interface Changed {
  /** Pages to be written again. */
  readonly rereads: readonly RereadPage[];
  /** What the conversions of pages are called that an earlier version had read. */
  readonly conversions: ReadonlyMap<number, string>;
  readonly changes: VocabularyChanges;
}

/** What a vocabulary would make of the archive's pages. */
export async function changesBy(
  archive: Archive,
  { vocabulary: to }: ChosenVocabulary,
  withOlder: boolean,
): Promise<Changed> {
  const { vocabulary: from } = await vocabularyInUse(archive);
  const rereads: RereadPage[] = [];
  const parts: PageChanges[] = [];
  const conversions = new Map<number, string>();
  if (from.sha256 !== to.sha256 || withOlder) {
    for await (const { before, after, conversion } of rereadPages(archive, from, to, withOlder)) {
      const part = changesOf(before, after);
      // A report's values may be others although its sections are the same.
      if (part.isChanged || after.report !== null) rereads.push(after);
      parts.push(part);
      if (conversion !== null) conversions.set(before.pageId, rereadConversion(conversion));
    }
  }
  const reportsBefore = (await archive.reportPageIds()).length;
  const sum = (of: 'rekeyed' | 'opened' | 'closed'): number =>
    parts.reduce((total, part) => total + part[of], 0);
  const gained = parts.flatMap((part) => part.gained ?? []);
  const lost = parts.flatMap((part) => part.lost ?? []);
  const changes: VocabularyChanges = {
    pages: parts.filter(({ isChanged }) => isChanged).length,
    ...{ rekeyed: sum('rekeyed'), opened: sum('opened'), closed: sum('closed') },
    ...{ reportsBefore, reportsAfter: reportsBefore + gained.length - lost.length, gained, lost },
    older: conversions.size,
    again: new Set([
      ...conversions.keys(),
      ...rereads.filter(({ isInexact }) => isInexact).map(({ pageId }) => pageId),
    ]).size,
  };
  return { rereads, conversions, changes };
}

interface PageChanges {
  readonly isChanged: boolean;
  readonly rekeyed: number;
  readonly opened: number;
  readonly closed: number;
  readonly gained: NamedReport | null;
  readonly lost: NamedReport | null;
}

function changesOf(before: StoredText, after: RereadPage): PageChanges {
  const { pageId, title, space } = before;
  const named = { pageId, title, spaceKey: space.key, spaceName: space.name };
  const [old, now] = [keysByHeading(before.sections), keysByHeading(after.sections)];
  const opened = [...now.keys()].filter((heading) => !old.has(heading)).length;
  const closed = [...old.keys()].filter((heading) => !now.has(heading)).length;
  const rekeyed = [...now].filter(([at, key]) => old.has(at) && old.get(at) !== key).length;
  const isOther = JSON.stringify(before.report) !== JSON.stringify(after.report);
  return {
    isChanged: isOther || opened + closed + rekeyed > 0,
    ...{ opened, closed, rekeyed },
    gained: before.isShown && before.report === null && after.report !== null ? named : null,
    lost: before.isShown && before.report !== null && after.report === null ? named : null,
  };
}

/** Each heading with how often it stood before, so that equal ones are told apart. */
function keysByHeading(sections: readonly SectionRecord[]): ReadonlyMap<string, string> {
  const seen = new Map<string, number>();
  return new Map(
    sections.map(({ heading, key }) => {
      const count = seen.get(heading) ?? 0;
      seen.set(heading, count + 1);
      return [`${String(count)} ${heading}`, key];
    }),
  );
}

/** The vocabulary with what it changes, as it is told. */
export const vocabularyReport = (
  { vocabulary, isBuiltIn }: ChosenVocabulary,
  changes: VocabularyReport['changes'],
): VocabularyReport => {
  const { name, version, sha256, sections } = vocabulary;
  return {
    name,
    version,
    sha256,
    isBuiltIn,
    sections: sections.length,
    canBeReports: vocabulary.reports.canBeReports,
    changes,
  };
};
