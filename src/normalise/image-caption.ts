/** Captions that stand in the frame of an image. */
import { find, h, hasClass, isElement } from './build.ts';
import { flow, inline, trimmed } from './flow.ts';
import type { Rule } from './rule.ts';

/**
 * `<span class="confluence-embedded-image-wrapper"><img …><span
 * class="confluence-embedded-image-title">Words</span></span>`, from Confluence 9 on.
 */
export const imageCaption: Rule = {
  name: 'image-caption',
  matches: ['span.confluence-embedded-image-wrapper', 'span.confluence-embedded-file-wrapper'],
  summary: 'The title that Confluence shows below an image becomes its caption.',
  apply(element, walk) {
    const title = find(element, (child) => hasClass(child, 'confluence-embedded-image-title'));
    if (title === null) return null;
    const caption = trimmed(inline(walk.children(title)));
    title.children = [];
    const image = flow(walk.children(element));
    if (caption.length === 0 || !image.some(isElement)) return image;
    return [h('figure', {}, [...image, h('figcaption', {}, caption)])];
  },
};
