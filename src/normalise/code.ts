/** Code blocks of all generations, noformat blocks, and plain `<pre>`. */
import type { Element } from '../model/dom.ts';
import { find, findAll, h, hasClass, isElement, isText, textOf, verbatim } from './build.ts';
import { destinationOf } from './href.ts';
import type { Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

export const code: Rule = {
  name: 'code',
  matches: ['div.code'],
  summary: 'Code macros, with language and title; the colouring and “Expand source” go.',
  apply(element, walk) {
    const pre = find(element, ({ name }) => name === 'pre');
    if (pre === null) return null;
    walk.macro('code', 'converted');
    const title = find(element, (child) => hasClass(child, 'code-title')) ?? headerOf(element);
    return [block(pre, walk, title === null ? null : cleanLine(textOf(title)) || null)];
  },
};

/** `<div class="codeHeader panelHeader"><b>title</b></div>` */
const headerOf = (element: Element): Element | null => {
  const header = find(element, (child) => hasClass(child, 'codeHeader'));
  return header === null ? null : (find(header, ({ name }) => name === 'b') ?? header);
};

export const noformat: Rule = {
  name: 'noformat',
  matches: ['div.preformatted'],
  summary: 'Noformat macros become code blocks without a language.',
  apply(element, walk) {
    const pre = find(element, ({ name }) => name === 'pre');
    if (pre === null) return null;
    walk.macro('noformat', 'converted');
    const header = find(element, (child) => hasClass(child, 'panelHeader'));
    return [block(pre, walk, header === null ? null : cleanLine(textOf(header)) || null)];
  },
};

export const pre: Rule = {
  name: 'pre',
  matches: ['pre', 'xmp', 'listing'],
  summary: 'Preformatted text becomes a code block, with its language if one is marked.',
  apply: (element, walk) => [block(element, walk, null)],
};

function block(element: Element, walk: Walk, title: string | null): Element {
  // A code block holds nothing but text; where a link in it led is told.
  for (const { attribs, children } of findAll(
    element,
    ({ name, attribs }) => name === 'a' && !!attribs.href,
  )) {
    const destination = destinationOf(attribs.href ?? '', walk.page);
    const words = cleanLine(children.map(textOf).join(''));
    if (words !== '')
      walk.link({ ...destination, href: null, problem: 'link-removed' }, attribs.href ?? '', words);
  }
  const language = languageOf(element);
  const attributes = { class: language === null ? null : `language-${language}` };
  const content = h('code', attributes, [verbatim(codeText(element, walk))]);
  return h('pre', { 'data-title': title }, [content]);
}

/** The code to the character; only the line ends that frame it in the markup go. */
function codeText(element: Element, walk: Walk): string {
  let raw = rawText(element).replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  // Confluence 1 wrote every space of code as `&#160;`.
  if (walk.page.profile === 'confluence-1') raw = raw.replaceAll('\u00a0', ' ');
  let end = raw.length;
  while (raw.charAt(end - 1) === '\n') end -= 1;
  return raw.slice(raw.startsWith('\n') ? 1 : 0, end);
}

/** Like the text of the element, but `<br>` is a line end. */
function rawText(element: Element): string {
  return element.children
    .map((child) => {
      if (isText(child)) return child.data;
      if (!isElement(child)) return '';
      return child.name === 'br' ? '\n' : rawText(child);
    })
    .join('');
}

/** Brushes whose name is not the one by which Markdown highlighters know the language. */
const LANGUAGES: Readonly<Record<string, string>> = {
  'c#': 'csharp',
  'c++': 'cpp',
  js: 'javascript',
  jscript: 'javascript',
  yml: 'yaml',
  py: 'python',
  as3: 'actionscript',
  actionscript3: 'actionscript',
  cf: 'coldfusion',
  coldfusion: 'coldfusion',
  jfx: 'javafx',
  vb: 'vbnet',
  html: 'html',
  'html/xml': 'xml',
  xhtml: 'xml',
  sh: 'bash',
  shell: 'bash',
};

const NO_LANGUAGE = new Set([
  '',
  'none',
  'text',
  'plain',
  'plaintext',
  'nohighlight',
  'actionscript-none',
]);

/**
 * From `data-syntaxhighlighter-params="brush: java; gutter: false"` (5.x and later),
 * `class="theme: Confluence; brush: bash; gutter: false"` (4.x), `class="code-xml"` (2.x).
 * Confluence names `java` where the author chose nothing, so `java` says nothing where it is the
 * default: there it is not a language.
 */
function languageOf(element: Element): string | null {
  const params = element.attribs['data-syntaxhighlighter-params'];
  const className = element.attribs.class ?? '';
  const brush = /brush:\s*([^;\s]+)/.exec(params ?? className)?.[1]?.toLowerCase();
  if (brush === 'java') return null;
  const old = /\b(?:code|language|lang)-([\w+#-]+)/.exec(className)?.[1]?.toLowerCase();
  if (old === 'java' && className.includes('code-java') && !isColouredJava(element)) return null;
  const name = brush ?? old ?? '';
  return NO_LANGUAGE.has(name) ? null : (LANGUAGES[name] ?? name.replace(/[^\w+#.-]/g, ''));
}

/**
 * 2.x and 3.x coloured all code of which they were told nothing as Java, too. Where they found no
 * keyword of Java, or only in the comments of markup, it is none.
 */
function isColouredJava(element: Element): boolean {
  const word = find(
    element,
    (child) => hasClass(child, 'code-keyword') || hasClass(child, 'code-object'),
  );
  return word !== null && !textOf(element).trimStart().startsWith('<');
}
