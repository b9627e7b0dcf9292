/** When a page has to be converted again although its bytes are the same. */
import { vocabularyMark } from '../archive/vocabulary-mark.ts';
import type { SourceFormat } from '../model/document.ts';
import type { SpaceRef } from '../model/page.ts';
import type { TableStyle } from '../model/table-style.ts';

/**
 * Counts the changes of the rules that alter records or Markdown. A page that an earlier version
 * converted is converted again.
 */
export const CONVERSION = 6;

interface Ways {
  readonly format: SourceFormat | null;
  readonly tables: TableStyle;
  readonly vocabulary: { readonly sha256: string; readonly isBuiltIn: boolean };
}

/** Names everything beside the source's bytes that a record depends on. */
export function conversionId({ format, tables, vocabulary }: Ways, space: SpaceRef): string {
  const style = tables === 'repeat' ? '' : `-${tables}-tables`;
  const rules = `${String(CONVERSION)}${style}${vocabularyMark(vocabulary)}`;
  return [rules, format ?? '', space.key ?? '', space.name ?? ''].join(':');
}

/** The rules' number of a conversion, and that by which its sections and report were read anew. */
const NUMBERS = /^(\d*)(?:\^(\d+))?/;

/** Whether an earlier version of the tool told which sections a page has, and whether it is a report. */
export function isOfOlderRules(conversion: string): boolean {
  const [, rules, reread = rules] = NUMBERS.exec(conversion) ?? [];
  return Number(reread) < CONVERSION;
}

/** What the conversion of such a page is called once these were read anew: `2^5`. */
export const rereadConversion = (conversion: string): string =>
  conversion.replace(NUMBERS, `$1^${String(CONVERSION)}`);

/**
 * Whether a record that was made under `stored` serves a run under `now`. A run that knows nothing
 * of the space does not make a record poorer that an index once made richer.
 */
export function isServedBy(now: string, stored: string): boolean {
  return stored === now || (now.endsWith('::') && stored.startsWith(now.slice(0, -1)));
}
