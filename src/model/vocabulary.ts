/** What a report vocabulary says: which headings mean which section, and which pages are reports. */

/** What a section is read as, beside its Markdown and its words. */
export const VALUE_TYPES = ['text', 'items', 'people', 'date', 'numbers'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

export interface VocabularySection {
  /** Stable name, kebab-case: `planned-work`. */
  readonly key: string;
  /** Its name for people: `Planned work`. */
  readonly title: string;
  readonly values: ValueType;
}

/** The part of a vocabulary that tells what headings and words mean. */
export interface SectionVocabulary {
  /** In the order of the file, which is the order of a report. */
  readonly sections: readonly VocabularySection[];
  /** The section that a heading opens; null for a heading that no entry claims. */
  keyOf(heading: string): string | null;
  /** Whether a whole text (a line, an item) says that there is nothing to say: `N/A`, `None`, `-`. */
  isNone(text: string): boolean;
}
