/** Frames, videos and players. */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, h, text } from './build.ts';
import { destinationOf } from './href.ts';
import type { Rule, Walk } from './rule.ts';
import { cleanLine } from './white-space.ts';

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

function linkTo(source: string, element: Element, walk: Walk): ChildNode[] {
  const destination = destinationOf(source, walk.page);
  // A file of the page is better known by its name than by its place in the export.
  const own = [...walk.page.attachments].find(([, ref]) => ref === destination.target);
  const words = cleanLine(element.attribs.title ?? '') || (own?.[0] ?? source.replace(/^\/\//, ''));
  walk.link(destination, source, words);
  const { href } = destination;
  return [h('p', {}, [href === null ? text(words) : h('a', { href }, [text(words)])])];
}
