import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/model/diagnostics.ts';
import { markdownBlocks } from '../../src/publish/markdown-blocks.ts';
import { relink } from '../../src/publish/relink.ts';
import type { ResolveLink } from '../../src/publish/symbolic-link.ts';
import { readMarkdown } from './markdown-tree.ts';

/** Targets with `gone` lead nowhere; the others to a path that tells what was asked. */
const resolve: ResolveLink = ({ target, fragment, isImage }) => {
  const name = target.replace(/[:/]/g, '-');
  const isGone = target.includes('gone');
  return {
    href: isGone ? null : `../${name}.md${fragment === null ? '' : `#${fragment}`}`,
    label: 'plan_1.png',
    title: target.includes('titled') ? 'Reef [a|b]' : null,
    attachmentId: target.startsWith('attachment:') ? 7 : null,
    diagnostic: isGone ? diagnostic(isImage ? 'image-missing' : 'link-broken', target) : null,
  };
};

const relinked = (markdown: string): string => relink(markdown, resolve).markdown;

describe('relink in Markdown', () => {
  it.each([
    ['a link', '[a](page:id/1)', '[a](../page-id-1.md)'],
    ['a fragment', '[a](page:id/1#Big%20knot)', '[a](../page-id-1.md#Big knot)'],
    ['a title', '[a](page:id/1 "to (b]")', '[a](../page-id-1.md "to (b]")'],
    ['an image', '![a](attachment:id/2)', '![a](../attachment-id-2.md)'],
    ['no link around it', '[]([x](page:id/3 "t")', '[]([x](../page-id-3.md "t")'],
    ['angle brackets', '[a](<page:id/1>)', '[a](../page-id-1.md)'],
    ['nested brackets', '[a [b] \\[c\\] `]`](page:id/1)', '[a [b] \\[c\\] `]`](../page-id-1.md)'],
    [
      'a link around a comment',
      '[<!-- ](attachment:id/2) -->](page:id/1)',
      '[<!-- ](attachment:id/2) -->](../page-id-1.md)',
    ],
    ['a short comment', 'a<!-->[b](page:id/1) -->', 'a<!-->[b](../page-id-1.md) -->'],
    [
      'an image in a link',
      '[![x](attachment:id/2)](page:id/1)',
      '[![x](../attachment-id-2.md)](../page-id-1.md)',
    ],
    [
      'table cells',
      '| a |\n| --- |\n| [b\\|c](page:id/1) ` | [d](page:id/2) |',
      '| a |\n| --- |\n| [b\\|c](../page-id-1.md) ` | [d](../page-id-2.md) |',
    ],
    [
      'other addresses',
      '[a](https://b.example/page:x) [c](#d)',
      '[a](https://b.example/page:x) [c](#d)',
    ],
    ['a broken link', 'see [the *plan*](page:id/gone) now', 'see the *plan* now'],
    ['a missing image', '![sail](attachment:id/gone)', '[missing image: sail]'],
    ['a missing image without text', '![](attachment:id/gone)', '[missing image: plan_1.png]'],
    [
      'missing images in a row',
      '![a](attachment:id/gone)![b](attachment:id/gone)(see b)',
      '[missing image: a] [missing image: b] (see b)',
    ],
    ['a missing image before a colon', '![a](attachment:id/gone): b', '[missing image: a] : b'],
    [
      'missing images side by side',
      '![a](attachment:gone)![b](attachment:gone)(c) ![](attachment:gone)[d](page:id/1)',
      '[missing image: a] [missing image: b] (c) [missing image: plan_1.png] [d](../page-id-1.md)',
    ],
    [
      'missing images side by side, one of them in a broken link',
      '[![a.docx](attachment:gone)](page:gone)![b](attachment:gone)',
      '[missing image: a.docx] [missing image: b]',
    ],
    [
      'a broken link around an image',
      '[![x](attachment:id/2)](page:gone)',
      '![x](../attachment-id-2.md)',
    ],
    [
      'a broken image in a link',
      '[![x](attachment:gone)](page:id/1)',
      '[[missing image: x]](../page-id-1.md)',
    ],
    [
      'the title in place of an address',
      '[https://wiki.example/x/a\\_b](page:id/titled)',
      '[Reef \\[a\\|b\\]](../page-id-titled.md)',
    ],
    [
      'a text of its own',
      '[see https://a.example](page:titled)',
      '[see https://a.example](../page-titled.md)',
    ],
    ['an escaped bracket', '\\[a](page:id/1)', '\\[a](page:id/1)'],
    ['no closing parenthesis', '[a](page:id/1', '[a](page:id/1'],
    ['text that looks like one', 'page:id/1 and (page:id/2)', 'page:id/1 and (page:id/2)'],
  ])('%s', (_, markdown, expected) => {
    expect(relinked(markdown)).toBe(expected);
  });

  it.each([
    ['a code span', '`[a](page:id/1)` and ``b`[c](page:id/2)``'],
    ['a fence', '```md\n[a](page:id/1)\n```'],
    ['a tilde fence with backticks', '~~~ a`b\n```\n[a](page:id/1)\n~~~'],
    ['a longer fence', '````\n```\n[a](page:id/1)\n````'],
    ['a fence in a list', '- x\n\n  ```\n  [a](page:id/1)\n  ```'],
    ['a fence in a quote', '> [!NOTE]\n> ```\n> [a](page:id/1)\n> ```'],
    ['a fence at an item', '1. ```\n   [a](page:id/1)\n   ```'],
    ['a comment', '<!-- [a](page:id/1) <a href="page:id/1"> -->'],
    ['a fence that never ends', '```\n\n[a](page:id/1)\n'],
  ])('leaves %s alone', (_, markdown) => {
    expect(relinked(markdown)).toBe(markdown);
    expect(readMarkdown(markdown).urls).toEqual([]);
  });

  it.each([
    ['after a fence', '```\nx\n```\n[a](page:id/1)'],
    ['after a fence that its quote ends', '> ```\n> x\n\n[a](page:id/1)'],
    ['after a lone backtick', 'x ` y [a](page:id/1) `` z'],
    ['in the next item after a lone backtick', '- x ` y\n- [a](page:id/1) ` z'],
    ['in the next paragraph after a lone backtick', 'x ` y\n\n[a](page:id/1) ` z'],
    ['after an autolink with a bracket', '<https://a.example/[> [a](page:id/1)'],
    ['behind raw inline HTML', '<u title="](page:id/9)">[a](page:id/1)</u>'],
    ['in details', '<details>\n<summary>s</summary>\n\n[a](page:id/1)\n\n</details>'],
    ['behind a comment line', '<!--THE END-->\n\n- [a](page:id/1)'],
    ['over two lines', '[a\nb](page:id/1)'],
  ])('finds a link %s', (_, markdown) => {
    expect(readMarkdown(relinked(markdown)).urls.at(-1)).toBe('../page-id-1.md');
  });
});

