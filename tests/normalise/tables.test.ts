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
      '| | |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |',
    ],
    [
      'a bold first row is the header',
      table('<td><strong>A</strong></td><td><h4>B</h4></td>', '<td>1</td><td>2</td>'),
      '| A | B |\n| --- | --- |\n| 1 | 2 |',
    ],
    [
      'row headers',
      table('<th>A</th><td>1</td>', '<th>B</th><td>2</td>'),
      '| | |\n| --- | --- |\n| **A** | 1 |\n| **B** | 2 |',
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
      '| A | B |\n| --- | --- |\n| | |',
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
      'a header of two rows',
      table(
        '<th rowspan="2">A</th><th colspan="2">B</th>',
        '<th>C</th><th>D</th>',
        '<td>1</td><td>2</td><td>3</td>',
      ),
      '| A | B | B |\n| --- | --- | --- |\n| A | C | D |\n| 1 | 2 | 3 |',
    ],
    ['only a header', table('<th>A</th><th>B</th>'), '| A | B |\n| --- | --- |'],
    [
      'columns of 2.x and 3.x',
      '<table class="sectionMacro"><tbody><tr><td class="confluenceTd"><p>a</p></td><td class="confluenceTd"><p>b</p></td></tr></tbody></table>',
      'a\n\nb',
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
      '| | | |\n| --- | --- | --- |\n| 1 | **a** | **b** |\n| 2 | **c** | **d** |',
    ],
    [
      'a bold word in a table of two columns is no header',
      table('<td>1</td><td><b>a</b></td>', '<td>2</td><td>b</td>'),
      '| | |\n| --- | --- |\n| 1 | **a** |\n| 2 | b |',
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
      '<table>\n<thead>\n<tr><th>A</th><th>B</th></tr>\n</thead>\n<tbody>\n<tr><td colspan="2"><p><strong>T &lt;1&gt;</strong></p><pre>x&#10;\n&lt;y&gt;</pre><p>a <a href="https://a.example/?a=1&amp;b">l</a></p></td></tr>\n</tbody>\n</table>',
    );
  });

  it('has no bold in header cells of HTML', () => {
    expect(markdownOf(table('<th>A</th><td><pre>1\n2</pre></td>'))).toBe(
      '<table>\n<tr><th>A</th><td><pre>1\n2</pre></td></tr>\n</table>',
    );
  });

  it.each([
    [
      'items of a short nested list, set in',
      '<td>see<ul><li>a<ol><li>b<br>c</li></ol></li><li>- d</li></ul></td>',
      'see<br>- a<br>&nbsp;&nbsp;1. b<br>c<br>- - d',
    ],
    ['one line of code', '<td>run<pre>a  *b* | c</pre></td>', 'run<br>`a  *b* \\| c`'],
    ['code that begins and ends with a space', '<td>x<pre> a </pre></td>', 'x<br>`  a  `'],
    ['what would begin a block elsewhere', '<td><p># a</p><p>1. b</p></td>', '# a<br>1. b'],
    ['asterisks of two paragraphs', '<td><p>*a</p><p>b*</p></td>', '\\*a<br>b\\*'],
    ['asterisks that pair with nothing', '<td><p>a*</p><p>*</p></td>', 'a*<br>*'],
  ])('hold in a cell %s', (_name, cell, expected) => {
    expect(markdownOf(table('<th>A</th>', cell))).toBe(`| A |\n| --- |\n| ${expected} |`);
  });

  const items = '<li>a</li>'.repeat(11);

  it.each([
    ['a long list', `<ul>${items}</ul>`, `<ul>${items}</ul>`],
    [
      'a table in a cell',
      '<table><thead><tr><th>B</th></tr></thead><tr><td>1</td></tr><tr><td>2</td></tr></table>',
      '<table><thead><tr><th>B</th></tr></thead><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table>',
    ],
    [
      'code in which lines are blank or end in spaces',
      '<pre>\n\n\n a \n  \n\tb\n\n\nc</pre>',
      '<pre>&#10; a &#10;  &#10;&#9;b&#10;&#10;\nc</pre>',
    ],
    ['headings', '<h3>a</h3><pre>b\nc</pre>', '<p><strong>a</strong></p><pre>b\nc</pre>'],
  ])('are HTML for %s', (_name, cell, expected) => {
    expect(markdownOf(table('<th>A</th>', `<td>${cell}</td>`))).toBe(
      `<table>\n<thead>\n<tr><th>A</th></tr>\n</thead>\n<tbody>\n<tr><td>${expected}</td></tr>\n</tbody>\n</table>`,
    );
  });

  it('keep the head whole where a merged cell reaches below it', () => {
    const html = table(
      '<th rowspan="2">A</th><th>B</th>',
      '<th>C</th>',
      '<td>1</td><td><pre>x\ny</pre></td>',
    );
    expect(markdownOf(html)).toBe(
      '<table>\n<thead>\n<tr><th rowspan="2">A</th><th>B</th></tr>\n<tr><th>C</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td><td><pre>x\ny</pre></td></tr>\n</tbody>\n</table>',
    );
  });

  const asHtml = (html: string): string => markdownOf(html, {}, 'html');

  it.each([
    ['merged cells', '<td colspan="2">1</td>', '<td colspan="2">1</td>'],
    ['paragraphs', '<td><p>a</p><p>b</p></td><td/>', '<td><p>a</p><p>b</p></td><td></td>'],
    ['a list', '<td><ul><li>a</li></ul></td><td/>', '<td><ul><li>a</li></ul></td><td></td>'],
    ['code', '<td><pre>a</pre></td><td/>', '<td><pre>a</pre></td><td></td>'],
  ])('are HTML for %s, if one asks for it', (_name, row, expected) => {
    expect(asHtml(table('<th>A</th><th>B</th>', row))).toBe(
      `<table>\n<thead>\n<tr><th>A</th><th>B</th></tr>\n</thead>\n<tbody>\n<tr>${expected}</tr>\n</tbody>\n</table>`,
    );
  });

  it('stay pipe tables where nothing is repeated or flattened', () => {
    const html = table('<th>A</th><th>B</th>', '<td><p>a<br>b</p></td><td><h4>c</h4></td>');
    expect(asHtml(html)).toBe('| A | B |\n| --- | --- |\n| a<br>b | **c** |');
  });

  it('keeps page properties as their table', () => {
    const { markdown, macros } = convert(
      `<div class='plugin-tabmeta-details'>${table('<th>Date</th><td><time datetime="2020-02-01" class="date-past">01 Feb 2020</time></td>', '<th>State</th><td><span class="status-macro aui-lozenge">OPEN</span></td>')}</div>`,
    );
    expect(markdown).toBe(
      '| | |\n| --- | --- |\n| **Date** | 01 Feb 2020 |\n| **State** | `OPEN` |',
    );
    expect(macros.map(({ name }) => name)).toEqual(['page-properties', 'status']);
  });
});
