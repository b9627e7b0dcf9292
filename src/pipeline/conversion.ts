/** When a page has to be converted again although its bytes are the same. */
import { vocabularyMark } from '../archive/vocabulary-rows.ts';
import type { SourceFormat } from '../model/document.ts';
import type { SpaceRef } from '../model/page.ts';
import type { TableStyle } from '../model/table-style.ts';

/**
 * Counts the changes of the rules that alter records or Markdown. A page that an earlier version
 * converted is converted again.
 */
const CONVERSION = 5;

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

/**
 * Whether a record that was made under `stored` serves a run under `now`. A run that knows nothing
 * of the space does not make a record poorer that an index once made richer.
 */
export function isServedBy(now: string, stored: string): boolean {
  return stored === now || (now.endsWith('::') && stored.startsWith(now.slice(0, -1)));
}
