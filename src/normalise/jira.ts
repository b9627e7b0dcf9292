/** The Jira macro: single issues and tables of issues. */
import { find, h, hasClass, text, textOf } from './build.ts';
import { destinationOf } from './href.ts';
import type { Rule } from './rule.ts';
import { cleanLine } from './white-space.ts';

/** `<span class="jira-issue" data-jira-key="AB-1"><a class="jira-issue-key">…AB-1</a> - <span class="summary">…` */
export const jiraIssue: Rule = {
  name: 'jira',
  matches: ['span.jira-issue', 'span.confluence-jim-macro'],
  summary: 'A Jira issue becomes a link with its key, summary and status.',
  apply(element, walk) {
    const link = find(element, ({ name, attribs }) => name === 'a' && attribs.href !== undefined);
    const key = element.attribs['data-jira-key'] ?? (link === null ? '' : cleanLine(textOf(link)));
    if (link === null || key === '') return null;
    const raw = link.attribs.href ?? '';
    const destination = destinationOf(raw.replace(/[?&]src=confmacro\b/, ''), walk.page);
    walk.macro('jira', 'converted', key);
    walk.link(destination, raw, key);
    const part = (className: string): string => {
      const found = find(element, (child) => hasClass(child, className));
      const words = found === null ? '' : cleanLine(textOf(found));
      return words === 'Getting issue details...' || words === 'STATUS' ? '' : words;
    };
    const status = part('aui-lozenge');
    const summary = part('summary');
    const label =
      destination.href === null ? text(key) : h('a', { href: destination.href }, [text(key)]);
    return [
      label,
      ...(summary === '' ? [] : [text(` - ${summary}`)]),
      ...(status === '' ? [] : [text(' '), h('span', { 'data-status': status }, [text(status)])]),
    ];
  },
};

/** `<div class="jira-issues"><table class="aui">`: what the table showed when it was exported. */
export const jiraTable: Rule = {
  name: 'jira-table',
  matches: ['div.jira-issues', 'div.jim-error-message'],
  summary: 'A table of Jira issues stays a table.',
  apply(element, walk) {
    walk.macro('jira-table', 'converted');
    return walk.children(element);
  },
};
