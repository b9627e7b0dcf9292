/** Absurd input takes the time of its length: what grew with its square took many seconds here. */
import { describe, expect, it } from 'vitest';
import { markdownOf } from '../normalise/convert.ts';

const SIZE = 100_000;

const delimiters = [
  '*',
  '_',
  '~',
  '`',
  '[',
  ']',
  '|',
  '\\',
  '!',
  '*a ',
  '_a ',
  'a* *b ',
  '](',
  ' **a',
];

/** Generous: machines are busy, and the square of the size would still be far more. */
const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

describe('absurd input', () => {
  it('of 120,000 rows overflows no stack', () => {
    const rows = '<tr><td>a</td></tr>'.repeat(120_000);
    const table = `<table class="confluenceTable"><tr><th>h</th></tr>${rows}</table>`;
    expect(markdownOf(table)).toHaveLength('| h |\n| --- |'.length + 120_000 * '\n| a |'.length);
  }, 60_000);

  it.each(delimiters)('of nothing but %j', (text) => {
    const words = text.repeat(SIZE / text.length);
    expect(seconds(() => markdownOf(`<p>${words}</p>`))).toBeLessThan(5);
    const row = `<table><tr><td>${words}</td><td>b</td></tr></table>`;
    expect(seconds(() => markdownOf(row))).toBeLessThan(5);
  });

  it.each([
    ['lines that look like rules', `<p>${'---<br>'.repeat(20_000)}</p>`],
    ['rows', `<table>${'<tr><td>a*</td><td>b|c</td></tr>'.repeat(5000)}</table>`],
    [
      'rows of code',
      `<table>${'<tr><td>a</td><td><pre>b\nc</pre></td></tr>'.repeat(5000)}</table>`,
    ],
    ['links', `<p>${'<a href="https://a.example/b_c">d *e</a> '.repeat(10_000)}</p>`],
    [
      'links behind exclamation marks',
      `<p>${'!<a href="https://a.example/">b</a>'.repeat(10_000)}</p>`,
    ],
    ['spaces in code', `<pre>${' '.repeat(SIZE)}x</pre>`],
    ['quotations in quotations', `${'<blockquote>a'.repeat(400)}${'</blockquote>'.repeat(400)}`],
    ['lists in lists', `${'<ul><li>a'.repeat(500)}${'</li></ul>'.repeat(500)}`],
    ['tables in tables', '<table><tr><td>a</td><td>'.repeat(200)],
    [
      'blank lines of code',
      `<table><tr><td>a</td><td><pre>${' \n'.repeat(50_000)}x</pre></td></tr></table>`,
    ],
  ])('of %s', (_what, html) => {
    expect(seconds(() => markdownOf(html))).toBeLessThan(10);
  });
});
