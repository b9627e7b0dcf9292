/** Reads the values of a report's sections: when it is converted, and again from what is stored. */
import type { Contribution, IsoDate, ReportValue } from '../model/page.ts';
import type { SectionVocabulary, ValueType } from '../model/vocabulary.ts';
import { valuesOf, type ValueSection } from '../extract/values.ts';

/** What of a vocabulary tells how sections are read. */
export type ValueVocabulary = Pick<SectionVocabulary, 'isNone'> & {
  readonly sections: readonly { readonly key: string; readonly values: ValueType }[];
};

/** How the built-in templates' sections are read; all others are text. */
const TEMPLATES: ValueVocabulary = {
  sections: [
    { key: 'report-authors', values: 'people' },
    { key: 'reviewed-by', values: 'people' },
    { key: 'date-published', values: 'date' },
  ],
  isNone: () => false,
};

export interface ReportText {
  readonly sections: readonly ValueSection[];
  /** Whom the page knows by name. */
  readonly contributions: readonly Contribution[];
  /** The page's other dates, to settle a numeric date that could be two days. */
  readonly near: readonly IsoDate[];
}

export function reportValues(
  { sections, contributions, near }: ReportText,
  vocabulary: ValueVocabulary = TEMPLATES,
): ReportValue[] {
  const types = new Map(vocabulary.sections.map(({ key, values }) => [key, values]));
  return valuesOf(sections, {
    typeOf: (key) => types.get(key) ?? null,
    isNone: (text) => vocabulary.isNone(text),
    people: contributions.map(({ person }) => person),
    near,
  });
}