describe('relink in HTML', () => {
  it.each([
    [
      'a table',
      '<table>\n<tr><td><a class="x" href="page:id/1#k">a</a></td>\n<td><img alt=\'b\' src=\'attachment:id/2\'/></td></tr>\n</table>',
      '<table>\n<tr><td><a class="x" href="../page-id-1.md#k">a</a></td>\n<td><img alt=\'b\' src=\'../attachment-id-2.md\'/></td></tr>\n</table>',
    ],
    [
      'inline tags',
      'x <img src="attachment:id/2" width="5"> y',
      'x <img src="../attachment-id-2.md" width="5"> y',
    ],
    [
      'a broken link',
      '<td><a href="page:gone">a <b>c</b></a> <a href="#x">d</a></td>',
      '<td>a <b>c</b> <a href="#x">d</a></td>',
    ],
    [
      'a missing image',
      '<td><img src="attachment:gone" alt="R&amp;D"></td>',
      '<td>[missing image: R&amp;D]</td>',
    ],
    [
      'a missing image without text',
      '<td><img src="attachment:gone"></td>',
      '<td>[missing image: plan_1.png]</td>',
    ],
    ['no Markdown in it', '<td>[a](page:id/1)</td>', '<td>[a](page:id/1)</td>'],
    [
      'no fence in it',
      '<table>\n```\n<a href="page:id/1">x</a>\n</table>',
      '<table>\n```\n<a href="../page-id-1.md">x</a>\n</table>',
    ],
    [
      'text of pre',
      '<pre>\n\n<b>href="page:id/1"</b>\n</pre>\n\n[a](page:id/1)',
      '<pre>\n\n<b>href="page:id/1"</b>\n</pre>\n\n[a](../page-id-1.md)',
    ],
  ])('%s', (_, html, expected) => {
    expect(relinked(html)).toBe(expected);
  });
});

