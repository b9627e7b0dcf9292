/** Apps and embedded frames: their content was never part of the export. */
import type { ChildNode, Element } from '../model/dom.ts';
import { contentAddress } from './app-address.ts';
import { find, findAll, h, text, textOf } from './build.ts';
import { flow } from './flow.ts';
import { destinationOf } from './href.ts';
import type { Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

/**
 * `<div class="ap-container"><div class="ap-content"></div><script>… "key":"github-markdown" …
 * "macro.body":"…"`: a Connect app. The script tells the app's key; the body came from elsewhere.
 */
export const connectApp: Rule = {
  name: 'connect-app',
  matches: ['div.ap-container'],
  summary: 'A Connect app leaves a placeholder with its name: its content is not in the export.',
  apply(element, walk) {
    const script = findAll(element, ({ name }) => name === 'script')
      .map(textOf)
      .join('\n');
    const key = /"key"\s*:\s*"([^"]+)"/.exec(script)?.[1] ?? element.attribs.id ?? 'app';
    const address = contentAddress(script);
    walk.macro(key, 'lost-at-source', address ?? 'Connect app');
    walk.report('macro-lost-at-source', key);
    return [h('div', { 'data-macro': key }, [h('p', {}, [placeholder(key, address, walk)])])];
  },
};

function placeholder(key: string, address: string | null, walk: Walk): ChildNode {
  if (address === null) return text(`[macro: ${key}]`);
  const destination = destinationOf(address, walk.page);
  const label = `macro: ${key}`;
  walk.link(destination, address, label);
  const { href } = destination;
  return href === null ? text(`[${label}]`) : h('a', { href }, [text(label)]);
}

/** `<iframe src="//www.youtube.com/embed/…">`, `<video src="attachments/1/2.mp4">`, `<embed>`. */
export const embedded: Rule = {
  name: 'embedded-media',
  matches: ['iframe', 'video', 'audio', 'embed', 'object'],
  summary: 'Frames, videos and players become a link to what they showed.',
  apply(element, walk) {
    const source = sourceOf(element);
    if (source === '' || source === 'about:blank') {
      walk.macro(element.name, 'lost-at-source');
      walk.report('macro-lost-at-source', element.name);
      return [];
    }
    walk.macro(element.name, 'converted', source);
    return linkTo(source, element, walk);
  },
};

function sourceOf(element: Element): string {
  const inside = find(element, ({ name }) => name === 'source' || name === 'embed');
  const own = element.attribs.src ?? element.attribs.data ?? '';
  return (own || (inside?.attribs.src ?? '')).trim();
}

function linkTo(source: string, element: Element, walk: Walk): ReturnType<Rule['apply']> {
  const destination = destinationOf(source, walk.page);
  const words = cleanLine(element.attribs.title ?? '') || source.replace(/^\/\//, '');
  walk.link(destination, source, words);
  const { href } = destination;
  return [h('p', {}, [href === null ? text(words) : h('a', { href }, [text(words)])])];
}

/** `<table class="gliffy-macro-table">…<img class="gliffy-macro-image" src="attachments/1/2.png">` */
export const gliffy: Rule = {
  name: 'gliffy',
  matches: ['table.gliffy-macro-table'],
  summary: 'A Gliffy diagram becomes its picture.',
  apply(element, walk) {
    walk.macro('gliffy', 'converted');
    return flow(findAll(element, ({ name }) => name === 'img').flatMap((img) => walk.node(img)));
  },
};

/** `<span class="katex"><span class="katex-mathml">…`: formulas that were pasted as HTML. */
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
    const tex = find(
      element,
      ({ name, attribs }) => name === 'annotation' && attribs.encoding === 'application/x-tex',
    );
    const words = cleanLine(textOf(tex ?? element));
    const source = tex !== null || element.name === 'script';
    if (!source) return element.name === 'math' || element.name === 'script' ? [text(words)] : null;
    const block = (element.attribs.type ?? '').includes('mode=display');
    walk.macro('math', 'converted', words);
    return [h(block ? 'div' : 'span', { 'data-math': words }, [text(words)])];
  },
};
