/** Which rules an element meets. */
import { Element } from 'domhandler';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/normalise/index.ts';
import { indexRules } from '../../src/normalise/selector.ts';

const rule = (name: string, ...matches: string[]): { name: string; matches: string[] } => ({
  name,
  matches,
});

const found = (
  rules: readonly ReturnType<typeof rule>[],
  tag: string,
  attribs: Record<string, string> = {},
): string[] =>
  indexRules(rules)
    .find(new Element(tag, attribs))
    .map(({ name }) => name);

describe('a selector', () => {
  it.each<[selector: string, tag: string, attribs: Record<string, string>, isMatch: boolean]>([
    ['p', 'p', {}, true],
    ['p', 'pre', {}, false],
    ['*', 'anything', { class: 'x' }, true],
    ['ac:*', 'ac:link', {}, true],
    ['ac:*', 'ac', {}, false],
    ['ac:*', 'sac:link', {}, false],
    ['.toc', 'div', { class: 'wide toc\nleft' }, true],
    ['.toc', 'div', { class: 'toc-macro' }, false],
    ['.toc', 'div', {}, false],
    ['div.code', 'span', { class: 'code' }, false],
    ['div.hidden.parameters', 'div', { class: 'parameters hidden' }, true],
    ['div.hidden.parameters', 'div', { class: 'hidden' }, false],
    ['a[href]', 'a', { href: '' }, true],
    ['a[href]', 'a', { name: 'x' }, false],
    ['a[rel=tag]', 'a', { rel: 'tag' }, true],
    ['a[rel=tag]', 'a', { rel: 'tags' }, false],
    ['img[src^=icons/]', 'img', { src: 'icons/a.gif' }, true],
    ['img[src^=icons/]', 'img', { src: 'x/icons/a.gif' }, false],
    ['img[src*=icons/]', 'img', { src: 'x/icons/a.gif' }, true],
  ])('%s on <%s %o>: %s', (selector, tag, attribs, isMatch) => {
    expect(found([rule('it', selector)], tag, attribs)).toEqual(isMatch ? ['it'] : []);
  });

  it('has no other form', () => {
    expect(() => indexRules([rule('it', 'ul > li')])).toThrow('not a selector');
  });
});

describe('an index of rules', () => {
  const rules = [
    rule('every', '*'),
    rule('picture', 'img[src*=x]', 'img.x'),
    rule('classed', '.x'),
    rule('named', 'img'),
  ];

  it('keeps the order of the table', () => {
    expect(found(rules, 'img', { class: 'y x' })).toEqual(['every', 'picture', 'classed', 'named']);
  });

  it('asks each element for its attributes, though name and class are those of another', () => {
    const index = indexRules(rules);
    const namesFor = (src: string): string[] =>
      index.find(new Element('img', { src })).map(({ name }) => name);
    expect(namesFor('x.png')).toEqual(['every', 'picture', 'named']);
    expect(namesFor('y.png')).toEqual(['every', 'named']);
    expect(namesFor('x.png')).toEqual(['every', 'picture', 'named']);
  });

  it('finds the same after any number of other classes', () => {
    const index = indexRules(RULES);
    const names = (): string[] =>
      index.find(new Element('div', { class: 'code panel' })).map(({ name }) => name);
    const before = names();
    for (let at = 0; at < 12_000; at += 1)
      index.find(new Element('p', { class: `c${String(at)}` }));
    expect(before).toEqual(['code', 'panel', 'container']);
    expect(names()).toEqual(before);
  });
});
