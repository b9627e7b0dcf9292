/** What a vocabulary's file says, read and checked; null and empty where it says nothing. */
import type { PeriodLength } from '../model/vocabulary.ts';
import type { SectionWords } from './headings.ts';
import type { PeriodPattern } from './period-words.ts';
import type { Phrase } from './phrase.ts';

export type SectionData = Omit<SectionWords, 'title' | 'values' | 'plural'> & {
  readonly title: string | null;
  readonly values: SectionWords['values'] | null;
  readonly plural: boolean | null;
};

export interface ReportsData {
  readonly group: string | null;
  readonly authors: string | null;
  readonly published: string | null;
  readonly enough: number | null;
  readonly enoughWithPeriod: number | null;
  readonly ownWords: number | null;
  readonly telling: readonly string[];
  readonly labels: readonly string[];
  readonly spaces: readonly string[];
  readonly titleSaysYes: readonly string[];
  readonly titleSaysNo: readonly string[];
  readonly generic: readonly string[];
  readonly titles: readonly Phrase[];
  readonly authorHeadings: readonly Phrase[];
}

export interface PeriodsData {
  readonly patterns: readonly PeriodPattern[];
  readonly months: readonly (readonly string[])[];
  readonly ordinals: readonly (readonly string[])[];
  readonly joining: readonly string[];
  readonly until: readonly string[];
  readonly lengths: Readonly<Partial<Record<PeriodLength, readonly string[]>>>;
}

export interface VocabularyData {
  readonly name: string;
  readonly version: string;
  readonly filler: readonly string[];
  readonly none: readonly string[];
  readonly sections: readonly SectionData[];
  readonly reports: ReportsData;
  readonly periods: PeriodsData;
}

/** `own` on top of `base`: its sections add to those of the same key, its words to the words. */
export function extended(base: VocabularyData, own: VocabularyData): VocabularyData {
  const given = new Map(base.sections.map((section) => [section.key, asBase(section)]));
  for (const section of own.sections) {
    const before = given.get(section.key);
    given.set(section.key, before === undefined ? section : extendedSection(before, section));
  }
  return {
    name: own.name,
    version: own.version,
    filler: [...base.filler, ...own.filler],
    none: [...base.none, ...own.none],
    sections: [...given.values()],
    reports: extendedReports(base.reports, own.reports),
    periods: {
      patterns: [...own.periods.patterns, ...base.periods.patterns],
      months: sideBySide(base.periods.months, own.periods.months),
      ordinals: sideBySide(base.periods.ordinals, own.periods.ordinals),
      joining: [...base.periods.joining, ...own.periods.joining],
      until: [...base.periods.until, ...own.periods.until],
      lengths: Object.fromEntries(
        (['week', 'month', 'quarter', 'half-year', 'year'] as const).map((length) => [
          length,
          [...(base.periods.lengths[length] ?? []), ...(own.periods.lengths[length] ?? [])],
        ]),
      ),
    },
  };
}

/** A section of what is extended: its phrases give way to the file's own. */
const asBase = (section: SectionData): SectionData => ({
  ...section,
  names: section.names.map((claim) => ({ ...claim, isOwn: false })),
  mentions: section.mentions.map((claim) => ({ ...claim, isOwn: false })),
});

const extendedSection = (base: SectionData, own: SectionData): SectionData => ({
  key: base.key,
  title: own.title ?? base.title,
  values: own.values ?? base.values,
  plural: own.plural ?? base.plural,
  mostWords: own.mostWords ?? base.mostWords,
  names: [...base.names, ...own.names],
  mentions: [...base.mentions, ...own.mentions],
  beside: [...base.beside, ...own.beside],
  without: [...base.without, ...own.without],
});

const extendedReports = (base: ReportsData, own: ReportsData): ReportsData => ({
  group: own.group ?? base.group,
  authors: own.authors ?? base.authors,
  published: own.published ?? base.published,
  enough: own.enough ?? base.enough,
  enoughWithPeriod: own.enoughWithPeriod ?? base.enoughWithPeriod,
  ownWords: own.ownWords ?? base.ownWords,
  telling: [...base.telling, ...own.telling],
  labels: [...base.labels, ...own.labels],
  spaces: [...base.spaces, ...own.spaces],
  titleSaysYes: [...base.titleSaysYes, ...own.titleSaysYes],
  titleSaysNo: [...base.titleSaysNo, ...own.titleSaysNo],
  generic: [...base.generic, ...own.generic],
  titles: [...base.titles, ...own.titles],
  authorHeadings: [...base.authorHeadings, ...own.authorHeadings],
});

const sideBySide = (
  one: readonly (readonly string[])[],
  other: readonly (readonly string[])[],
): (readonly string[])[] =>
  Array.from({ length: Math.max(one.length, other.length) }, (_, at) => [
    ...(one[at] ?? []),
    ...(other[at] ?? []),
  ]);
