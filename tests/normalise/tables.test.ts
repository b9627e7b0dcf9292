import { describe, expect, it } from 'vitest';
import { convert, markdownOf } from './convert.ts';

const table = (...rows: readonly string[]): string =>
  `<div class="table-wrap"><table class="confluenceTable"><tbody>${rows.map((row) => `<tr>${row}</tr>`).join('')}</tbody></table></div>`;

describe('tables', () => {
  it.each([
    [
      'a header row in the body',
      table('<th>A</th><th>B</th>', '<td>1</td><td>2</td>'),
      '| A | B |\n| --- | --- |\n| 1 | 2 |',
    ],
    [
      'thead',
      '<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
      '| A |\n| --- |\n| 1 |',
    ],
    [
      'no header',
      table('<td>1</td><td>2</td>', '<td>3</td><td>4</td>'),
      '|  |  |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |',
    ],
    [
      'a bold first row is the header',
      table('<td><strong>A</strong></td><td><h4>B</h4></td>', '<td>1</td><td>2</td>'),
      '| A | B |\n| --- | --- |\n| 1 | 2 |',
    ],
    [
      'row headers',
      table('<th>A</th><td>1</td>', '<th>B</th><td>2</td>'),
      '|  |  |\n| --- | --- |\n| A | 1 |\n| B | 2 |',
    ],
    [
      'merged cells repeat',
      table(
        '<th>A</th><th>B</th><th>C</th>',
        '<td rowspan="2">1</td><td colspan="2">2</td>',
        '<td>3</td><td>4</td>',
      ),
      '| A | B | C |\n| --- | --- | --- |\n| 1 | 2 | 2 |\n| 1 | 3 | 4 |',
    ],
    [
      'a span past the end',
      table('<th>A</th><th>B</th>', '<td rowspan="9">1</td><td>2</td>'),
      '| A | B |\n| --- | --- |\n| 1 | 2 |',
    ],
    [
      'empty cells and short rows',
      table('<th>A</th><th>B</th>', '<td/>', ''),
      '| A | B |\n| --- | --- |\n|  |  |',
    ],
    [
      'paragraphs and breaks in a cell',
      table('<th>A</th>', '<td><p>a</p><p>b<br/></p><p> </p></td>'),
      '| A |\n| --- |\n| a<br>b |',
    ],
    [
      'a simple list in a cell',
      table('<th>A</th>', '<td>see<ul><li>a</li><li>b</li></ul></td>'),
      '| A |\n| --- |\n| see<br>- a<br>- b |',
    ],
    [
      'a pipe in a cell',
      table('<th>A</th>', '<td>a|b <code>c|d</code></td>'),
      '| A |\n| --- |\n| a\\|b `c\\|d` |',
    ],
    [
      'a caption',
      '<table><caption>Trees</caption><tr><th>A</th></tr><tr><td>1</td></tr></table>',
      '_Trees_\n\n| A |\n| --- |\n| 1 |',
    ],
    [
      'a first row that is bold but for one cell',
      table(
        '<td><p>ID</p></td><td><b>Task</b></td><td><b>Owner</b></td>',
        '<td>1</td><td><b>a</b></td><td>b</td>',
      ),
      '| ID | Task | Owner |\n| --- | --- | --- |\n| 1 | **a** | b |',
    ],
    [
      'several rows that are bold but for one cell',
      table(
        '<td>1</td><td><b>a</b></td><td><b>b</b></td>',
        '<td>2</td><td><b>c</b></td><th>d</th>',
      ),
      '|  |  |  |\n| --- | --- | --- |\n| 1 | **a** | **b** |\n| 2 | **c** | d |',
    ],
    [
      'a bold word in a table of two columns is no header',
      table('<td>1</td><td><b>a</b></td>', '<td>2</td><td>b</td>'),
      '|  |  |\n| --- | --- |\n| 1 | **a** |\n| 2 | b |',
    ],
    ['a single cell is a box', table('<td><p>a</p><ul><li>b</li></ul></td>'), 'a\n\n- b'],
    [
      'a template’s table',
      '<table><tr><td>a<table class="confluenceTable"><tr><th>X</th></tr><tr><td>1</td></tr></table></td><td>b</td></tr></table>',
      'a\n\n| X |\n| --- |\n| 1 |\n\nb',
    ],
  ])('%s', (_name, html, expected) => {
    expect(markdownOf(html)).toBe(expected);
  });

  it('writes what no pipe table can hold as HTML without attributes', () => {
    const html = table(
      '<th>A</th><th>B</th>',
      '<td colspan="2"><div class="code panel"><div class="codeHeader"><b>T &lt;1&gt;</b></div><pre>x\n\n&lt;y&gt;</pre></div><p style="color: red">a <a class="x" href="https://a.example/?a=1&amp;b">l</a></p></td>',
    );
    expect(markdownOf(html)).toBe(
      '<table>\n<tr><th>A</th><th>B</th></tr>\n<tr><td colspan="2"><p><strong>T &lt;1&gt;</strong></p><pre>x\n&#10;&lt;y&gt;</pre><p>a <a href="https://a.example/?a=1&amp;b">l</a></p></td></tr>\n</table>',
    );
  });

  it('keeps nested lists and tables in cells as HTML', () => {
    expect(markdownOf(table('<th>A</th>', '<td><ul><li>a<ul><li>b</li></ul></li></ul></td>'))).toBe(
      '<table>\n<tr><th>A</th></tr>\n<tr><td><ul><li>a<ul><li>b</li></ul></li></ul></td></tr>\n</table>',
    );
  });

  it('keeps page properties as their table', () => {
    const { markdown, macros } = convert(
      `<div class='plugin-tabmeta-details'>${table('<th>Date</th><td><time datetime="2020-02-01" class="date-past">01 Feb 2020</time></td>', '<th>State</th><td><span class="status-macro aui-lozenge">OPEN</span></td>')}</div>`,
    );
    expect(markdown).toBe('|  |  |\n| --- | --- |\n| Date | 01 Feb 2020 |\n| State | `OPEN` |');
    expect(macros.map(({ name }) => name)).toEqual(['page-properties', 'status']);
  });
});
