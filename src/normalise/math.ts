/** Formulas, of apps and pasted from elsewhere; Confluence itself has none. */
import type { Element } from '../model/dom.ts';
import { find, h, text, textOf } from './build.ts';
import type { Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';

/** What TeX stands between when an app leaves it to a script of the page: `\\(x\\)`, `$$x$$`. */
const DELIMITED = /^(?:\\\(([\s\S]+)\\\)|\\\[([\s\S]+)\\\]|\$\$([\s\S]+)\$\$|\$([^$]+)\$)$/;

function inDelimiters(words: string): string | null {
  const parts: readonly (string | undefined)[] = DELIMITED.exec(words)?.slice(1) ?? [];
  return parts.find((part) => part !== undefined)?.trim() ?? null;
}

const isBlockOf = ({ name, attribs }: Element, words: string): boolean =>
  name === 'div' || (attribs.type ?? '').includes('mode=display') || /^(?:\\\[|\$\$)/.test(words);

/**
 * `<span class="katex"><span class="katex-mathml"><math>…<annotation encoding="application/x-tex">`,
 * `<script type="math/tex">`, `<span class="mathinline">\\(x\\)</span>`.
 */
export const math: Rule = {
  name: 'math',
  matches: [
    'span.katex',
    'span.MathJax',
    'math',
    'script[type^=math/tex]',
    '.mathblock',
    '.mathinline',
  ],
  summary: 'Formulas keep their TeX source where it is there, else their text.',
  apply(element, walk) {
    const annotation = find(
      element,
      ({ name, attribs }) => name === 'annotation' && attribs.encoding === 'application/x-tex',
    );
    const words = cleanLine(textOf(annotation ?? element));
    const isSource = annotation !== null || element.name === 'script';
    const tex = isSource ? words : inDelimiters(words);
    // Without a source, a formula is the text that its parts make.
    if (tex === null || tex === '') return element.name === 'math' ? [text(words)] : null;
    walk.macro('math', 'converted', tex);
    return [h(isBlockOf(element, words) ? 'div' : 'span', { 'data-math': tex }, [text(tex)])];
  },
};
