import { describe, expect, it } from 'vitest';
import { convert } from './convert.ts';

describe('the Jira macro', () => {
  it.each([
    [
      'an issue that was still loading',
      '<p>a <span class="confluence-jim-macro jira-issue" data-jira-key="AB-1"><a href="https://j.example/browse/AB-1?src=confmacro" class="jira-issue-key"><span class="aui-icon aui-icon-wait issue-placeholder"></span>AB-1</a> - <span class="summary">Getting issue details...</span> <span class="aui-lozenge issue-placeholder">STATUS</span></span> b</p>',
      'a [AB-1](https://j.example/browse/AB-1) b',
      'converted omitted',
    ],
    [
      'a table of issues, its buttons left out',
      '<div class="jira-issues"><table class="aui"><tbody><tr></tr><tr><th>Key</th><th>Status</th></tr><tr><td><a href="https://j.example/browse/AB-1?src=confmacro">AB-1</a></td><td><span class="aui-lozenge">Done</span></td></tr></tbody></table><div class="refresh-issues-bottom"><a href="https://j.example/x">1 issue</a> <span class="refresh-action-group"><a href="#">Refresh</a></span></div></div>',
      '| Key | Status |\n| --- | --- |\n| [AB-1](https://j.example/browse/AB-1) | `Done` |\n\n[1 issue](https://j.example/x)',
      'converted omitted',
    ],
    [
      'a table of 2.x, whose first row is its title',
      '<a name="jiraissues"><table class="grid"><tr><th colspan="2"><a href="/x.action?macro.refresh=true"><img src="icons/refresh_16.png"></a> <a href="https://j.example/secure/IssueNavigator.jspa?x=1">Ours</a> <span class="smalltext">(1 issues)</span></th></tr><tr><th>Key</th><th>Summary</th></tr><tr><td>AB-1</td><td>Plant</td></tr></table></a>',
      '_[Ours](https://j.example/secure/IssueNavigator.jspa?x=1) (1 issues)_\n\n| Key | Summary |\n| --- | --- |\n| AB-1 | Plant |',
      'converted',
    ],
    [
      'an error in place of a table',
      '<div class="jim-error-message jim-error-message-table"><table class="aui"><tbody><tr><th>type</th><th>key</th></tr><tr><td colspan="2"><div class="aui-message aui-message-warning"><p class="message"><span class="icon-in-pdf"></span> No details. </p><a class="jira-link" href="https://j.example/x?a=1&amp;src=confmacro">View these issues</a></div></td></tr></tbody></table></div>',
      '[Jira: No details.] [View these issues](https://j.example/x?a=1)',
      'lost-at-source',
    ],
    [
      'an error in a line',
      '<p>see <span class="jim-error-message"><span class="aui-icon icon-error">Jira</span> No server.</span></p>',
      'see [Jira: No server.]',
      'lost-at-source',
    ],
  ])('%s', (_name, html, expected, outcome) => {
    const { markdown, macros } = convert(html);
    expect(markdown).toBe(expected);
    expect(macros.map((macro) => macro.outcome)).toEqual(outcome.split(' '));
  });
});
