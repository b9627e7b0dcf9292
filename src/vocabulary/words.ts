/** The words of headings and phrases, as they are compared: the same rules for both. */

/**
 * `Report Author(s):` becomes `report author`, `**HC-SIG** Overall Health` `hc sig overall health`.
 * What stands in parentheses is left out. Plurals become singulars, in English.
 */
export const comparedWords = (text: string): string[] => writtenWords(text).map(singular);

/** The same, but plurals stay. */
export function writtenWords(text: string): string[] {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('(s)', '')
    .replace(/\([^()]*\)/g, ' ')
    .replaceAll('&', ' and ')
    .replace(/['’]s\b/g, '');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

export function singular(word: string): string {
  if (word.length < 5 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

export const isNumber = (word: string): boolean => /^\d+$/.test(word);

/** The words of a title, as they are written there, in lower case. */
export const titleWords = (title: string): string[] =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
