import { describe, expect, it } from 'vitest';
import { withLiteralTags } from '../../src/reader/literal-tags.ts';

describe('words in angle brackets', () => {
  it.each([
    ['http://<host>:<Port>/x', 'http://&lt;host>:&lt;Port>/x'],
    [
      '<p>the <field-validator name="a"> syntax</p>',
      '<p>the &lt;field-validator name="a"> syntax</p>',
    ],
    ['<pre><ww:property value="x"></pre>', '<pre>&lt;ww:property value="x"></pre>'],
    ['from <ada@example.org>', 'from &lt;ada@example.org>'],
    ['<b>a</b> <host>', '<b>a</b> &lt;host>'],
  ])('%s', (html, expected) => {
    expect(withLiteralTags(html)).toBe(expected);
  });

  it.each([
    '<p>a<br>b<o:p> <ac:link> c</p>',
    '<at>a</at> <AUI-spinner></aui-SPINNER>',
    '<!-- <host> --><script>"<host>"</script><style><host></style><svg><path d="M0"></svg>',
    '<p>a <b>c</b> 1 < 2</p><host-part></host-part><!-- <host>',
  ])('keeps %s', (html) => {
    expect(withLiteralTags(html)).toBe(html);
  });

  it('takes time that grows with the page', () => {
    const html = '<host><!-- <x>--><script></script>'.repeat(50_000);
    expect(withLiteralTags(html).length).toBe(html.length + 3 * 50_000);
  });
});
