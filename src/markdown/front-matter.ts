/** YAML front matter that every reader of Markdown takes for the same strings. */
import { stringify } from 'yaml';

export type FrontMatterValue = string | readonly string[] | null;

/**
 * Characters that YAML 1.1 takes for line breaks or forbids, though YAML 1.2 and JSON allow them.
 * All values are double-quoted, so an escape is always understood.
 */
const UNPRINTABLE = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

const escapeUnprintable = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

function present(value: FrontMatterValue): boolean {
  return value !== null && value.length > 0;
}

function wellFormed(value: FrontMatterValue): FrontMatterValue {
  return typeof value === 'string'
    ? value.toWellFormed()
    : (value?.map((item) => item.toWellFormed()) ?? null);
}

/**
 * Writes a block of front matter.
 * @param fields in the order they shall appear; null, '' and empty lists are left out. Keys are
 *   plain ASCII words.
 * @returns the block with both `---` lines and a final newline; '' when nothing is left. Every
 *   value is a double-quoted string, so that `no`, `12:30`, dates and ids stay what they are.
 */
export function renderFrontMatter(fields: Readonly<Record<string, FrontMatterValue>>): string {
  const kept = Object.entries(fields).filter(([, value]) => present(value));
  if (kept.length === 0) return '';
  const record = Object.fromEntries(kept.map(([key, value]) => [key, wellFormed(value)]));
  const yaml = stringify(record, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    doubleQuotedAsJSON: true,
    aliasDuplicateObjects: false,
    lineWidth: 0,
  });
  return `---\n${yaml.replace(UNPRINTABLE, escapeUnprintable)}---\n`;
}
