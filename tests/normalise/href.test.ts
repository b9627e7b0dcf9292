import { describe, expect, it } from 'vitest';
import { decodeTiny, destinationOf } from '../../src/normalise/href.ts';
import { FACTS } from './convert.ts';

describe('destinationOf', () => {
  it.each([
    // [href, kind, address in the Markdown]
    ['Title-of-Page_123456.html', 'page', 'page:id/123456'],
    ['123456.html#TitleofPage-Some%20heading', 'page', 'page:id/123456#TitleofPage-Some%20heading'],
    ['https://wiki.example.org/pages/viewpage.action?pageId=77', 'external', 'page:id/77'],
    ['/pages/viewpage.action?pageId=77#x', 'page', 'page:id/77#x'],
    ['/pages/viewpage.action?spaceKey=ABC&title=Two+Words', 'page', 'page:title/abc/two%20words'],
    ['/display/ABC/Two+Words', 'page', 'page:title/abc/two%20words'],
    ['/confluence/display/ABC/Two%20Words#a', 'page', 'page:title/abc/two%20words#a'],
    ['https://wiki.example.org/display/ABC/Page', 'external', 'page:title/abc/page'],
    ['/wiki/spaces/ABC/pages/98765/Some+Title', 'page', 'page:id/98765'],
    [
      'https://wiki.example.org/wiki/spaces/ABC/blog/2020/01/02/98765/T',
      'external',
      'page:id/98765',
    ],
    ['/wiki/x/8IA5AQ', 'page', 'page:id/20545776'],
    // Only a parser of addresses sees these forms for what they are.
    ['x/8IA5AQ', 'page', 'page:id/20545776'],
    ['wiki/../x/./8IA5AQ', 'page', 'page:id/20545776'],
    ['/DISPLAY/ABC', 'page', 'page:home/abc'],
    ['/disp\tlay/ABC/Page', 'page', 'page:title/abc/page'],
    ['https://wiki.example.org\\display\\ABC\\Page', 'external', 'page:title/abc/page'],
    ['https://wiki.example.org/dis\nplay/ABC/Page', 'external', 'page:title/abc/page'],
    ['https://wiki.example.org/x/fYA5AQ', 'external', 'page:id/20545661'],
    ['attachments/100/456.png', 'attachment', 'attachment:id/456'],
    ['attachments/100/456.mp4?width=320', 'attachment', 'attachment:id/456'],
    ['attachments/thumbnails/100/456', 'attachment', 'attachment:id/456'],
    ['/download/attachments/100/plan.pdf?version=1&api=v2', 'attachment', 'attachment:id/555'],
    ['/download/attachments/200/a+b.pdf', 'attachment', 'attachment:name/200/a%20b.pdf'],
    ['download/thumbnails/100/456', 'attachment', 'attachment:id/456'],
    ['/pages/createpage.action?spaceKey=ABC&title=New', 'page', 'page:title/abc/new'],
    ['/display/ABC//My+Page', 'page', 'page:title/abc/my%20page'],
    [
      'https://wiki.example.org/display/ABC/A%E2%80%93B+%E2%80%9Cx%E2%80%9D++it%E2%80%99s',
      'external',
      'page:title/abc/a-b%20%22x%22%20it%27s',
    ],
    ['/display/ABC', 'page', 'page:home/abc'],
    ['/display/ABC/#x', 'page', 'page:home/abc#x'],
    ['https://wiki.example.org/wiki/spaces/ABC/overview', 'external', 'page:home/abc'],
    ['https://wiki.example.org/wiki/spaces/ABC', 'external', 'page:home/abc'],
    ['#FieldGuide-Oak', 'anchor', '#FieldGuide-Oak'],
    ['mailto:a@b.example', 'mail', 'mailto:a@b.example'],
    ['https://other.example/x/page', 'external', 'https://other.example/x/page'],
    ['//player.example/embed/1', 'external', 'https://player.example/embed/1'],
    ['ftp://files.example/a', 'external', 'ftp://files.example/a'],
  ])('%s', (href, kind, address) => {
    const destination = destinationOf(href, FACTS);
    expect([destination.kind, destination.href]).toEqual([kind, address]);
    expect(destination.problem).toBeNull();
  });

  it('names a file by its path, decoded once', () => {
    expect(destinationOf('Use%2Bof%2Btrees.html', FACTS).target).toMatch(
      /^page:file\/key\/use%2Bof%2Btrees\.html$/i,
    );
    expect(destinationOf('Client Side.html#A', FACTS).href).toMatch(
      /^page:file\/key\/client%20side\.html#A$/i,
    );
    expect(destinationOf('images/tree.gif', FACTS).target).toMatch(
      /^attachment:file\/key\/images\/tree\.gif$/,
    );
  });

  it.each([
    ['/pages/createpage.action?spaceKey=ABC', 'link-broken'],
    ['javascript:alert(1)', 'link-removed'],
    ['JavaScript:alert(1)', 'link-removed'],
    ['data:text/html,x', 'link-removed'],
    ['file:///C:/x.doc', 'link-removed'],
    ['vbscript:x', 'link-removed'],
    ['/label/ABC/x', 'link-removed'],
    ['$itemRenderedUrl', 'export-leftover'],
    ['null/x', 'link-removed'],
    [String.raw`\\server\share`, 'link-removed'],
  ])('removes %s', (href, problem) => {
    expect(destinationOf(href, FACTS)).toMatchObject({ href: null, problem });
  });

  it.each(['null/display/~somebody', '/wiki/people/557058:ab?ref=confluence'])(
    'drops the profile page %s without a word: the name stays',
    (href) => {
      expect(destinationOf(href, FACTS)).toMatchObject({
        kind: 'person',
        href: null,
        problem: null,
      });
    },
  );

  it('drops the space key that Confluence 1 wrote before an anchor', () => {
    const facts = { ...FACTS, profile: 'confluence-1' };
    expect(destinationOf('Tower.html#CAR-Tower-HourBell', facts).fragment).toBe('Tower-HourBell');
    expect(destinationOf('#Tower-HourBell', facts).fragment).toBe('Tower-HourBell');
    expect(destinationOf('Tower.html#CAR-Tower-HourBell', FACTS).fragment).toBe(
      'CAR-Tower-HourBell',
    );
  });

  it('drops an empty address without a word', () => {
    expect(destinationOf('', FACTS)).toMatchObject({ href: null, problem: null });
  });
});

describe('decodeTiny', () => {
  it.each([
    // Pairs of a tiny link and the page that it stood on.
    ['-Yc5AQ', '20547581'],
    ['74GyAg', '45253103'],
    ['RYGzAQ', '28541253'],
    ['ZYA5AQ', '20545637'],
    // 4294967296 needs the fifth byte.
    ['AAAAAAE', '4294967296'],
  ])('%s', (code, id) => {
    expect(decodeTiny(code)).toBe(id);
  });

  it('knows no page 0', () => {
    expect(decodeTiny('AAA')).toBeNull();
  });
});
