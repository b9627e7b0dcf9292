/** Saving a page anew replaces what it had and keeps what others may point at. */
import { describe, expect, it } from 'vitest';
import type { SectionRecord } from '../../src/model/page.ts';
import { query } from '../support/query.ts';
import { attachment, begin, link, page, person, workshop } from './samples.ts';

const section = (position: number, heading: string, parent: number | null): SectionRecord => ({
  position,
  parent,
  level: 2,
  heading,
  key: heading.toLowerCase(),
  anchor: heading.toLowerCase(),
  markdown: '',
  text: '',
  items: [{ position: 0, depth: 0, text: 'Grease it', markdown: 'Grease it' }],
});

const full = page('Slipway', {
  breadcrumbs: [{ position: 0, title: 'Dockyard', href: 'index.html', ref: null }],
  labels: ['wood', 'wood', 'water'],
  sections: [section(0, 'Launching', null), section(1, 'Brakes', 0)],
  anchors: [
    { name: 'Slipway-Launching', slug: 'launching' },
    { name: 'Slipway-Launching', slug: 'launching-1' },
  ],
  attachments: [attachment('plan.pdf'), attachment('photo.jpg')],
  comments: [
    {
      position: 0,
      confluenceId: '77',
      author: person('Ida Spar'),
      createdAt: '2020-01-02T03:04',
      createdRaw: 'Jan 02, 2020 03:04',
      markdown: 'Well done.',
      text: 'Well done.',
    },
  ],
  links: [link('https://example.org/', { kind: 'external' })],
  macros: [{ name: 'toc', outcome: 'omitted', detail: null }],
  contributions: [
    { person: person('Ida Spar'), role: 'commenter' },
    { person: person('Ida Spar'), role: 'commenter' },
  ],
  fingerprint: [4, 4, 4294967295],
  report: {
    series: 'Harbour report',
    periodLabel: 'Q1 2024',
    periodStart: '2024-01-01',
    periodEnd: '2024-03-31',
    publishedOn: '2024-04-02',
    publishedRaw: '2 April 2024',
    authors: [person('Ida Spar')],
  },
});

const CHILDREN = [
  'breadcrumbs',
  'sections',
  'section_items',
  'reports',
  'page_labels',
  'comments',
  'contributions',
  'links',
  'macros',
  'anchors',
  'page_fingerprints',
  'attachments',
  'attachment_refs',
];

async function counts(file: string): Promise<Record<string, unknown>> {
  const rows = await Promise.all(
    CHILDREN.map((table) => query(file, `SELECT count(*) AS n FROM ${table}`)),
  );
  return Object.fromEntries(CHILDREN.map((table, at) => [table, rows[at]?.[0]?.n]));
}

describe('saving', () => {
  it('stores each thing of a page once, and again after each update', async () => {
    const { file, create, update } = await workshop();
    const [id] = await create(full);
    const first = await counts(file);
    expect(first).toEqual({
      ...Object.fromEntries(CHILDREN.map((table) => [table, 1])),
      sections: 2,
      section_items: 2,
      page_labels: 2,
      page_fingerprints: 2,
      attachments: 2,
      attachment_refs: 2,
    });
    await update(id!, full);
    expect(await counts(file)).toEqual(first);
    expect(
      await query(
        file,
        `SELECT child.heading, parent.heading AS parent FROM sections AS child
         LEFT JOIN sections AS parent ON parent.id = child.parent_id ORDER BY child.position`,
      ),
    ).toEqual([
      { heading: 'Launching', parent: null },
      { heading: 'Brakes', parent: 'Launching' },
    ]);
    expect(await query(file, 'SELECT slug FROM anchors')).toEqual([{ slug: 'launching' }]);
  });

  it('replaces everything that a page no longer has', async () => {
    const { file, create, update } = await workshop();
    const [id] = await create(full);
    await update(id!, page('Slipway'));
    expect(await counts(file)).toEqual(Object.fromEntries(CHILDREN.map((table) => [table, 0])));
  });

  it('touches no other page', async () => {
    const { file, create, update } = await workshop();
    const [id] = await create(full, { ...full, sourcePath: 'Other.html' });
    const before = await counts(file);
    await update(id!, page('Slipway'));
    expect(await counts(file)).toEqual(
      Object.fromEntries(CHILDREN.map((table) => [table, (before[table] as number) / 2])),
    );
  });

  it('keeps a page’s row and its first import', async () => {
    const { file, archive, importId, create } = await workshop();
    const [id] = await create(full);
    const later = await begin(archive);
    const planned = { record: page('Ramp'), pageId: id! } as const;
    expect(await archive.savePages(later, [planned], 'rules 2')).toEqual([id]);
    expect(
      await query(file, 'SELECT id, title, first_import_id, last_import_id, conversion FROM pages'),
    ).toEqual([
      {
        id,
        title: 'Ramp',
        first_import_id: importId,
        last_import_id: later,
        conversion: 'rules 2',
      },
    ]);
  });

  it('keeps the rows of attachments while their file stays, wherever in the list', async () => {
    const { file, archive, create, update } = await workshop();
    const [id] = await create(full);
    const [plan] = await archive.attachments();
    await archive.setAttachments([
      { id: plan!.id, status: 'present', bytes: 3, sha256: 'aa', publishedPath: 'a/plan.pdf' },
    ]);
    await update(id!, {
      ...full,
      attachments: [
        attachment('map.png'),
        attachment('plan.pdf', { mediaType: 'application/pdf' }),
        attachment('plan.pdf'),
      ],
    });
    const rows = await query(
      file,
      'SELECT id, file_name, media_type, status, sha256 FROM attachments ORDER BY position',
    );
    expect(rows.map(({ file_name }) => file_name)).toEqual(['map.png', 'plan.pdf', 'plan.pdf']);
    expect(rows[1]).toEqual({
      id: plan!.id,
      file_name: 'plan.pdf',
      media_type: 'application/pdf',
      status: 'present',
      sha256: 'aa',
    });
    expect(new Set(rows.map((row) => row.id)).size).toBe(3);
  });

  it('gives a removed link no chance, and an anchor the page’s own', async () => {
    const { file, archive, importId, create } = await workshop();
    const kinds = [
      link('#a', { kind: 'anchor', fragment: 'Slipway-Launching' }),
      link('#b', { kind: 'anchor', fragment: 'Slipway-Sinking' }),
      link('javascript:x', { kind: 'external', removed: true }),
      link('mailto:dock@example.org', { kind: 'mail' }),
      link('#', { kind: 'person' }),
    ].map((item, position) => ({ ...item, position }));
    await create({ ...full, links: kinds });
    await archive.resolve(importId);
    const rows = await query(file, 'SELECT status, removed FROM links ORDER BY position');
    expect(rows.map(({ status, removed }) => `${status} ${removed}`)).toEqual([
      'resolved 0',
      'broken 0',
      'broken 1',
      'external 0',
      'external 0',
    ]);
  });
});
