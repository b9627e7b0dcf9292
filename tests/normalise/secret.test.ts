import { describe, expect, it } from 'vitest';
import { convert } from './convert.ts';

describe('access tokens in addresses', () => {
  it.each([
    [
      '<p><img src="https://media.example.com/file/1/binary?token=eyJhbGciOiJI.x.y&amp;width=8" alt="plan"></p>',
      'https://media.example.com/file/1/binary?width=8',
    ],
    [
      '<p><a href="https://ci.example.com/badge?jwt=abc#top">plan</a></p>',
      'https://ci.example.com/badge#top',
    ],
  ])('never reach the Markdown or the links: %s', (html, address) => {
    const { markdown, links, diagnostics } = convert(html);
    expect(markdown).toContain(`(${address})`);
    expect(links.map(({ href }) => href)).toEqual([address]);
    expect(diagnostics).toEqual(['secret-removed']);
  });

  it('leave other addresses alone', () => {
    const { markdown, diagnostics } = convert(
      '<p><a href="https://example.com/?tokens=3">plan</a></p>',
    );
    expect(markdown).toBe('[plan](https://example.com/?tokens=3)');
    expect(diagnostics).toEqual([]);
  });
});
