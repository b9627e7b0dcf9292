/** Small forms that readers of real exports stumbled on. */
import { describe, expect, it } from 'vitest';
import { markdownOf } from './convert.ts';

describe('what surrounds the words', () => {
  it.each([
    [
      'a coloured box around a heading alone only decorates it',
      '<div class="panel"><div class="panelContent"><h3>What went well</h3></div></div><ul><li>Tides</li></ul>',
      '## What went well\n\n- Tides',
    ],
    [
      'neighbouring files stand apart',
      '<p><a class="confluence-embedded-file" href="attachments/100/1.pdf" data-linked-resource-id="1" data-linked-resource-default-alias="a.pdf"><img src="x"></a><a class="confluence-embedded-file" href="attachments/100/2.pdf" data-linked-resource-id="2" data-linked-resource-default-alias="b.pdf"><img src="y"></a></p>',
      '[a.pdf](attachment:id/1) [b.pdf](attachment:id/2)',
    ],
    [
      'the icon of another site leaves its word',
      '<table><tr><td><img src="http://jira.example.com/images/icons/bug.gif" alt="Bug"></td><td>T-1</td></tr><tr><td>x</td><td>y</td></tr></table>',
      '| | |\n| --- | --- |\n| Bug | T-1 |\n| x | y |',
    ],
    [
      'an icon’s word that stands beside it is not said twice',
      '<p><img src="http://jira.example.com/images/icons/status_closed.gif" alt="Closed">\n Closed, <img src="http://jira.example.com/images/icons/p.gif" alt="Major"> <b>Majority</b></p>',
      'Closed, Major **Majority**',
    ],
    [
      'bold words parted by a space are bold as one',
      '<p><strong>A →</strong> <strong>B</strong> <em>c</em> <em>d</em> <code>e</code> <code>f</code></p>',
      '**A → B** _c d_ `e` `f`',
    ],
    [
      'a heading is bold throughout',
      '<h2><b>New <i><b>Members</b></i></b> : 5 <a href="https://a.example/"><b>minutes</b></a></h2>',
      '## New _Members_ : 5 [minutes](https://a.example/)',
    ],
    [
      'a bullet in a bullet says nothing',
      '<ul><li><ul><li>Tides</li><li>Winds</li></ul></li></ul>',
      '- Tides\n- Winds',
    ],
    [
      'an item that only indents a list belongs to the item before it',
      '<ol><li>Tides</li><li style="list-style-type: none"><ol><li>Spring</li><li>Neap</li></ol></li><li>Winds</li></ol>',
      '1. Tides\n   1. Spring\n   2. Neap\n2. Winds',
    ],
    [
      'a numbered list in the first of several items keeps its place',
      '<ol><li><ol><li>Spring</li><li>Neap</li></ol></li><li>Winds</li></ol>',
      '1. 1. Spring\n   2. Neap\n2. Winds',
    ],
    [
      'a number for a whole list says nothing',
      '<ol><li><ul><li>Tides</li><li>Winds</li></ul></li></ol>',
      '- Tides\n- Winds',
    ],
    [
      'bold words keep their mark over a list',
      '<ul><li><b>Why?</b><ul><li>Tides</li></ul></li></ul>',
      '- **Why?**\n  - Tides',
    ],
    [
      'a list at a list’s start is that list',
      '<ul><ul><li>Tides</li></ul><li>Winds</li></ul>',
      '- Tides\n- Winds',
    ],
    [
      'a table follows the marker of its box after a line',
      '<div class="confluence-information-macro confluence-information-macro-tip"><div class="confluence-information-macro-body"><table><tr><th>a</th></tr><tr><td>b</td></tr></table></div></div>',
      '> [!TIP]\n>\n> | a |\n> | --- |\n> | b |',
    ],
  ])('%s', (_what, html, markdown) => {
    expect(markdownOf(html)).toBe(markdown);
  });

  it('keeps an absurd table small: its merged cells are not repeated', () => {
    const rows = '<tr><td rowspan="1000" colspan="1000">twenty words</td></tr>'.repeat(300);
    expect(markdownOf(`<table>${rows}</table>`).length).toBeLessThan(50_000);
  });

  it('numbers long lists in time that grows with them', () => {
    const items = '<li>x</li>'.repeat(20_000);
    expect(markdownOf(`<ol>${items}</ol>`).endsWith('\n20000. x')).toBe(true);
  });
});
