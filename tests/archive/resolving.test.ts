/** What names mean: link targets, ancestors and parents among all pages there are. */
import { describe, expect, it } from 'vitest';
import { pageById, pageByTitle, pageHome, type PageRef } from '../../src/model/refs.ts';
import { query } from '../support/query.ts';
import { attachment, change, link, page, workshop } from './samples.ts';

const titled = (title: string): PageRef => pageByTitle('DOCK', title);

const linksOf = async (file: string): Promise<string[]> =>
  (
    await query(
      file,
      `SELECT href, kind, links.status, coalesce(pages.title, file_name) AS target FROM links
       LEFT JOIN pages ON pages.id = target_page_id
       LEFT JOIN attachments ON attachments.id = target_attachment_id ORDER BY links.id`,
    )
  ).map(({ href, kind, status, target }) => `${href} ${kind} ${status} ${target}`);

describe('resolving', () => {
  it('finds a target that arrives later', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(page('Slipway', { links: [link('Mast.html', { target: titled('Mast') })] }));
    await archive.resolve(importId);
    expect(await linksOf(file)).toEqual(['Mast.html page broken null']);
    await create(page('Mast'));
    await archive.resolve(importId);
    expect(await linksOf(file)).toEqual(['Mast.html page resolved Mast']);
  });

  it('finds the home page of a space', async () => {
    const { file, archive, importId, create } = await workshop();
    const links = [link('/display/DOCK', { target: pageHome('DOCK') })];
    await create(page('Slipway', { links }), page('Harbour', { type: 'home' }));
    await archive.resolve(importId);
    expect(await linksOf(file)).toEqual(['/display/DOCK page resolved Harbour']);
    await change(file, "UPDATE page_facts SET status = 'removed' WHERE title = 'Harbour'");
    await archive.resolve(importId);
    expect(await linksOf(file)).toEqual(['/display/DOCK page broken null']);
  });

  it.each([
    ['is removed', "UPDATE page_facts SET status = 'removed' WHERE title = 'Mast'"],
    ['is deleted', "DELETE FROM page_facts WHERE title = 'Mast'"],
  ])('makes an address external again when its page %s', async (_, sql) => {
    const { file, archive, importId, create } = await workshop();
    const links = [
      link('https://wiki.example.org/9', { kind: 'external', target: pageById('9') }),
      link('Mast.html', { target: titled('Mast'), position: 1 }),
      link('unsafe', { target: titled('Mast'), position: 2, removed: true }),
    ];
    await create(page('Slipway', { links }), page('Mast', { confluenceId: '9' }));
    await archive.resolve(importId);
    expect(await linksOf(file)).toEqual([
      'https://wiki.example.org/9 page resolved Mast',
      'Mast.html page resolved Mast',
      'unsafe page broken Mast',
    ]);
    await change(file, sql);
    await archive.resolve(importId);
    expect(await linksOf(file)).toEqual([
      'https://wiki.example.org/9 external external null',
      'Mast.html page broken null',
      'unsafe page broken null',
    ]);
  });

  it('prefers pages that are there, then those that repeat no other, then the first', async () => {
    const { file, archive, importId, create } = await workshop();
    const refs = [titled('Mast')];
    const [, removed, poor, , rich] = await create(
      page('Slipway', { links: [link('x', { target: titled('Mast') })] }),
      page('Removed', { refs }),
      page('Poor', { refs, format: 'plain-text' }),
      page('First', { refs }),
      page('Rich', { refs }),
    );
    await change(file, `UPDATE page_facts SET status = 'removed' WHERE id = ${removed}`);
    await archive.setDuplicates([{ pageId: poor!, duplicateOf: rich! }]);
    await archive.resolve(importId);
    expect(await linksOf(file)).toEqual(['x page resolved First']);
  });

  it('leads to the richer page where only a duplicate has the name', async () => {
    const { file, archive, importId, create } = await workshop();
    const [, poor, rich] = await create(
      page('Slipway', { links: [link('x', { target: titled('Mast dump') })] }),
      page('Mast dump'),
      page('Mast'),
    );
    await archive.setDuplicates([{ pageId: poor!, duplicateOf: rich! }]);
    await archive.resolve(importId);
    expect(await linksOf(file)).toEqual(['x page resolved Mast']);
  });

  it('lets a page link to itself', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(page('Slipway', { links: [link('x', { target: titled('Slipway') })] }));
    await archive.resolve(importId);
    expect(await linksOf(file)).toEqual(['x page resolved Slipway']);
  });

  it('resolves links to attachments exactly while the export has the file', async () => {
    const { file, archive, importId, create, update } = await workshop();
    const plan = attachment('plan.pdf');
    const target = plan.refs[0]!;
    const links = [
      link('plan.pdf', { kind: 'attachment', target }),
      link('https://wiki.example.org/plan.pdf', { kind: 'external', target, position: 1 }),
      link('unsafe', { kind: 'attachment', target, position: 2, removed: true }),
    ];
    const [, holder] = await create(
      page('Slipway', { links }),
      page('Mast', { attachments: [plan] }),
    );
    const kinds = async (status: 'present' | 'missing'): Promise<string[]> => {
      const [stored] = await archive.attachments();
      const update = { id: stored!.id, status, bytes: null, sha256: null, publishedPath: null };
      await archive.setAttachments([update]);
      await archive.resolve(importId);
      return linksOf(file);
    };
    expect(await kinds('present')).toEqual([
      'plan.pdf attachment resolved plan.pdf',
      'https://wiki.example.org/plan.pdf attachment resolved plan.pdf',
      'unsafe attachment broken plan.pdf',
    ]);
    expect(await kinds('missing')).toEqual([
      'plan.pdf attachment broken plan.pdf',
      'https://wiki.example.org/plan.pdf external external plan.pdf',
      'unsafe attachment broken plan.pdf',
    ]);
    await kinds('present');
    await update(holder!, page('Mast'));
    await archive.resolve(importId);
    expect(await linksOf(file)).toEqual([
      'plan.pdf attachment broken null',
      'https://wiki.example.org/plan.pdf external external null',
      'unsafe attachment broken null',
    ]);
  });

  it('finds the pages of breadcrumbs, never the page itself', async () => {
    const { file, archive, importId, create } = await workshop();
    const crumb = (position: number, title: string, ref: PageRef | null) => ({
      position,
      title,
      href: null,
      ref,
    });
    await create(
      page('Slipway', {
        breadcrumbs: [
          crumb(0, 'Dockyard', null),
          crumb(1, 'Ships', titled('Ships')),
          crumb(2, 'Slipway', titled('Slipway')),
          crumb(3, 'Lost', titled('Lost')),
        ],
      }),
    );
    await archive.resolve(importId);
    await create(page('Ships'));
    await archive.resolve(importId);
    expect(
      await query(
        file,
        `SELECT pages.title FROM breadcrumbs LEFT JOIN pages ON pages.id = ancestor_id
         ORDER BY breadcrumbs.position`,
      ),
    ).toEqual([null, 'Ships', null, null].map((title) => ({ title })));
  });

  it('finds parents by name, and leaves every page below a top', async () => {
    const { file, archive, importId, create } = await workshop();
    await create(
      page('A', { parentRef: titled('B') }),
      page('B', { parentRef: titled('A') }),
      page('C', { parentRef: titled('B') }),
      page('D', { parentRef: titled('D') }),
      page('E', { parentRef: titled('Lost') }),
    );
    await archive.resolve(importId);
    await archive.resolve(importId);
    expect(
      await query(
        file,
        `SELECT pages.title, parent.title AS parent FROM pages
         LEFT JOIN pages AS parent ON parent.id = pages.parent_id ORDER BY pages.id`,
      ),
    ).toEqual([
      { title: 'A', parent: null },
      { title: 'B', parent: 'A' },
      { title: 'C', parent: 'B' },
      { title: 'D', parent: null },
      { title: 'E', parent: null },
    ]);
  });

  it('leads a fragment to the anchor of the heading on the target page', async () => {
    const { archive, importId, create } = await workshop();
    const links = [
      link('Mast.html#Mast-Rigging', { target: titled('Mast'), fragment: 'Mast-Rigging' }),
      link('Mast.html#Nowhere', { target: titled('Mast'), fragment: 'Nowhere', position: 1 }),
    ];
    const anchors = [{ name: 'Mast-Rigging', slug: 'rigging' }];
    const [id] = await create(page('Slipway', { links }), page('Mast', { anchors }));
    await archive.resolve(importId);
    const [stored] = await archive.publishablePages([id!]);
    expect(stored?.links.map(({ targetAnchor }) => targetAnchor)).toEqual(['rigging', null]);
  });
});
