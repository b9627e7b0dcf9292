import { describe, expect, it } from 'vitest';
import { convert, markdownOf } from './convert.ts';

const fence = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``;

describe('code blocks of each generation', () => {
  it.each([
    [
      '2.x, coloured by spans',
      '<div class="code"><div class="codeContent">\n<pre class="code-xml"><span class="code-tag">&lt;tree&gt;</span>\n  &lt;leaf/&gt;\n</pre></div></div>',
      fence('xml', '<tree>\n  <leaf/>'),
    ],
    [
      '4.x, language in the class',
      '<div class="code panel"><div class="codeContent panelContent"><pre class="theme: Confluence; brush: bash; gutter: false">ls -l\n\n  cd ..</pre></div></div>',
      fence('bash', 'ls -l\n\n  cd ..'),
    ],
    [
      '5.x and later, language in an attribute',
      '<div class="code panel pdl"><div class="codeContent panelContent pdl"><pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="brush: py; gutter: false; theme: Confluence">a = 1</pre></div></div>',
      fence('python', 'a = 1'),
    ],
    [
      'the default brush is no language',
      '<div class="code panel pdl"><div class="codeContent"><pre data-syntaxhighlighter-params="brush: java; gutter: false">curl example.org</pre></div></div>',
      fence('', 'curl example.org'),
    ],
    [
      '2.x, the default where it found words of Java',
      '<div class="code"><div class="codeContent"><pre class="code-java"><span class="code-keyword">return</span> oak;</pre></div></div>',
      fence('java', 'return oak;'),
    ],
    [
      '2.x, the default where it found none',
      '<div class="code"><div class="codeContent"><pre class="code-java">svn up https:<span class="code-comment">//svn.example.org</span></pre></div></div>',
      fence('', 'svn up https://svn.example.org'),
    ],
    ['a page’s own class', '<pre class="language-java">a</pre>', fence('java', 'a')],
    [
      'title and collapse',
      '<div class="code panel pdl"><div class="codeHeader panelHeader"><b class="code-title">Start *it*</b><span class="collapse-source expand-control"><span class="expand-control-text">Expand source</span></span></div><div class="codeContent"><pre data-syntaxhighlighter-params="brush: sql; collapse: true">select 1</pre></div></div>',
      `**Start \\*it\\***\n\n${fence('sql', 'select 1')}`,
    ],
    [
      'noformat',
      '<div class="preformatted panel"><div class="preformattedContent panelContent"><pre>a  b\n\tc</pre></div></div>',
      fence('', 'a  b\n\tc'),
    ],
    ['plain pre with line breaks as elements', '<pre>one<br>two</pre>', fence('', 'one\ntwo')],
    ['a fence longer than those inside', '<pre>```\nx\n```</pre>', '````\n```\nx\n```\n````'],
  ])('%s', (_name, html, expected) => {
    expect(markdownOf(html)).toBe(expected);
  });

  it('writes no-break spaces of Confluence 1 as spaces, and keeps them elsewhere', () => {
    const html =
      '<div class="code"><div class="codeContent"><pre>if&#160;x&#10;&#160;y</pre></div></div>';
    expect(markdownOf(html, { profile: 'confluence-1' })).toBe(fence('', 'if x\n y'));
    expect(markdownOf(html)).toBe(fence('', 'if\u00a0x\n\u00a0y'));
  });

  it('names the macros', () => {
    const html = '<div class="code"><pre>x</pre></div><div class="preformatted"><pre>y</pre></div>';
    expect(convert(html).macros.map(({ name }) => name)).toEqual(['code', 'noformat']);
  });
});

describe('inline code', () => {
  it.each([
    ['<p><code>a_b*c</code></p>', '`a_b*c`'],
    ['<p><tt>a`b</tt></p>', '``a`b``'],
    [
      '<p><code>see <a href="https://example.org/">x</a></code></p>',
      '`see` [`x`](https://example.org/)',
    ],
    ['<p><code><strong>a</strong></code></p>', '`a`'],
  ])('%s', (html, expected) => {
    expect(markdownOf(html)).toBe(expected);
  });
});
