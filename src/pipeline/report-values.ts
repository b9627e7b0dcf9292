/** Reads the values of a report's sections: when it is converted, and again from what is stored. */
import type { Contribution, IsoDate, ReportValue } from '../model/page.ts';
import type { SectionVocabulary } from '../model/vocabulary.ts';
import { valuesOf, type ValueSection } from '../extract/values.ts';

export interface ReportText {
  readonly sections: readonly ValueSection[];
  /** Whom the page knows by name. */
  readonly contributions: readonly Contribution[];
  /** The page's other dates, to settle a numeric date that could be two days. */
  readonly near: readonly IsoDate[];
}

export function reportValues(
  { sections, contributions, near }: ReportText,
  vocabulary: SectionVocabulary,
): ReportValue[] {
  const types = new Map(vocabulary.sections.map(({ key, values }) => [key, values]));
  return valuesOf(sections, {
    typeOf: (key) => types.get(key) ?? null,
    isNone: (text) => vocabulary.isNone(text),
    people: contributions.map(({ person }) => person),
    near,
  });
}
