import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWordExport, openMessage } from '../../src/source/message.ts';
import { PIXEL, wordExport } from '../support/word-export.ts';

const hash = '6510e31282b6bd5ec1f4a412daa2b6f3';
const withImage = wordExport({
  date: 'Thu, 15 Oct 2020 21:46:24 +0000 (UTC)',
  body: `<p>Señora Ibáñez keeps the ropes = the ${'very '.repeat(40)}long ones.</p><img src="${hash}">`,
  parts: [{ location: `file:///C:/${hash}`, content: PIXEL }],
});

describe('isWordExport', () => {
  it('knows the headers that Confluence writes, with either line end', () => {
    expect(isWordExport(withImage)).toBe(true);
    expect(isWordExport(Buffer.from(withImage.toString().replaceAll('\r\n', '\n')))).toBe(true);
    const noSubject = withImage.toString().replace(/Subject: .*\r\n/, '');
    expect(isWordExport(Buffer.from(noSubject))).toBe(true);
  });

  it.each([
    ['a real Word file', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a mail', 'Subject: Exported from another wiki\r\nMIME-Version: 1.0\r\n\r\nHello'],
    ['a web page that was saved whole', 'From: <Saved by Blink>\nMIME-Version: 1.0\n\n--x\n'],
    ['an article about exports', `# Exports\n\nThey begin so:\n\n${withImage.toString()}`],
    ['nothing', ''],
  ])('does not take %s for one', (_what, bytes) => {
    expect(isWordExport(Buffer.from(bytes))).toBe(false);
  });
});

describe('openMessage', () => {
  it('gives the page, its character set, its date and the files that lie beside it', async () => {
    const message = await openMessage(withImage);
    expect(message).toMatchObject({
      date: 'Thu, 15 Oct 2020 21:46:24 +0000 (UTC)',
      isWhole: true,
      page: { charset: 'UTF-8' },
      enclosed: [{ location: `file:///C:/${hash}`, name: `${hash}.png`, mediaType: 'image/png' }],
    });
    const html = Buffer.from(message?.page.content ?? []).toString();
    expect(html).toContain('Señora Ibáñez keeps the ropes = the very very');
    expect(html).toContain(`very long ones.</p><img src="${hash}">`);
    expect(message?.enclosed[0]?.content).toEqual(PIXEL);
  });

  it('reads messages that a tool gave other line ends', async () => {
    const message = await openMessage(Buffer.from(withImage.toString().replaceAll('\r\n', '\n')));
    expect(Buffer.from(message?.page.content ?? []).toString()).toContain('Señora Ibáñez');
    expect(message?.enclosed[0]?.content).toEqual(PIXEL);
  });

  it.each([
    ['image/svg+xml', 'file:///C:/a1', 'a1.svg'],
    ['application/octet-stream', 'file:///C:/a1', 'a1.png'],
    ['image/jpeg', 'file:///C:/photo.jpeg', 'photo.jpeg'],
    ['application/x-unheard-of', 'file:///C:/../../etc/pass wd', 'pass_wd'],
    ['image/png', 'file:///C:/..', 'file.png'],
  ])('names a part of type %s at %s as %s', async (mediaType, location, name) => {
    const message = await openMessage(
      wordExport({ parts: [{ location, content: PIXEL, mediaType }] }),
    );
    expect(message?.enclosed.map((file) => file.name)).toEqual([name]);
  });

  it('finds no page in a message without one, or with another boundary than it states', async () => {
    const text = withImage.toString();
    const noHtml = text.replace('Content-Type: text/html', 'Content-Type: text/rtf');
    expect(await openMessage(Buffer.from(noHtml))).toBeNull();
    const otherBoundary = text.replace('boundary="----=_Part', 'boundary="----=_Piece');
    expect(await openMessage(Buffer.from(otherBoundary))).toBeNull();
    expect(await openMessage(Buffer.from(text.slice(0, 200)))).toBeNull();
    expect(await openMessage(Buffer.alloc(0))).toBeNull();
  });

  it('leaves out what comes after a header of absurd size', async () => {
    const absurd = wordExport({
      parts: [{ location: 'x'.repeat(2_000_000), content: PIXEL }],
    });
    const message = await openMessage(absurd);
    expect(Buffer.from(message?.page.content ?? []).toString()).toContain('Keep them dry.');
    expect(message?.enclosed).toEqual([]);
  });

  it('never throws, wherever the file is cut off, and notices that it was', async () => {
    for (let end = 0; end < withImage.length - 2; end += 5) {
      const message = await openMessage(withImage.subarray(0, end));
      expect(message?.isWhole ?? false).toBe(false);
    }
  });

  it('never throws for damaged bytes', async () => {
    const damage = fc.array(
      fc.tuple(fc.nat(withImage.length - 1), fc.oneof(fc.string(), fc.constantFrom(...EVIL))),
      { minLength: 1, maxLength: 4 },
    );
    const property = fc.asyncProperty(damage, async (changes) => {
      let text = withImage.toString('latin1');
      for (const [at, words] of changes) {
        text = text.slice(0, at) + words + text.slice(at + words.length);
      }
      const message = await openMessage(Buffer.from(text, 'latin1'));
      expect(message === null || message.page.content.length > 0).toBe(true);
    });
    await fc.assert(property, { numRuns: 300 });
  });
});

const EVIL = [
  '\r\n\r\n',
  '"',
  '(((((',
  '\0',
  "; name*0*=bogus''%ZZ; name*1*=%E4",
  '=?x-unknown?B?!!!!?=',
  '\r\nContent-Type: multipart/mixed; boundary="----=_Part_60_1619701709.1602798384353"\r\n',
  '\r\nContent-Type: message/rfc822\r\n',
  '\r\nContent-Transfer-Encoding: uuencode\r\n',
];
