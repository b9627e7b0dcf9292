/** Connect apps: their content was never part of the export. */
import type { ChildNode } from '../model/dom.ts';
import { contentAddress } from './app-address.ts';
import { findAll, h, text, textOf } from './build.ts';
import { destinationOf } from './href.ts';
import type { Rule, Walk } from './rule.ts';

/**
 * `<div class="ap-container"><div class="ap-content"></div><script>… "key":"github-markdown" …
 * "macro.body":"…"`: a Connect app. The script tells the app's key, and sometimes the address of
 * what it showed; the body came from elsewhere.
 */
export const connectApp: Rule = {
  name: 'connect-app',
  matches: ['.ap-container'],
  summary:
    'A Connect app leaves a placeholder with its name, linked to what it showed where that is known: its content is not in the export.',
  apply(element, walk) {
    const script = findAll(element, ({ name }) => name === 'script')
      .map(textOf)
      .join('\n');
    const key = /"key"\s*:\s*"([^"]+)"/.exec(script)?.[1] ?? element.attribs.id ?? 'app';
    const address = contentAddress(script);
    walk.macro(key, 'lost-at-source', address ?? 'Connect app');
    walk.report('macro-lost-at-source', key);
    const words = placeholder(key, address, walk);
    if (element.name === 'span') return [h('span', { 'data-macro': key }, [words])];
    return [h('div', { 'data-macro': key }, [h('p', {}, [words])])];
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
