import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { PublishableLink, PublishablePage } from '../../src/model/stored.ts';
import { layoutAttachments } from '../../src/publish/attachment-paths.ts';
import { renderDocument } from '../../src/publish/document.ts';
import { layoutPaths } from '../../src/publish/paths.ts';
import { readMarkdown } from './markdown-tree.ts';
import { attachment, link, page, summary } from './pages.ts';

const others = [
  summary({ id: 1, title: 'Home' }),
  summary({ id: 3, title: 'Knots (all)', parentId: 1 }),
  summary({ id: 4, title: '帆 100%', parentId: 1, spaceKey: 'PIER' }),
];

function render(given: PublishablePage) {
  const pages = [...others, given.summary];
  const paths = layoutPaths(pages);
  return renderDocument(given, {
    pages: paths,
    attachments: layoutAttachments(pages, paths, given.attachments),
  });
}

describe('renderDocument', () => {
  it('writes front matter, title and body', () => {
    const { text, diagnostics } = render(
      page({
        summary: { id: 2, title: 'Q1 *report* #', parentId: 1 },
        breadcrumbs: ['Boat House', 'Home'],
        creator: 'Ada Example',
        createdOn: '2024-07-15',
        exportedOn: '2024-08-01T10:30',
        labels: ['no'],
        markdown: 'All hands.\r\n',
        report: {
          series: 'Report',
          periodLabel: 'Q1',
          periodStart: '2024-01-01',
          periodEnd: '2024-03-31',
          publishedOn: null,
          authors: ['Ada Example'],
        },
      }),
    );
    expect(text).toBe(`---
title: "Q1 *report* #"
space_key: "BOAT"
space_name: "Boat House"
page_id: "2"
type: "page"
breadcrumbs:
  - "Boat House"
  - "Home"
creator: "Ada Example"
created_on: "2024-07-15"
exported_on: "2024-08-01T10:30"
labels:
  - "no"
report_series: "Report"
period_label: "Q1"
period_start: "2024-01-01"
period_end: "2024-03-31"
report_authors:
  - "Ada Example"
source_format: "confluence-html"
source_path: "BOAT/1.html"
source_sha256: "${'ab'.repeat(32)}"
---

# Q1 \\*report\\* \\#

All hands.
`);
    expect(diagnostics).toEqual([]);
    expect(parse(text.split('---\n')[1] ?? '')).toMatchObject({ page_id: '2', labels: ['no'] });
  });

  it('takes the file’s name as heading where the page states no title', () => {
    const { text } = render(
      page({ summary: { id: 2, title: null }, sourcePath: 'dump/old_log.txt' }),
    );
    expect(text).toContain('\n\n# old_log\n');
    expect(text).not.toContain('title:');
  });

  it('links to pages and attachments by relative paths', () => {
    const { text, diagnostics } = render(
      page({
        summary: { id: 2, title: 'Log', parentId: 1 },
        markdown: [
          '[up](page:id/1)',
          '[beside](page:id/3#Knots-Reef%20knot)',
          '[far](page:title/pier/x)',
          '[self](page:id/2#top)',
          '![plan](attachment:id/7)',
          '[host](page:id/8)',
          '[gone](page:id/9)',
          '[lost](attachment:id/8)',
          '[no anchor](page:id/3#Nowhere)',
        ].join(' '),
        links: [
          link({ target: 'page:id/1', targetPageId: 1 }),
          link({
            target: 'page:id/3',
            fragment: 'Knots-Reef knot',
            targetPageId: 3,
            targetAnchor: 'reef-knot',
          }),
          link({ target: 'page:id/3', fragment: 'Nowhere', targetPageId: 3 }),
          link({ target: 'page:title/pier/x', targetPageId: 4 }),
          link({ target: 'page:id/2', fragment: 'top', targetPageId: 2, targetAnchor: 'top' }),
          link({ kind: 'attachment', target: 'attachment:id/7', targetAttachmentId: 7 }),
          link({
            kind: 'attachment',
            target: 'attachment:id/8',
            targetAttachmentId: 8,
            targetFileName: 'old_map.pdf',
            href: 'a/8',
          }),
          link({ kind: 'external', target: 'page:id/8', href: 'https://wiki.example/x(1) y' }),
          link({ target: 'page:id/9', href: '/display/BOAT/Gone' }),
        ],
        attachments: [
          attachment({ id: 7, pageId: 2, fileName: 'sail plan (1).png' }),
          attachment({ id: 8, pageId: 2, status: 'missing', fileName: 'old_map.pdf' }),
          attachment({ id: 9, pageId: 2, fileName: 'tide.csv' }),
        ],
      }),
    );
    expect(text).toContain(
      [
        '[up](../Home.md)',
        '[beside](Knots%20%28all%29.md#reef-knot)',
        '[far](../../PIER/帆%20100.md)',
        '[self](#top)',
        '![plan](../attachments/Log/sail%20plan%20%281%29.png)',
        '[host](https://wiki.example/x%281%29%20y)',
        'gone',
        'lost',
        '[no anchor](Knots%20%28all%29.md)',
      ].join(' '),
    );
    expect(readMarkdown(text).urls).toHaveLength(8);
    expect(text).toContain(
      '## Attachments\n\n- old_map.pdf (missing from the export)\n- [tide.csv](../attachments/Log/tide.csv)\n',
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['link-broken', 'anchor-broken']);
    expect(diagnostics[0]?.message).toContain('(/display/BOAT/Gone)');
  });

  it('names a missing file once, and an artefact of a migration not at all', () => {
    const missing = { pageId: 2, status: 'missing' } as const;
    const to = (id: number, targetFileName: string): PublishableLink =>
      link({ target: `attachment:id/${String(id)}`, targetAttachmentId: id, targetFileName });
    const { text } = render(
      page({
        summary: { id: 2, title: 'Log' },
        markdown: '![](attachment:id/7) ![Map](attachment:id/8) ![](attachment:id/77)',
        links: [to(7, 'a_b.png'), to(8, 'map.png'), to(77, 'talk.pptx')],
        attachments: [
          attachment({ ...missing, id: 7, fileName: 'a_b.png' }),
          attachment({ ...missing, id: 8, fileName: 'map.png' }),
          attachment({ ...missing, id: 9, fileName: 'dummyfile.txt' }),
        ],
      }),
    );
    expect(text).toContain(
      '[missing image: a_b.png] [missing image: Map] [missing file: talk.pptx]\n\n' +
        '## Attachments\n\n- map.png (missing from the export)\n',
    );
    expect(text).not.toContain('dummyfile');
  });

  it('quotes comments, and counts the attachments they show', () => {
    const { text } = render(
      page({
        summary: { id: 2, title: 'Log' },
        markdown: '- one',
        links: [link({ kind: 'attachment', target: 'attachment:id/7', targetAttachmentId: 7 })],
        attachments: [attachment({ id: 7, pageId: 2 })],
        comments: [
          {
            author: 'Ada *E*',
            createdAt: '2016-08-03T14:10',
            createdRaw: 'Aug 03, 2016 14:10',
            markdown: 'Fine.\n\n![](attachment:id/7)\n',
          },
          { author: null, createdAt: null, createdRaw: 'gestern', markdown: '```\nx\n```' },
        ],
      }),
    );
    expect(text.slice(text.indexOf('# Log'))).toBe(`# Log

- one

## Comments

**Ada \\*E\\***, 2016-08-03 14:10:

> Fine.
>
> ![](attachments/Log/file-7.png)

Author not stated, gestern:

> \`\`\`
> x
> \`\`\`
`);
  });
});
