/** What Confluence wrote where it failed: unknown macros, unresolved links, lost placeholders. */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, h, hasClass, isElement, isText, text, textOf } from './build.ts';
import { decode } from './href.ts';
import type { Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

/** The words stay in view, marked as what is left of a macro. */
function placeholder(name: string, words: string, walk: Walk): ChildNode[] {
  walk.macro(name, 'lost-at-source', words || null);
  walk.report('macro-lost-at-source', words || name);
  return [h('span', { 'data-macro': name }, [text(words)])];
}

/** `<div class="error">…</div><div class="error">…</div>`, `<img unknown-macro><img unknown-macro>` */
function isBesideAnother({ prev }: Element): boolean {
  const before = isText(prev) && prev.data.trim() === '' ? prev.prev : prev;
  return (
    isElement(before) &&
    (hasClass(before, 'error') || before.attribs.class?.includes('unknown-macro') === true)
  );
}

const apart = (element: Element, words: readonly ChildNode[]): readonly ChildNode[] =>
  isBesideAnother(element) ? [text(' '), ...words] : words;

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
      return followsWord(element) ? [text(' '), ...kept] : apart(element, kept);
    }
    // `[snippet macro]`: a wiki link that led nowhere; the words are the author's.
    walk.macro('error', 'lost-at-source', words || null);
    if (words !== '') walk.report('macro-lost-at-source', words);
    const inner = find(element, (child) => hasClass(child, 'error'));
    if (inner !== null) delete inner.attribs.class;
    return apart(element, walk.children(element));
  },
};

/** `<img class="wysiwyg-unknown-macro" src="plugins/servlet/confluence/placeholder/unknown-macro?name=x">` */
export const unknownMacro: Rule = {
  name: 'unknown-macro',
  matches: [
    'img.wysiwyg-unknown-macro',
    'img[src*=placeholder/unknown-macro]',
    'img[src*=placeholder/macro]',
    'img[src*=placeholder/error]',
  ],
  summary: 'The picture in place of an unknown macro becomes a placeholder with its name.',
  apply(element, walk) {
    const named = macroNameOf(element);
    const words = named === '' ? '[unknown macro]' : `[macro: ${named}]`;
    return apart(element, placeholder('unknown-macro', words, walk));
  },
};

/** `…/unknown-macro?name=roadmap`, `…/macro?definition=e3JvYWRtYXB9`, which is `{roadmap}` in base64. */
function macroNameOf({ attribs }: Element): string {
  const src = attribs.src ?? '';
  const [, name] = /[?&]name=([^&]+)/.exec(src) ?? [];
  if (name !== undefined) return cleanLine(decode(name));
  const [, definition = ''] = /[?&]definition=([^&]+)/.exec(src) ?? [];
  const wiki = Buffer.from(decode(definition), 'base64').toString('utf8');
  return /^\{([\w-]+)/.exec(wiki)?.[1] ?? attribs['data-macro-name'] ?? '';
}
