/** Texts that are stored once are read everywhere as they were saved. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { PageRecord, SectionRecord } from '../../src/model/page.ts';
import { query } from '../support/query.ts';
import { writeOlderArchive } from './older-archive.ts';
import { begin, created, link, newFile, opened, page, workshop } from './samples.ts';

function section(position: number, text: string, markdown = text): SectionRecord {
  const heading = `Part ${String(position)}`;
  const items = [
    { position: 0, depth: 0, text: 'plain', markdown: 'plain' },
    { position: 1, depth: 1, text: 'loud', markdown: '**loud**' },
  ];
  return {
    ...{ position, parent: null, level: 2, heading, key: `part-${String(position)}` },
    ...{ anchor: null, markdown, text, items },
  };
}

/** A page with these words under its headings, which stand in its own text. */
const withSections = (title: string, ...words: readonly string[]): PageRecord =>
  page(title, {
    markdown: words.map((word) => `## Heading\n\n**${word}**`).join('\n\n'),
    text: words.map((word) => `Heading\n${word}`).join('\n'),
    sections: words.map((word, at) => section(at, word, `**${word}**`)),
    links: [{ ...link('https://example.org/'), removed: true }],
  });

const SECTIONS = 'SELECT markdown, text FROM sections ORDER BY page_id, position';
const STORED = 'SELECT count(*) AS n FROM stored_sections WHERE text IS NOT NULL';

describe('a section', () => {
  it.each<[string, readonly string[], number]>([
    ['is a piece of its page', ['keel', 'ö', '', 'keel'], 0],
    ['has its own text where characters are counted otherwise', ['keel', '⚓ 🚢', 'mast'], 3],
    [
      'is a piece of a long page, if it is much of it',
      ['a'.repeat(70_000), 'b', 'c'.repeat(9000)],
      1,
    ],
    ['has its own text among very many', Array.from({ length: 40 }, () => 'a'.repeat(900)), 40],
  ])('%s', async (_, words, own) => {
    const { file, create } = await workshop();
    await create(withSections('Slipway', ...words));
    expect(await query(file, SECTIONS)).toEqual(
      words.map((text) => ({ markdown: `**${text}**`, text })),
    );
    expect(await query(file, STORED)).toEqual([{ n: own }]);
  });

  it('has its own text where its page does not say it so', async () => {
    const { file, create } = await workshop();
    await create(page('Slipway', { sections: [section(0, 'elsewhere'), section(1, 'Slipway')] }));
    const texts = (await query(file, SECTIONS)).map(({ text }) => text);
    expect(texts).toEqual(['elsewhere', 'Slipway']);
  });

  it('has items, whose Markdown may be their words', async () => {
    const { file, create } = await workshop();
    await create(withSections('Slipway', 'keel'));
    expect(await query(file, 'SELECT text, markdown FROM section_items ORDER BY position')).toEqual(
      [
        { text: 'plain', markdown: 'plain' },
        { text: 'loud', markdown: '**loud**' },
      ],
    );
  });
});

/** The contents that have texts of their own. */
const KEPT = 'SELECT text FROM page_contents WHERE text IS NOT NULL ORDER BY id';
const VERSIONS = 'SELECT number, markdown, text FROM page_versions ORDER BY page_id, number';

