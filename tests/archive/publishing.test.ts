/** What publishing reads is what the pages said, in their order. */
import { describe, expect, it } from 'vitest';
import { query } from '../support/query.ts';
import { attachment, link, page, person, workshop } from './samples.ts';

describe('a page to publish', () => {
  it('has everything that its file shows', async () => {
    const { archive, create } = await workshop();
    const odo = person('Odo Keel');
    const ida = person('Ida Spar');
    const [id] = await create(
      page('Slipway', {
        confluenceId: '12',
        creator: ida,
        createdOn: '2020-01-02',
        lastModifier: odo,
        lastModifiedOn: '2021-03-04',
        exportedOn: '2024-01-01',
        breadcrumbs: ['Dockyard', 'Ships'].map((title, position) => ({
          position,
          title,
          href: null,
          ref: null,
        })),
        labels: ['wood', 'oak'],
        attachments: [attachment('plan.pdf', { mediaType: 'application/pdf' })],
        links: [link('https://example.org/', { kind: 'external', text: 'Example' })],
        comments: [1, 0].map((position) => ({
          position,
          confluenceId: null,
          author: position === 0 ? ida : null,
          createdAt: null,
          createdRaw: 'yesterday',
          markdown: `Comment ${position}`,
          text: '',
        })),
        report: {
          series: 'Harbour report',
          periodLabel: 'Q1 2024',
          periodStart: '2024-01-01',
          periodEnd: '2024-03-31',
          publishedOn: null,
          publishedRaw: 'soon',
          authors: [odo, ida],
        },
        contributions: [
          { person: odo, role: 'report-author' },
          { person: ida, role: 'report-author' },
        ],
      }),
    );
    expect(await archive.publishablePages([id!])).toEqual([
      {
        summary: {
          id,
          spaceKey: 'DOCK',
          spaceName: 'Dockyard',
          confluenceId: '12',
          title: 'Slipway',
          type: 'page',
          parentId: null,
          position: null,
          sourcePath: 'Slipway.html',
          markdownPath: null,
        },
        breadcrumbs: ['Dockyard', 'Ships'],
        creator: 'Ida Spar',
        createdOn: '2020-01-02',
        lastModifier: 'Odo Keel',
        lastModifiedOn: '2021-03-04',
        exportedOn: '2024-01-01',
        labels: ['oak', 'wood'],
        format: 'confluence-html',
        sourcePath: 'Slipway.html',
        sourceSha256: 'sha of Slipway.html',
        markdown: 'About Slipway.',
        report: expect.objectContaining({
          series: 'Harbour report',
          periodLabel: 'Q1 2024',
          periodStart: '2024-01-01',
          periodEnd: '2024-03-31',
          publishedOn: null,
          authors: ['Odo Keel', 'Ida Spar'],
        }),
        links: [
          expect.objectContaining({
            kind: 'external',
            href: 'https://example.org/',
            target: null,
            targetPageId: null,
          }),
        ],
        attachments: [
          expect.objectContaining({
            pageId: id,
            fileName: 'plan.pdf',
            mediaType: 'application/pdf',
            status: 'missing',
            publishedPath: null,
          }),
        ],
        comments: [
          expect.objectContaining({ author: 'Ida Spar', markdown: 'Comment 0' }),
          expect.objectContaining({ author: null, markdown: 'Comment 1' }),
        ],
      },
    ]);
  });

  it('may have neither space nor title nor people', async () => {
    const { archive, create } = await workshop();
    const [id] = await create(
      page('', { title: null, space: { key: null, name: null }, refs: [], format: 'plain-text' }),
    );
    const [stored] = await archive.publishablePages([id!]);
    expect(stored).toMatchObject({ creator: null, report: null, labels: [], links: [] });
    expect(stored?.summary).toMatchObject({ title: null, spaceKey: null, spaceName: null });
  });

  it('remembers where it was published', async () => {
    const { file, archive, importId, create } = await workshop();
    const [id] = await create(page('Slipway'));
    await archive.setPublished(importId, [
      { pageId: id!, markdownPath: 'DOCK/Slipway.md', sha256: 'cc', essence: null },
    ]);
    expect(await archive.pageSummaries()).toMatchObject([{ markdownPath: 'DOCK/Slipway.md' }]);
    expect(await query(file, 'SELECT published_sha256 AS s FROM pages')).toEqual([{ s: 'cc' }]);
  });
});
