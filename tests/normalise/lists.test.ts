import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/normalise/index.ts';
import { textOf } from '../../src/normalise/build.ts';
import { parseFragment } from '../../src/reader/parse.ts';
import { convert, FACTS, markdownOf } from './convert.ts';

describe('lists', () => {
  it.each([
    [
      'nested',
      '<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ul>',
      '- a\n  - b\n    1. c\n- d',
    ],
    [
      'a list directly in a list',
      '<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>',
      '- a\n  - b\n- c',
    ],
    [
      'a paragraph in each item',
      '<ul><li><p>a</p></li><li><p>b</p><ul><li><p>c</p></li></ul></li></ul>',
      '- a\n- b\n  - c',
    ],
    [
      'two paragraphs in an item',
      '<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>',
      '- a\n\n  b\n\n- c',
    ],
    ['a start', '<ol start="4"><li>a</li><li>b</li></ol>', '4. a\n5. b'],
    // Behind text only a list that starts at 1 is one at once (CommonMark, “List items”).
    ['a start below an item', '<ul><li>a<ol start="3"><li>b</li></ol></li></ul>', '- a\n\n  3. b'],
    [
      'one list for each item, as 1.x wrote them',
      '<ul class="star"><li>a</li></ul>\n<ul class="star"><li>b</li></ul>',
      '- a\n- b',
    ],
    [
      'numbered lists in a row start anew',
      '<ol><li>a</li></ol><ol><li>b</li></ol>',
      '1. a\n\n1) b',
    ],
    [
      'code in an item',
      '<ol><li>run<pre>a\n\nb</pre></li><li>end</li></ol>',
      '1. run\n\n   ```\n   a\n\n   b\n   ```\n\n2. end',
    ],
    [
      'a table in an item',
      '<ul><li>see<table><tr><th>A</th></tr><tr><td>1</td></tr></table></li></ul>',
      '- see\n\n  | A |\n  | --- |\n  | 1 |',
    ],
    [
      'lines that look like items',
      '<ul><li>why<br>- because<br>1. first</li></ul>',
      '- why  \n  \\- because  \n  1\\. first',
    ],
    ['a rule as an item', '<ul><li><hr></li></ul>', '- ___'],
    [
      'headings as items',
      '<ul><li><h3>a</h3></li><li><h3>b</h3></li><li>c<ul><li><h3>d</h3></li></ul></li><li>e</li></ul>',
      '- ## a\n\n- ## b\n\n- c\n\n  - ## d\n\n- e',
    ],
    [
      'code as an item',
      '<ol><li>a</li><li><pre>b</pre></li><li>c</li></ol>',
      '1. a\n\n2. ```\n   b\n   ```\n\n3. c',
    ],
    ['an empty item', '<ul><li>a</li><li><br></li></ul>', '- a'],
  ])('%s', (_name, html, expected) => {
    expect(markdownOf(html)).toBe(expected);
  });

  it('writes tasks, nested ones beside their parent included', () => {
    const html =
      '<ul class="inline-task-list"><li class="checked"><span class="placeholder-inline-tasks">sow</span></li><ul class="inline-task-list"><li>water</li></ul><li>reap</li><li><span>&nbsp;</span></li></ul>';
    const { markdown, macros } = convert(html);
    expect(markdown).toBe('- [x] sow\n  - [ ] water\n- [ ] reap');
    expect(macros.map(({ name }) => name)).toEqual(['task-list', 'task-list']);
  });

  it('keeps tasks apart from the plain list that follows', () => {
    const html =
      '<ul class="inline-task-list"><li>sow</li></ul><ul class="decision-list"><li>reap</li></ul>';
    expect(markdownOf(html)).toBe('- [ ] sow\n\n* reap');
  });

  it('takes tasks that a dump marks', () => {
    expect(markdownOf('<ul><li data-task="done">a</li><li data-task="open">b</li></ul>')).toBe(
      '- [x] a\n- [ ] b',
    );
  });

  it('writes definitions below their terms', () => {
    expect(
      markdownOf('<dl><dt>Oak</dt><dd>A tree.</dd><dt>Elm</dt><dd><p>Another.</p></dd></dl>'),
    ).toBe('**Oak**\n\nA tree.\n\n**Elm**\n\nAnother.');
  });
});

