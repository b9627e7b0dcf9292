/** Macros whose output is only a shell around what the author wrote. */
import type { Rule } from './rule.ts';

const SHELLS: Readonly<Record<string, { matches: readonly string[]; what: string }>> = {
  'page-properties': {
    matches: ['div.plugin-tabmeta-details'],
    what: 'Page properties keep their table.',
  },
  'page-properties-report': {
    matches: ['table.metadata-summary-macro'],
    what: 'A page properties report stays the table that was exported.',
  },
  layout: { matches: ['div.contentLayout2'], what: 'The cells of a page layout follow in order.' },
  section: {
    matches: ['div.sectionMacro'],
    what: 'The columns of a section follow in order.',
  },
  'blog-posts': {
    matches: ['div.blog-posts'],
    what: 'A list of blog posts keeps what was exported of it.',
  },
  excerpt: {
    matches: ['div.conf-macro.output-block'],
    what: 'The output of a macro keeps its content.',
  },
};

export const wrappers: readonly Rule[] = Object.entries(SHELLS).map(
  ([name, { matches, what }]) => ({
    name,
    matches,
    summary: what,
    apply(element, walk) {
      walk.macro(name, 'converted');
      // Not this rule's to replace: the generic rules of the table below unwrap or read it.
      return null;
    },
  }),
);
