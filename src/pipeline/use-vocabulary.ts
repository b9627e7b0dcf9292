/** Puts a vocabulary in use, and tells what that changes. */
import type { Archive } from '../archive/archive.ts';
import type { StoredText } from '../archive/vocabulary-reading.ts';
import type { SectionRecord } from '../model/page.ts';
import type { NamedReport, VocabularyChanges } from '../model/vocabulary-changes.ts';
import type { RereadPage } from './reread-page.ts';
import { rereadPages } from './reread.ts';
import { asStored, vocabularyInUse, type ChosenVocabulary } from './vocabulary-file.ts';

/**
 * Reads the archive with a vocabulary and stores it and what it makes of the pages, all or nothing.
 * Does nothing where the archive is read with it already.
 */
export async function putInUse(
  archive: Archive,
  chosen: ChosenVocabulary,
): Promise<VocabularyChanges> {
  const { rereads, changes } = await changesBy(archive, chosen);
  const stored = await archive.storedVocabulary();
  const { sha256 } = chosen.vocabulary;
  if (stored?.sha256 !== sha256 || stored.isBuiltIn !== chosen.isBuiltIn) {
    const inexact = rereads.filter(({ isInexact }) => isInexact).map(({ pageId }) => pageId);
    await archive.useVocabulary(asStored(chosen), rereads, inexact);
  }
  return changes;
}

interface Changed {
  /** Pages to be written again. */
  readonly rereads: readonly RereadPage[];
  readonly changes: VocabularyChanges;
}

/** What a vocabulary would make of the archive's pages. */
export async function changesBy(
  archive: Archive,
  { vocabulary: to }: ChosenVocabulary,
): Promise<Changed> {
  const { vocabulary: from } = await vocabularyInUse(archive);
  const rereads: RereadPage[] = [];
  const parts: PageChanges[] = [];
  if (from.sha256 !== to.sha256) {
    for await (const { before, after } of rereadPages(archive, from, to)) {
      const part = changesOf(before, after);
      // A report's values may be others although its sections are the same.
      if (part.isChanged || after.report !== null) rereads.push(after);
      parts.push(part);
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
  };
  return { rereads, changes };
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
