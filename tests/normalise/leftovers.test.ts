import { describe, expect, it } from 'vitest';
import { convert, markdownOf } from './convert.ts';

describe('storage markup that leaked', () => {
  it.each([
    [
      'a panel of the new editor, its fallback left out',
      '<ac:adf-extension><ac:adf-node type="panel"><ac:adf-attribute key="panel-type">note</ac:adf-attribute><ac:adf-content><p>a</p></ac:adf-content></ac:adf-node><ac:adf-fallback><div class="panel"><div class="panelContent"><p>a</p></div></div></ac:adf-fallback></ac:adf-extension>',
      '> [!WARNING]\n> a',
    ],
    [
      'a box',
      '<ac:structured-macro ac:name="warning"><ac:parameter ac:name="title">T</ac:parameter><ac:rich-text-body><p>a</p></ac:rich-text-body></ac:structured-macro>',
      '> [!CAUTION]\n> **T**\n>\n> a',
    ],
    [
      'code',
      '<ac:structured-macro ac:name="code"><ac:parameter ac:name="language">c</ac:parameter><ac:plain-text-body><![CDATA[if (a > b)\n  x->y]]></ac:plain-text-body></ac:structured-macro>',
      '```c\nif (a > b)\n  x->y\n```',
    ],
    [
      'a status',
      '<p><ac:structured-macro ac:name="status"><ac:parameter ac:name="title">OPEN</ac:parameter></ac:structured-macro></p>',
      '`OPEN`',
    ],
    [
      'a macro that is not known',
      '<ac:structured-macro ac:name="x"><ac:parameter ac:name="y">1</ac:parameter><ac:rich-text-body><p>a</p></ac:rich-text-body></ac:structured-macro>',
      'a',
    ],
    [
      'links',
      '<p><ac:link><ri:page ri:content-title="Elm"></ri:page></ac:link> <ac:link><ri:page ri:content-title="Elm"></ri:page><ac:plain-text-link-body><![CDATA[an elm]]></ac:plain-text-link-body></ac:link></p>',
      '[Elm](page:title/key/elm) [an elm](page:title/key/elm)',
    ],
    [
      'an image and an emoticon',
      '<p><ac:image><ri:attachment ri:filename="a.png"></ri:attachment></ac:image> <ac:emoticon ac:name="tick"></ac:emoticon></p>',
      '![a.png](attachment:name/100/a.png) ✅',
    ],
    [
      'tasks',
      '<ac:task-list><ac:task><ac:task-id>3</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>sow</ac:task-body></ac:task></ac:task-list>',
      '- [x] sow',
    ],
  ])('%s', (_name, html, expected) => {
    const { markdown, diagnostics } = convert(html);
    expect(markdown).toBe(expected);
    expect(new Set(diagnostics)).toEqual(new Set(['export-leftover']));
  });
});

describe('variables of templates', () => {
  it('go, and are reported', () => {
    const { markdown, diagnostics } = convert(
      '<p>a <a class="aui-button" href="$itemRenderedUrl">$itemLabel</a> $!{itemLabel} b</p>',
    );
    expect([markdown, diagnostics]).toEqual(['a b', ['export-leftover', 'export-leftover']]);
  });

  it('stay in code, and where they are an author’s own', () => {
    expect(markdownOf('<p><code>$itemLabel</code> ${name} costs $5, $itemLabels too</p>')).toBe(
      '`$itemLabel` ${name} costs $5, $itemLabels too',
    );
  });
});
