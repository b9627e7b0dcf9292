import { describe, expect, it } from 'vitest';
import { embeddedAttachments, listedAttachments } from '../../src/extract/attachments.ts';
import type { LinkRecord } from '../../src/model/page.ts';
import { attachmentByFile, attachmentById, attachmentByName } from '../../src/model/refs.ts';

const owner = {
  space: { key: 'SEALS', name: 'Harbour Seals' },
  confluenceId: '40001',
  sourcePath: 'wiki/Counts_40001.html',
};

const link = (href: string, target: LinkRecord['target'], text = ''): LinkRecord => ({
  position: 0,
  kind: 'attachment',
  href,
  text,
  target,
  fragment: null,
  removed: false,
});

describe('listedAttachments', () => {
  it('reads id, name, type and place, and gives every name by which links may mean the file', () => {
    const href = 'attachments/40001/40002.png';
    expect(
      listedAttachments([{ fileName: 'tide plan.png', href, mediaType: 'image/png' }], owner),
    ).toEqual([
      {
        confluenceId: '40002',
        fileName: 'tide plan.png',
        mediaType: 'image/png',
        sourcePath: 'wiki/attachments/40001/40002.png',
        refs: [
          attachmentById('40002'),
          attachmentByFile('SEALS', href),
          attachmentByFile('Harbour Seals', href),
          attachmentByName('40001', 'tide plan.png'),
        ],
      },
    ]);
  });

  it.each([
    ['attachments/40001/40003', 'wiki/attachments/40001/40003'],
    ['Bell%20Tower_attachments/wiring.gif', 'wiki/Bell Tower_attachments/wiring.gif'],
    ['../other/attachments/40001/40004.pdf', 'other/attachments/40001/40004.pdf'],
    ['../../escape/40005.pdf', null],
    ['/wiki/download/attachments/40001/plan.pdf?api=v2', null],
  ])('finds %s at %s', (href, sourcePath) => {
    const [record] = listedAttachments([{ fileName: 'f', href, mediaType: null }], owner);
    expect(record?.sourcePath).toBe(sourcePath);
  });
});

describe('embeddedAttachments', () => {
  it('adds what the body shows and the block does not list, once', () => {
    const listed = listedAttachments(
      [{ fileName: 'a.png', href: 'attachments/40001/40002.png', mediaType: null }],
      owner,
    );
    const found = embeddedAttachments(
      [
        link('attachments/40001/40002.png', attachmentById('40002')),
        link('attachments/40001/40009.jpg?width=150', attachmentById('40009'), 'shore.jpg'),
        link('attachments/40001/40009.jpg', attachmentById('40009')),
      ],
      listed,
      owner,
    );
    expect(found.map(({ fileName, sourcePath }) => [fileName, sourcePath])).toEqual([
      ['shore.jpg', 'wiki/attachments/40001/40009.jpg'],
    ]);
  });

  it('leaves a file in another page’s folder to that page', () => {
    const other = link('attachments/50001/50002.png', attachmentById('50002'));
    expect(embeddedAttachments([other], [], owner)).toEqual([]);
  });
});
