/**
 * YAML front matter that every reader of Markdown takes for the same strings.
 *
 * Each value is written as JSON writes it, which YAML 1.2 reads as a double-quoted scalar
 * (https://yaml.org/spec/1.2.2/, 1.2 and 5.7): so a page's dozen fields need no document model. A test
 * holds the block equal to what the `yaml` package makes of it.
 */

export type FrontMatterValue = string | readonly string[] | null;

/**
 * Characters that YAML 1.1 takes for line breaks or forbids, though YAML 1.2 and JSON allow them.
 * All values are double-quoted, so an escape is always understood.
 */
const UNPRINTABLE = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

const escapeUnprintable = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

const quoted = (text: string): string => JSON.stringify(text.toWellFormed());

function line(key: string, value: string | readonly string[]): string {
  if (typeof value === 'string') return `${key}: ${quoted(value)}\n`;
  return `${key}:\n${value.map((item) => `  - ${quoted(item)}\n`).join('')}`;
}

/**
 * Writes a block of front matter.
 * @param fields in the order they shall appear; null, '' and empty lists are left out. Keys are
 *   plain ASCII words.
 * @returns the block with both `---` lines and a final newline; '' when nothing is left. Every
 *   value is a double-quoted string, so that `no`, `12:30`, dates and ids stay what they are.
 */
export function renderFrontMatter(fields: Readonly<Record<string, FrontMatterValue>>): string {
  let yaml = '';
  for (const [key, value] of Object.entries(fields))
    if (value !== null && value.length > 0) yaml += line(key, value);
  return yaml === '' ? '' : `---\n${yaml.replace(UNPRINTABLE, escapeUnprintable)}---\n`;
}
