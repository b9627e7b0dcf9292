/** Connect apps: their content was never part of the export. */
import { findAll, h, text, textOf } from './build.ts';
import type { Rule } from './rule.ts';

/**
 * `<div class="ap-container"><div class="ap-content"></div><script>… "key":"github-markdown" …
 * "macro.body":"…"`: a Connect app. The script tells the app's key; the body came from elsewhere.
 */
export const connectApp: Rule = {
  name: 'connect-app',
  matches: ['.ap-container'],
  summary: 'A Connect app leaves a placeholder with its name: its content is not in the export.',
  apply(element, walk) {
    const script = findAll(element, ({ name }) => name === 'script')
      .map(textOf)
      .join('\n');
    const key = /"key"\s*:\s*"([^"]+)"/.exec(script)?.[1] ?? element.attribs.id ?? 'app';
    walk.macro(key, 'lost-at-source', 'Connect app');
    walk.report('macro-lost-at-source', key);
    const words = text(`[macro: ${key}]`);
    if (element.name === 'span') return [h('span', { 'data-macro': key }, [words])];
    return [h('div', { 'data-macro': key }, [h('p', {}, [words])])];
  },
};
