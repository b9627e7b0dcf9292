/**
 * Helps emphasis that CommonMark's flanking rules do not see.
 *
 * Crawlers put `**` wherever `<strong>` began and ended. Next to punctuation inside of a word, as
 * Chinese and Japanese have it everywhere, CommonMark reads it as plain asterisks: `**主题：**基于`.
 */

/** A private-use character: neither space nor punctuation, so it stands for a letter. */
const LETTER = '\uE000';

/** Code and addresses are passed over; escaped asterisks are text. */
const RUN = /`[^`\n]*`|\]\([^()\n]*\)|(?<![\\*])\*{1,4}(?!\*)/g;

/**
 * Puts a stand-in for a letter on both sides of every run of asterisks that could only open or only
 * close, so that runs pair in the order in which the crawler wrote them. `****` within a line is the
 * end of one bold stretch and the beginning of the next, which are one.
 */
export function withOpenFlanks(markdown: string): string {
  if (markdown.includes(LETTER)) return markdown;
  return markdown.replace(RUN, (run: string, at: number) => {
    if (!run.startsWith('*')) return run;
    const before = kindOf(markdown[at - 1]);
    const after = kindOf(markdown[at + run.length]);
    if (before === 'space' || after === 'space') return run;
    if (run.length === 4) return '';
    return before === after ? run : LETTER + run + LETTER;
  });
}

/** Takes the stand-ins out of the HTML again. */
export function withoutStandIns(html: string): string {
  return html.replaceAll(LETTER, '');
}

function kindOf(character: string | undefined): 'space' | 'punctuation' | 'letter' {
  if (character === undefined || /\s/.test(character)) return 'space';
  return /[\p{P}\p{S}]/u.test(character) ? 'punctuation' : 'letter';
}
