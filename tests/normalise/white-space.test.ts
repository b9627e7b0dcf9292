/** White space outside code. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, isBlank } from '../../src/normalise/white-space.ts';
import { convert } from './convert.ts';

/** Every character that the policy names, and some that it does not. */
const CHARACTERS = (
  ' |\t|\n|\v|\f|\r|\u00a0|\u1680|\u2000|\u2005|\u200a|\u2028|\u2029|\u202f|\u205f|\u3000|' +
  '\u00ad|\u200b|\u2060|\ufeff|\u200c|\u200d|\0|a|é|中|.|\u007f'
).split('|');

const texts = fc
  .array(fc.constantFrom(...CHARACTERS), { maxLength: 12 })
  .map((parts) => parts.join(''));

describe('white space', () => {
  it('is one ordinary space wherever there was any, and what nobody sees is gone', () => {
    const visible = (text: string): string => text.replace(/[\u00ad\u200b\u2060\ufeff]/g, '');
    fc.assert(
      fc.property(texts, (text) => {
        expect(cleanText(text)).toBe(visible(text).replace(/\s+/g, ' '));
      }),
      { numRuns: 2000 },
    );
  });

  it('is all there is of a blank text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(isBlank(text)).toBe(!/\S/.test(text));
      }),
      { numRuns: 2000 },
    );
  });
});

/** Markup whose words a rule takes from an attribute, or from what HTML holds for a comment. */
const WORDS: readonly (readonly [from: string, html: (words: string) => string])[] = [
  ['a card', (words) => `<a href="http://x/${words}" data-card-appearance="inline"></a>`],
  ['an emoji', (words) => `<img class="emoticon" data-emoji-fallback="${words}">`],
  ['an emoticon', (words) => `<img class="emoticon" src="x/q.png" alt="${words}">`],
  ['a Jira key', (words) => `<span class="jira-issue" data-jira-key="${words}"></span>`],
  [
    'a file shown',
    (words) =>
      `<a class="confluence-embedded-file" href="a/b.pdf" data-linked-resource-default-alias="${words}"><img src="x.png"></a>`,
  ],
  [
    'the file of a view',
    (words) =>
      `<a class="confluence-embedded-file" href="a/${encodeURIComponent(words)}.pdf"><img src="x.png"></a>`,
  ],
  ['a time', (words) => `<time datetime="${words}"></time>`],
  ['a macro that failed', (words) => `<img class="transform-error" data-macro-name="${words}">`],
  [
    'a macro of the editor',
    (words) => `<img class="editor-inline-macro" data-macro-name="${words}">`,
  ],
  ['an app', (words) => `<div class="ap-container" id="${words}"></div>`],
  ['an embedded page', (words) => `<iframe src="http://x/${words}"></iframe>`],
  ['an embedded film', (words) => `<embed src="http://x/${words}">`],
  ['a leaked emoticon', (words) => `<ac:emoticon ac:name="${words}"></ac:emoticon>`],
  ['a leaked emoji', (words) => `<ac:emoticon ac:emoji-fallback="${words}"></ac:emoticon>`],
  [
    'a leaked image',
    (words) => `<ac:image><ri:attachment ri:filename="${words}"></ri:attachment></ac:image>`,
  ],
  [
    'a leaked link',
    (words) => `<ac:link><ri:page ri:content-title="${words}"></ri:page></ac:link>`,
  ],
  ['a leaked text', (words) => `<ac:plain-text-body><![CDATA[${words}]]></ac:plain-text-body>`],
];

const ODD = ['a  b', 'a\n\nb', 'a\u00a0b', 'a\u200bb', 'a\u2028b', 'a\tb', '\n\nb'];

const AROUND: readonly ((html: string) => string)[] = [
  (html) => `<p>q ${html} r</p>`,
  (html) => `<h2>${html}</h2>`,
  (html) => `<ul><li>a ${html} b</li></ul>`,
  (html) =>
    `<table><tbody><tr><td rowspan="2">${html}</td><td>x</td></tr><tr><td>y</td></tr></tbody></table>`,
];

describe('white space in words that are no text of the page', () => {
  it.each(WORDS)('is that of the policy: %s', (_, html) => {
    for (const words of ODD) {
      for (const around of AROUND) {
        // `convert` throws where any text of the tree is not clean.
        const { markdown } = convert(around(html(words)), {}, 'html');
        const table = /<table[\s\S]*<\/table>/.exec(markdown)?.[0] ?? '';
        expect(table).not.toContain('\n\n');
      }
    }
  });

  it('stays as it is in code', () => {
    const body = '<ac:plain-text-body><![CDATA[a  b\n\n\tc]]></ac:plain-text-body>';
    const leaked = `<ac:structured-macro ac:name="code">${body}</ac:structured-macro>`;
    expect(convert(leaked).markdown).toContain('a  b\n\n\tc');
    expect(convert('<pre>a  b\n\n\tc</pre>').markdown).toContain('a  b\n\n\tc');
  });
});