describe('relink', () => {
  it('reports each problem once, and the attachments it reached', () => {
    const found = relink(
      '[a](page:gone) [b](page:gone) ![](attachment:gone) ![c](attachment:x)',
      resolve,
    );
    expect(found.diagnostics.map(({ code }) => code)).toEqual(['link-broken', 'image-missing']);
    expect([...found.attachments]).toEqual([7]);
    expect([...relink('![](attachment:gone)', resolve).attachments]).toEqual([]);
  });

  it('takes 10,000 links, and hostile text, in linear time', () => {
    const cases = [
      '[a](page:id/1) '.repeat(10_000),
      '['.repeat(100_000),
      '[a]('.repeat(50_000),
      '![a](page:id/1 "'.repeat(20_000),
      Array.from({ length: 600 }, (_, length) => '`'.repeat(length + 1)).join(' page: '),
      '<a b="'.repeat(50_000),
      '<a b=\'"'.repeat(50_000),
      '<!--'.repeat(50_000),
      'x <!--'.repeat(50_000),
      '> '.repeat(100_000),
      '- '.repeat(100_000),
      '~'.repeat(100_000),
      `[${' '.repeat(100_000)}](${' '.repeat(100_000)}`,
      '<page:'.repeat(50_000),
      `${'['.repeat(5000)}${'](page:gone)'.repeat(5000)}`,
      `a${'<!-- '.repeat(50_000)}`,
    ];
    for (const text of cases) {
      // Worse than linear time would run into the test's own time limit.
      relink(`page: ${text}`, resolve);
      relink(`page:\n\n${text}`, resolve);
    }
    expect(relinked(cases[0] ?? '').split('../page-id-1.md')).toHaveLength(10_001);
  });

  // A tag alone on its line would begin an HTML block of kind 7, which the writer never writes.
  const token = fc.constantFrom(
    '[', ']', '](page:id/1)', '![', '](attachment:id/2)', '(', ')', '`', '``', '\n', '\n\n', ' ',
    '\\', '*', 'word', '> ', '- ', '```\n', '~~~\n', 'a<b>', '<', '>', '"', '[x](page:id/3 "t")',
    'a<a href="page:id/4">', 'a</a>', '\n<table>\n', '</table>\n', '# ', '<!-- ', ' -->',
  ); // prettier-ignore

  it('blocks joined are the text', () => {
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        const text = tokens.join('');
        expect([...markdownBlocks(text)].map((block) => block.text).join('')).toBe(text);
      }),
    );
  });

  it('leaves no symbolic link that a parser sees, and no code changed', () => {
    fc.assert(
      fc.property(fc.array(token, { maxLength: 14 }), (tokens) => {
        const text = tokens.join('');
        const before = readMarkdown(text);
        const after = readMarkdown(relinked(text));
        expect(after.urls.filter((url) => /^(?:page|attachment):/.test(url))).toEqual([]);
        expect(after.code).toEqual(before.code);
        expect(after.urls.length).toBe(before.urls.length);
      }),
      { numRuns: 3000 },
    );
  });
});
