import { describe, expect, it } from 'vitest';
import { outline } from '../../src/extract/outline.ts';
import { sectionsOf } from '../../src/extract/sections.ts';
import { blockText, readBlocks } from '../../src/extract/text.ts';
import type { Element } from '../../src/model/dom.ts';
import { builtInVocabulary } from '../../src/vocabulary/built-in.ts';
import { bodyOf } from './body.ts';

const LONG =
  'The group met every two weeks in the old customs house, and the attendance grew from nine to twenty-three people in June.';

const found = (html: string) =>
  outline(bodyOf(html), builtInVocabulary()).map(({ kind, level, heading, key }) => [
    kind,
    level,
    heading,
    key,
  ]);

const readBody = (body: Element) =>
  sectionsOf(outline(body, builtInVocabulary()), readBlocks(body.children), {
    slugOf: (heading) => `slug-${heading.name}`,
    render: (nodes) => `[${blockText(nodes)}]`,
    renderItem: (item) => `- ${blockText(item.children).split('\n')[0]}`,
  });

const read = (html: string) => readBody(bodyOf(html));

describe('outline', () => {
  it('keeps bold paragraphs and plain lines of pages with headings as text, unless they are known', () => {
    const html = `
      <h2>Harbour Special Interest Group (H-SIG)</h2><p><strong>Description</strong></p><p>${LONG}</p>
      <p><strong>Planned Work:</strong></p><ul><li>a</li></ul><p>Participant Diversity</p><p>${LONG}</p>
      <p>Tide tables</p><p>${LONG}</p>`;
    expect(found(html)).toEqual([
      ['real', 2, 'Harbour Special Interest Group (H-SIG)', 'group'],
      ['bold', 3, 'Planned Work:', 'planned-work'],
      ['plain', 3, 'Participant Diversity', 'participant-diversity'],
    ]);
  });

  it('takes bold paragraphs for headings where there are no others', () => {
    const html = `
      <p>${LONG}</p><p><strong>Tide tables</strong></p><p>${LONG}</p><p><em><strong>Piers</strong></em> :</p>
      <p><strong>Bold</strong> words begin this paragraph.</p><p><strong>This whole sentence is bold.</strong></p>
      <p><strong>Two<br>lines</strong></p><p><strong> </strong></p>`;
    expect(found(html)).toEqual([
      ['bold', 2, 'Tide tables', null],
      ['bold', 2, 'Piers :', null],
    ]);
  });

  it('finds the plain lines that stand as headings in a dump', () => {
    const html = `
      <p>Harbour Special Interest Group (H-SIG)</p><p>${LONG}</p>
      <p>Harbour wiki page : Harbour SIG</p>
      <p>Report Author(s)</p><p>Ada Example</p>
      <p>Harbour-SIG Overall Health</p><p>${LONG}</p>
      <p>Overall Activity in the last 6 months</p><ul><li>Tide presentation</li></ul>
      <p>Winter storms</p><p>${LONG}</p>
      <p>Topics include:</p><ul><li>Fog</li></ul>
      <p>Additional Information</p><p>Date Published:</p>`;
    expect(found(html).map(([kind, , heading, key]) => [kind, key ?? heading])).toEqual([
      ['plain', 'group'],
      ['plain', 'report-authors'],
      ['plain', 'health'],
      ['plain', 'activity'],
      ['plain', 'Winter storms'],
      ['plain', 'additional-information'],
      ['plain', 'date-published'],
    ]);
  });

  it('takes the first line under “Special Interest Group” or “Report Author(s)” for its value', () => {
    const html = `<h2>Special Interest Group</h2><p>Harbour Special Interest Group (H-SIG)</p>
      <h2>Working Group</h2><p><strong>Tide Working Group</strong></p>`;
    expect(found(html).map(([, , , key]) => key)).toEqual(['group', 'group']);
    const bold = `<p><strong>Report Author(s)</strong></p><p><strong>Ada Example</strong></p><p>${LONG}</p>`;
    expect(found(bold).map(([, , heading]) => heading)).toEqual(['Report Author(s)']);
  });

  it('has no empty headings, and none inside of other blocks', () => {
    expect(
      found('<h1><img src="x.png"></h1><ul><li><h3>Item</h3></li></ul><p>Short words</p>'),
    ).toEqual([]);
  });
});

describe('sections', () => {
  it('reads the tree with Markdown, text and items', () => {
    const html = `<p>Before all.</p><h2>Overall Activity</h2><p>First:</p>
      <ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul><h3>Piers &amp; Quays</h3><h2>Current Plans</h2>
      <table><tbody><tr><td><ol><li>d</li></ol></td></tr></tbody></table>`;
    expect(read(html)).toEqual([
      {
        position: 0,
        parent: null,
        level: 2,
        heading: 'Overall Activity',
        key: 'activity',
        anchor: 'slug-h2',
        markdown: '[First:\na\nb\nc]',
        text: 'First:\na\nb\nc',
        items: [
          { position: 0, depth: 0, text: 'a', markdown: '- a' },
          { position: 1, depth: 1, text: 'b', markdown: '- b' },
          { position: 2, depth: 0, text: 'c', markdown: '- c' },
        ],
      },
      {
        position: 1,
        parent: 0,
        level: 3,
        heading: 'Piers & Quays',
        key: 'piers-quays',
        anchor: 'slug-h3',
        markdown: '[]',
        text: '',
        items: [],
      },
      {
        position: 2,
        parent: null,
        level: 2,
        heading: 'Current Plans',
        key: 'planned-work',
        anchor: 'slug-h2',
        markdown: '[d]',
        text: 'd',
        items: [{ position: 0, depth: 0, text: 'd', markdown: '- d' }],
      },
    ]);
  });

  it('finds parents by level, even where levels are left out', () => {
    const html = '<h3>a</h3><h1>b</h1><h4>c</h4><h2>d</h2><h2>e</h2><h6>f</h6>';
    expect(read(html).map(({ parent }) => parent)).toEqual([null, null, 1, 1, 1, 4]);
  });

  it('keeps what stands under an empty heading in the section before it', () => {
    const [section, ...more] = read('<h2>Quays</h2><p>a</p><h2><img src="x"></h2><p>b</p>');
    expect(section!.text).toBe('a\nb');
    expect(more).toEqual([]);
  });

  it('has a key for every heading', () => {
    expect(
      read('<h2>⚓</h2><h2>C++ &amp; Überblick</h2><h2>翻译 贡献榜</h2>').map(({ key }) => key),
    ).toEqual(['⚓', 'c-überblick', '翻译-贡献榜']);
  });

  it('gives a bold heading no anchor', () => {
    expect(read(`<p><strong>Piers</strong></p><p>${LONG}</p>`)[0]).toMatchObject({
      anchor: null,
      key: 'piers',
    });
  });
});
