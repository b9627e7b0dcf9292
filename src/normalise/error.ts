/** What Confluence wrote where it failed: unknown macros, unresolved links, lost placeholders. */
import type { ChildNode, Element } from '../model/dom.ts';
import { h, isText, text, textOf } from './build.ts';
import type { Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

/** The words stay in view, marked as what is left of a macro. */
function placeholder(name: string, words: string, walk: Walk): ChildNode[] {
  walk.macro(name, 'lost-at-source', words || null);
  walk.report('macro-lost-at-source', words || name);
  return [h('span', { 'data-macro': name }, [text(words)])];
}

const followsWord = ({ name, prev }: Element): boolean =>
  name === 'div' && isText(prev) && /[\p{L}\p{N}]$/u.test(prev.data);

/**
 * `<div class="error"><span class="error">Unknown macro: {expression}</span></div>`. Confluence 1
 * and 2 took any braces for a macro, so what stands in them may be the author's own text.
 */
export const error: Rule = {
  name: 'error',
  matches: ['div.error', 'span.error', 'p.error'],
  summary: 'Error messages in place of macros and links stay visible, and are reported.',
  apply(element, walk) {
    const words = cleanLine(textOf(element));
    const macro = /^Unknown macro: \{(.*)\}$/.exec(words);
    if (macro !== null) {
      const kept = placeholder('unknown-macro', `{${macro[1] ?? ''}}`, walk);
      // `enum TYPE<div class="error">` lost its space; `$<div class="error">` had none.
      return followsWord(element) ? [text(' '), ...kept] : kept;
    }
    // `[snippet macro]`: a wiki link that led nowhere; the words are the author's.
    walk.macro('error', 'lost-at-source', words || null);
    if (words !== '') walk.report('macro-lost-at-source', words);
    return walk.children(element);
  },
};

/** `<img class="wysiwyg-unknown-macro" src="plugins/servlet/confluence/placeholder/unknown-macro?name=x">` */
export const unknownMacro: Rule = {
  name: 'unknown-macro',
  matches: [
    'img.wysiwyg-unknown-macro',
    'img[src*=placeholder/unknown-macro]',
    'img[src*=placeholder/macro]',
  ],
  summary: 'The picture in place of an unknown macro becomes a placeholder with its name.',
  apply(element, walk) {
    const src = element.attribs.src ?? '';
    const named = /[?&]name=([^&]+)/.exec(src)?.[1] ?? element.attribs['data-macro-name'] ?? '';
    return placeholder(
      'unknown-macro',
      named === '' ? '[unknown macro]' : `[macro: ${named}]`,
      walk,
    );
  },
};

/** `<ac:inline-comment-marker …>words</…>`, `<ri:page …>`: storage markup that leaked. */
export const storageLeak: Rule = {
  name: 'storage-markup',
  matches: ['*'],
  summary: 'Tags of the storage format that leaked go; their content stays.',
  apply(element, walk) {
    if (!/^(?:ac|ri|at):/.test(element.name)) return null;
    walk.macro('storage-markup', 'converted', element.name);
    walk.report('export-leftover', `<${element.name}>`);
    return walk.children(element);
  },
};