describe('what a page said', () => {
  const first: PageRecord = { ...withSections('Slipway', 'keel'), sourceSha256: 'a1' };
  const second: PageRecord = { ...withSections('Slipway', 'mast'), sourceSha256: 'b2' };

  async function twice() {
    const made = await workshop();
    const { archive, importId } = made;
    const member = ({ sourcePath: path, sourceSha256: sha256 }: PageRecord, seenOn: string) => ({
      members: [{ pageId: 1, path, sha256, seenOn }],
      tree: null,
    });
    const run = { startedOn: '2024-01-01T00:00', isPartial: false };
    await archive.savePages(importId, [created(first)], 'rules');
    await archive.settle(importId, [member(first, '2024-01-01')], run);
    await archive.savePages(importId, [{ record: second, pageId: 1 }], 'rules');
    await archive.settle(importId, [member(second, '2024-02-01')], run);
    return made;
  }

  it('stays in its versions, and is stored again only when the page says something else', async () => {
    const { file } = await twice();
    expect(await query(file, KEPT)).toEqual([{ text: first.text }]);
    expect(await query(file, VERSIONS)).toEqual([
      { number: 1, markdown: first.markdown, text: first.text },
      { number: 2, markdown: second.markdown, text: second.text },
    ]);
  });

  it('is a whole record, of the past as of today', async () => {
    const { archive } = await twice();
    const records = await archive.recordsOfCopies([1, 2]);
    expect(records.get(1)).toEqual({ ...first, profile: null, diagnostics: [] });
    expect(records.get(2)).toEqual({ ...second, profile: null, diagnostics: [] });
  });

  it('is not stored twice when the page says it again', async () => {
    const { file, archive, importId } = await twice();
    const again = { ...first, sourceSha256: 'c3' };
    await archive.savePages(importId, [{ record: again, pageId: 1 }], 'rules');
    expect(await query(file, KEPT)).toEqual([{ text: second.text }]);
    expect((await archive.recordsOfCopies([1])).get(1)?.text).toBe(first.text);
    // An older copy of what the page shows, read by other rules.
    await archive.saveCopies(importId, [{ pageId: 1, record: again }], 'other rules');
    expect(await query(file, KEPT)).toEqual([{ text: second.text }]);
  });
});

describe('an archive that stored whole records', () => {
  const hex = (record: object): string => deflateRawSync(JSON.stringify(record)).toString('hex');
  const record = (text: string): PageRecord => ({ ...withSections('Slipway', text) });
  const today = { ...record('keel'), reportValues: undefined };
  const statements = `
    INSERT INTO page_contents (id, page_id, digest, conversion, title, record) VALUES
      (1, 1, 'd1', 'old', 'Slipway', X'${hex(record('mast'))}'),
      (2, 1, 'd2', 'old', 'Slipway', X'${hex(today)}'),
      (3, 1, 'd3', 'old', 'Slipway', X'${hex({ ...today, confluenceId: '7' })}');
    INSERT INTO page_copies (id, page_id, content_id, source_path, source_sha256, breadcrumbs,
        import_id)
      VALUES (1, 1, 1, 'old.html', 'a0', '[]', 1), (2, 1, 2, 'Slipway_100001.html', 'a1', '[]', 1),
        (3, 1, 3, 'third.html', 'a3', '[]', 1);
    UPDATE pages SET markdown = '${today.markdown}', text = '${today.text}' WHERE id = 1;
    UPDATE page_versions SET copy_id = number, markdown = '${record('mast').markdown}',
      text = '${record('mast').text}' WHERE page_id = 1 AND number = 1;
    UPDATE page_versions SET copy_id = number, markdown = '${today.markdown}',
      text = '${today.text}' WHERE page_id = 1 AND number = 2;`;

  it('has them in parts, says the same, and knows what comes again', async () => {
    const file = newFile();
    await writeOlderArchive(file, 8, statements);
    const versions = await query(file, VERSIONS);
    const archive = await opened(file);
    expect(await query(file, VERSIONS)).toEqual(versions);
    expect(await query(file, 'SELECT text FROM stored_page_versions WHERE page_id = 1')).toEqual([
      { text: null },
      { text: null },
    ]);
    // Two contents that only the page's id told apart stay two.
    expect((await query(file, KEPT)).map(({ text }) => text)).toEqual([
      record('mast').text,
      today.text,
    ]);
    const old = (await archive.recordsOfCopies([1])).get(1);
    expect(old).toMatchObject({ ...record('mast'), sourcePath: 'old.html', sourceSha256: 'a0' });
    const again = { ...record('mast'), sourcePath: 'new.html', sourceSha256: 'f6' };
    await archive.saveCopies(await begin(archive), [{ pageId: 1, record: again }], 'rules');
    const contents = "SELECT content_id AS id FROM page_copies WHERE source_path = 'new.html'";
    expect(await query(file, contents)).toEqual([{ id: 1 }]);
  });
});
