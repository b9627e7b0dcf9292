/** The parts of leaked storage markup that hold text or name a page or file. */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, h, hasWords, isSpace, isText, text, textOf } from './build.ts';
import { destinationOf } from './href.ts';
import type { Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

/**
 * `<ac:plain-text-body><![CDATA[x > y]]></ac:plain-text-body>`: to a parser of HTML this is a
 * comment up to the first `>`, and text after it. Null where there is none.
 */
export function plainText(element: Element): string | null {
  const body = /^ac:(?:structured-macro|macro|link)$/.test(element.name)
    ? (find(element, ({ name }) => /^ac:plain-text-(?:link-)?body$/.test(name)) ?? element)
    : element;
  const [first, ...rest] = body.children.filter((child) => !isSpace(child));
  if (first === undefined || isText(first) || !('data' in first)) return null;
  const { data } = first as { data: string };
  if (!data.startsWith('[CDATA[')) return null;
  const whole = `${data.slice(7)}>${rest.map(textOf).join('')}`;
  return whole.replace(/\]\]>?\s*$/, '').replace(/\]\]>$/, '');
}

/** `<ac:image><ri:attachment ri:filename="plan.png"/></ac:image>`, or `<ri:url ri:value="https://…"/>`. */
export function storageImage(element: Element, walk: Walk): ChildNode[] {
  const name = attributeIn(element, 'ri:attachment', 'ri:filename');
  const page = walk.page.confluenceId ?? '0';
  const address =
    name === ''
      ? attributeIn(element, 'ri:url', 'ri:value')
      : `download/attachments/${page}/${encodeURIComponent(name)}`;
  const destination = destinationOf(address, walk.page);
  walk.link(destination, name || address, name);
  return destination.href === null
    ? [text(name)]
    : [h('img', { src: destination.href, alt: name }, [])];
}

/** `<ac:link><ri:page ri:content-title="Title"/><ac:link-body>words</ac:link-body></ac:link>` */
export function storageLink(element: Element, walk: Walk): readonly ChildNode[] {
  const title = attributeIn(element, 'ri:page', 'ri:content-title');
  const own = walk.children(element);
  const words = own.some(hasWords) ? own : [text(title)];
  const space = attributeIn(element, 'ri:page', 'ri:space-key') || walk.page.space.key;
  if (title === '' || space === null) return words;
  const address = `/display/${encodeURIComponent(space)}/${encodeURIComponent(title)}`;
  const destination = destinationOf(address, walk.page);
  walk.link(destination, title, cleanLine(words.map(textOf).join('')));
  return destination.href === null ? words : [h('a', { href: destination.href }, words)];
}

const attributeIn = (element: Element, name: string, attribute: string): string =>
  find(element, (child) => child.name === name)?.attribs[attribute] ?? '';
