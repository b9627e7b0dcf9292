/** The Jira macro: single issues and tables of issues. */
import type { ChildNode, Element } from '../model/dom.ts';
import { find, findAll, h, hasClass, isElement, text, textOf } from './build.ts';
import { destinationOf } from './href.ts';
import { link } from './link.ts';
import type { Rule, Walk } from './rule.ts';
import { table } from './table.ts';
import { cleanLine } from './white-space.ts';
import { omit } from './widget.ts';

/** What the macro shows until a browser has asked Jira. */
const LOADING = 'Getting issue details...';
const UNLOADED = new Set([LOADING, 'STATUS']);

/** `<span class="jira-issue" data-jira-key="AB-1"><a class="jira-issue-key">…AB-1</a> - <span class="summary">…` */
export const jiraIssue: Rule = {
  name: 'jira',
  matches: ['span.jira-issue', 'span.confluence-jim-macro'],
  summary:
    'A Jira issue becomes a link with its key, summary and status; “Getting issue details…” goes.',
  apply(element, walk) {
    const anchor = find(element, ({ name, attribs }) => name === 'a' && attribs.href !== undefined);
    const words = anchor === null ? '' : cleanLine(textOf(anchor));
    const key = element.attribs['data-jira-key'] ?? words;
    if (anchor === null || key === '') return null;
    walk.macro('jira', 'converted', key);
    const part = (className: string): string => {
      const found = find(element, (child) => hasClass(child, className));
      const words = found === null ? '' : cleanLine(textOf(found));
      return UNLOADED.has(words) ? '' : words;
    };
    const status = part('aui-lozenge');
    const summary = part('summary');
    if (summary === '' && textOf(element).includes(LOADING)) {
      walk.macro('loading-placeholder', 'omitted', '- Getting issue details... STATUS');
    }
    return [
      ...issueLink(anchor, key, walk),
      ...(summary === '' ? [] : [text(` - ${summary}`)]),
      ...(status === '' ? [] : [text(' '), h('span', { 'data-status': status }, [text(status)])]),
    ];
  },
};

/** `?jql=x&src=confmacro`: Jira counts with it who came from a macro. */
const withoutMark = (href: string): string =>
  href.replace(/([?&])src=confmacro(?:&|$)/, '$1').replace(/[?&]$/, '');

export const jiraLink: Rule = {
  name: 'jira-link',
  matches: ['a[href*=src=confmacro]'],
  summary: 'Links to Jira lose the mark by which Jira counts who came from a macro.',
  apply(element, walk) {
    element.attribs.href = withoutMark(element.attribs.href ?? '');
    return link.apply(element, walk);
  },
};

function issueLink(anchor: Element, words: string, walk: Walk): ChildNode[] {
  const raw = anchor.attribs.href ?? '';
  const destination = destinationOf(withoutMark(raw), walk.page);
  walk.link(destination, raw, words);
  const { href } = destination;
  return href === null ? [text(words)] : [h('a', { href }, [text(words)])];
}

/** `<div class="jira-issues"><table class="aui">…<div class="refresh-issues-bottom">1 issue Refresh`. */
export const jiraTable: Rule = {
  name: 'jira-table',
  matches: ['div.jira-issues'],
  summary: 'A table of Jira issues stays the table that was exported.',
  apply(element, walk) {
    walk.macro('jira-table', 'converted');
    for (const buttons of findAll(element, isRefresh)) {
      omit('jira-refresh', buttons, walk);
      buttons.children = [];
    }
    return walk.children(element);
  },
};

const isRefresh = (element: Element): boolean => hasClass(element, 'refresh-action-group');

/**
 * `<div class="jim-error-message jim-error-message-table"><table>…<div class="aui-message"><p
 * class="message">Can't show details.</p><a class="jira-link">View these issues in Jira</a>`: the
 * issues were never in the export; what is left is the reason, and the way to them.
 */
export const jiraError: Rule = {
  name: 'jira-error',
  matches: ['.jim-error-message'],
  summary: 'Where Jira could not be asked, its message and link stay, and the loss is reported.',
  apply(element, walk) {
    const anchor = find(element, (child) => hasClass(child, 'jira-link'));
    const message = find(element, (child) => hasClass(child, 'message')) ?? element;
    const icon = find(message, (child) => hasClass(child, 'aui-icon'));
    if (icon !== null) icon.children = [];
    const label = anchor === null ? '' : cleanLine(textOf(anchor));
    const words = cleanLine(textOf(message)).replace(label, '').trim();
    walk.macro('jira', 'lost-at-source', words || null);
    walk.report('macro-lost-at-source', `jira: ${words}`);
    const left = [
      h('span', { 'data-macro': 'jira' }, [text(`[Jira: ${words}]`)]),
      ...(anchor === null || label === '' ? [] : [text(' '), ...issueLink(anchor, label, walk)]),
    ];
    return element.name === 'span' ? left : [h('p', {}, left)];
  },
};

/**
 * The table of 2.x: `<table class="grid"><tr><th colspan="3"><a …IssueNavigator…>Jira</a> (25
 * issues)</th></tr><tr><th>T</th>…`. Its first row is a title.
 */
export const jiraGrid: Rule = {
  name: 'jira-grid',
  matches: ['table.grid'],
  summary: 'A table of Jira issues of 2.x, with its title row as caption.',
  apply(element, walk) {
    const rows = findAll(element, ({ name }) => name === 'tr');
    const [only, ...others] = rows[0]?.children.filter(isElement) ?? [];
    const isTitle = only?.attribs.colspan !== undefined && others.length === 0;
    if (!isTitle || find(only, isNavigator) === null) return null;
    walk.macro('jira-table', 'converted');
    const caption = h('caption', {}, only.children);
    rows[0]?.children.splice(0);
    element.children.unshift(caption);
    return table.apply(element, walk);
  },
};

const isNavigator = ({ name, attribs }: Element): boolean =>
  name === 'a' && attribs.href?.includes('IssueNavigator') === true;