describe('paragraphs', () => {
  it.each([
    ['blocks inside a paragraph', '<p>a<ul><li>b</li></ul></p>', 'a\n\n- b'],
    ['two line breaks', '<p>a<br/><br/>b</p>', 'a\n\nb'],
    ['line break and forced newline', '<p>a<br/> b<br class="atl-forced-newline"/></p>', 'a  \nb'],
    [
      'a blank paragraph between loose links',
      '<a href="https://a.example/">a</a><p> </p><a href="https://b.example/">b</a>',
      '[a](https://a.example/)\n\n[b](https://b.example/)',
    ],
    ['special spaces', '<p>a\u00a0\u00a0 b\u200bc</p>', 'a bc'],
    ['a drawn rule', '<p>a</p><p>__________</p><p>b</p>', 'a\n\n---\n\nb'],
    ['a quotation', '<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
    [
      'layout',
      '<div class="contentLayout2"><div class="columnLayout two-equal"><div class="cell"><div class="innerCell"><p>a</p></div></div><div class="cell"><div class="innerCell"><p>b</p></div></div></div></div>',
      'a\n\nb',
    ],
    [
      'section and column',
      '<div class="sectionColumnWrapper"><div class="sectionMacro"><div class="columnMacro"><p>a</p></div><div class="columnMacro"><p>b</p></div></div></div>',
      'a\n\nb',
    ],
  ])('%s', (_name, html, expected) => {
    expect(markdownOf(html)).toBe(expected);
  });
});

describe('what stands in a list beside its items', () => {
  it.each([
    ['lines', '<ul>Tides<br>Winds</ul>', '- Tides  \n  Winds'],
    [
      'paragraphs behind an item',
      '<ol><li>a</li><p>one</p><p>two</p><li>b</li></ol>',
      '1. a\n\n   one\n\n   two\n\n2. b',
    ],
    [
      'lists behind an item',
      '<ul><li>a</li><ul><li>x</li></ul><ul><li>y</li></ul><li>b</li></ul>',
      '- a\n  - x\n  - y\n- b',
    ],
  ])('stays apart: %s', (_name, html, expected) => {
    expect(markdownOf(html)).toBe(expected);
  });

  it.each(['x<br>', '<p>x</p>', '<li><ul><li>x</li></ul></li>'])(
    'is read in time that grows with it: %s',
    (piece) => {
      const raw = parseFragment(`<ul><li>a</li>${piece.repeat(20_000)}</ul>`);
      const { body } = normalise(raw, FACTS);
      expect(textOf(body).replace(/\s/g, '')).toBe(`a${'x'.repeat(20_000)}`);
    },
    10_000,
  );
});

describe('headings', () => {
  it.each([
    [
      'shifted below the title when the body has h1',
      '<h1>A</h1><h2>B</h2><h6>C</h6>',
      '## A\n\n### B\n\n###### C',
    ],
    ['not shifted otherwise', '<h2>A</h2>', '## A'],
    [
      'that begin below are raised to the title, and keep their distances',
      '<h4>A</h4><h3>B</h3><h6>C</h6>',
      '### A\n\n## B\n\n##### C',
    ],
    ['blank', '<h2> <br/></h2><p>a</p>', 'a'],
    ['bold as a whole', '<h2><strong>A</strong></h2>', '## A'],
    ['with blocks', '<h2>A<ul><li>b</li></ul></h2>', '## A\n\n- b'],
    [
      'with a picture',
      '<h2>A<img src="attachments/1/2.png" alt="x"></h2>',
      '## A\n\n![x](attachment:id/2)',
    ],
    [
      'only a picture',
      '<h2><a href="https://a.example/"><img src="attachments/1/2.png"></a></h2>',
      '[![](attachment:id/2)](https://a.example/)',
    ],
  ])('%s', (_name, html, expected) => {
    expect(markdownOf(html)).toBe(expected);
  });
});
