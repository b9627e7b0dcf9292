/** What the export carries for the browser, or Confluence for its own screens. */
import type { Rule } from './rule.ts';

export const furniture: Rule = {
  name: 'furniture',
  matches: [
    ...(
      'style script noscript template link meta title input button select textarea fieldset ' +
      'colgroup map'
    ).split(' '),
    '.aui-icon',
    '.expand-icon',
    '.expand-control-icon',
    '.collapse-source',
    '.collapse-spinner-wrapper',
    '.confluence-information-macro-icon',
    '.companion-edit-button-placeholder',
    '.icon-in-pdf',
    '.plugin_attachments_upload_container',
    'div.hidden.parameters',
    'div.ap-content',
  ],
  summary: 'Styles, scripts, form fields and icons go.',
  apply: () => [],
};

/** `<span class="inline-comment-marker" data-ref="…">`: what is left of a comment on these words. */
export const inlineComment: Rule = {
  name: 'inline-comment',
  matches: ['span.inline-comment-marker'],
  summary: 'The marks of inline comments go, the marked words stay; the comments are not exported.',
  apply(element, walk) {
    walk.macro('inline-comment', 'lost-at-source', element.attribs['data-ref'] ?? null);
    walk.report('comments-not-exported');
    return walk.children(element);
  },
};
