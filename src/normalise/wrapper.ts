/** Macros whose output is only a shell around what the author wrote. */
import type { Element } from '../model/dom.ts';
import { hasClass, isElement, isText } from './build.ts';
import type { Rule } from './rule.ts';
import { indexRules } from './selector.ts';

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
  'content-report': {
    matches: ['table.content-report-table-macro'],
    what: 'A report of pages by label stays the table that was exported.',
  },
  'task-report': {
    matches: ['table.tasks-report', 'div.tasks-report'],
    what: 'A report of tasks stays the table that was exported.',
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

const known = indexRules(wrappers);

/** Macros whose output has a rule of its own below the element that is marked. */
const OWN = new Set(
  (
    'view-file viewpdf viewdoc viewxls viewppt code noformat panel info note tip warning expand ' +
    'status jira toc children attachments gallery drawio gliffy profile contentbylabel'
  ).split(' '),
);

/**
 * `<p class="conf-macro output-block">`: Confluence marks every block that a macro put out, such as
 * the blocks of an included page; only sometimes it says which macro (`data-macro-name`).
 */
export const macroOutput: Rule = {
  name: 'macro-output',
  matches: ['.conf-macro'],
  summary: 'The output of an excerpt, an include or any other macro stays where it was put out.',
  apply(element, walk) {
    const name = element.attribs['data-macro-name'] ?? 'macro-output';
    const isKnown = known.find(element).length > 0;
    if (!isKnown && !OWN.has(name) && nameBefore(element) !== name) walk.macro(name, 'converted');
    return null;
  },
};

/** Of the element before, if a macro put it out, too: the blocks of one macro stand in a row. */
function nameBefore(element: Element): string | null {
  let { prev } = element;
  while (isText(prev) && prev.data.trim() === '') prev = prev.prev;
  if (!isElement(prev) || !hasClass(prev, 'conf-macro')) return null;
  return prev.attribs['data-macro-name'] ?? 'macro-output';
}
