import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, looksBinary } from '../../src/source/charset.ts';
import { decodeWindows1252 } from '../../src/source/windows-1252.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const meta = (label: string): string =>
  `<html><head><META http-equiv="Content-Type" content="text/html; charset=${label}"></head>`;
const codes = (result: ReturnType<typeof decodeText>): readonly string[] =>
  result.diagnostics.map((each) => each.code);

describe('decodeText', () => {
  it('believes what stands around the file more than what the file declares', () => {
    const bytes = Buffer.from(`${meta('utf-8')}\xe9`, 'latin1');
    expect(decodeText(bytes, 'html', 'ISO-8859-1')).toMatchObject({
      text: `${meta('utf-8')}é`,
      diagnostics: [],
    });
    expect(codes(decodeText(bytes, 'html', 'x-unknown'))).toEqual(['charset-mismatch']);
  });

  it('strips a byte order mark, and believes it before a declaration', () => {
    const utf8 = decodeText(Buffer.from(`\uFEFF${meta('GBK')}é`), 'html');
    expect(utf8).toEqual({ text: `${meta('GBK')}é`, charset: 'utf-8', diagnostics: [] });
    const little = Buffer.from('\uFEFFnaïve 日本', 'utf16le');
    expect(decodeText(little, 'text')).toMatchObject({ text: 'naïve 日本', charset: 'utf-16le' });
    expect(decodeText(Buffer.from(little).swap16(), 'text')).toMatchObject({
      text: 'naïve 日本',
      charset: 'utf-16be',
      diagnostics: [],
    });
  });

  it('reports a lone surrogate or an odd byte of UTF-16', () => {
    const result = decodeText(new Uint8Array([0xff, 0xfe, 0x41, 0, 0x42]), 'text');
    expect(result.text.startsWith('A')).toBe(true);
    expect(codes(result)).toEqual(['invalid-characters']);
  });

  it.each([
    '<meta charset="gbk">',
    "<meta charset='GBK'/>",
    '<META CHARSET=GB2312/>',
    '<meta http-equiv=Content-Type content="text/html;charset=gb18030">',
    '<!-- <meta charset="utf-8"> --><meta\n name="x"\n charset = "GBK" >',
    '<meta name="description" content="charset=utf-8"><meta charset=gbk>',
    '<?xml version="1.0" encoding="GBK"?><html>',
  ])('finds the declaration in %s', (head) => {
    const bytes = Buffer.concat([latin1(head), Buffer.from([0xc4, 0xe3, 0xba, 0xc3])]);
    const result = decodeText(bytes, 'html');
    expect(result.text).toBe(`${head}你好`);
    expect(result.diagnostics).toEqual([]);
  });

  it('does not look beyond 4096 bytes, nor in plain text', () => {
    const far = decodeText(latin1(`${' '.repeat(4100)}<meta charset="koi8-r">\xF0`), 'html');
    expect(far.charset).toBe('windows-1252');
    const plain = decodeText(latin1('<meta charset="koi8-r">\xF0'), 'text');
    expect(plain.charset).toBe('windows-1252');
    expect(codes(plain)).toEqual(['charset-guessed']);
  });

  it.each([
    ['shift_jis', [0x93, 0xfa, 0x96, 0x7b], '日本'],
    ['euc-jp', [0xc6, 0xfc, 0xcb, 0xdc], '日本'],
    ['euc-kr', [0xc7, 0xd1, 0xb1, 0xdb], '한글'],
    ['koi8-r', [0xcd, 0xc9, 0xd2], 'мир'],
    ['windows-1251', [0xec, 0xe8, 0xf0], 'мир'],
    ['iso-8859-2', [0xb1, 0xea], 'ąę'],
    ['big5', [0xa4, 0xa4], '中'],
  ])('reads %s', (label, bytes, text) => {
    const result = decodeText(Buffer.concat([latin1(meta(label)), Buffer.from(bytes)]), 'html');
    expect(result).toMatchObject({ text: meta(label) + text, charset: label, diagnostics: [] });
  });

  it('reads windows-1252 under its own name and as ISO-8859-1, as browsers do', () => {
    for (const label of ['windows-1252', 'ISO-8859-1']) {
      const result = decodeText(latin1(`${meta(label)}\x93caf\xE9\x94 \x80`), 'html');
      expect(result.text).toBe(`${meta(label)}“café” €`);
      expect(result.charset).toBe('windows-1252');
      expect(result.diagnostics).toEqual([]);
    }
  });

  it('guesses windows-1252 for what is not UTF-8, and says so', () => {
    const result = decodeText(latin1('a\xA0b \x96 \xFCber'), 'text');
    expect(result.text).toBe('a\u00A0b – über');
    expect(codes(result)).toEqual(['charset-guessed']);
  });

  it('prefers UTF-8 where the declaration is wrong', () => {
    const gbk = decodeText(Buffer.from(`${meta('GBK')}日.`), 'html');
    expect(gbk.text).toBe(`${meta('GBK')}日.`);
    expect(codes(gbk)).toEqual(['charset-mismatch']);
    const stale = decodeText(Buffer.from(`${meta('ISO-8859-1')}été`), 'html');
    expect(stale.text).toBe(`${meta('ISO-8859-1')}été`);
    expect(codes(stale)).toEqual(['charset-mismatch']);
  });

  it('reads windows-1252 where UTF-8 is declared in vain', () => {
    const result = decodeText(latin1(`${meta('UTF-8')}\xC4rger, na\xEFf`), 'html');
    expect(result.text).toBe(`${meta('UTF-8')}Ärger, naïf`);
    expect(result.charset).toBe('windows-1252');
    expect(codes(result)).toEqual(['charset-mismatch']);
  });

  it('does not give up a whole page for one damaged byte', () => {
    const bytes = Buffer.concat([
      Buffer.from(`${meta('UTF-8')}Größe, Überblick`),
      Buffer.from([0xff]),
      Buffer.from('ö'),
    ]);
    const result = decodeText(bytes, 'html');
    expect(result.text).toBe(`${meta('UTF-8')}Größe, Überblick\uFFFDö`);
    expect(codes(result)).toEqual(['invalid-characters']);
  });

  it('marks bytes that nothing explains', () => {
    const result = decodeText(new Uint8Array([0x41, 0x81, 0xff]), 'text');
    expect(result.text).toBe('A\uFFFDÿ');
    expect(codes(result)).toEqual(['charset-guessed', 'invalid-characters']);
  });

  it('treats unknown labels and UTF-16 without mark as a wrong declaration', () => {
    expect(decodeText(Buffer.from(`${meta('x-nowhere')}abc`), 'html').diagnostics).toEqual([]);
    const unknown = decodeText(Buffer.from(`${meta('x-nowhere')}é`), 'html');
    expect(unknown.text.endsWith('é')).toBe(true);
    expect(codes(unknown)).toEqual(['charset-mismatch']);
    const wide = decodeText(Buffer.from(`${meta('UTF-16')}é`), 'html');
    expect(wide).toMatchObject({ charset: 'utf-8', diagnostics: [] });
  });

  it('leaves line ends and inner byte order marks alone', () => {
    const text = 'a\r\nb\rc\nd\uFEFFe\u0085\u2028';
    expect(decodeText(Buffer.from(text), 'text').text).toBe(text);
    expect(decodeText(Buffer.alloc(0), 'html')).toMatchObject({ text: '', diagnostics: [] });
  });

  it('never throws, whatever the bytes and whatever they declare', () => {
    const label = fc.oneof(
      fc.string(),
      fc.constantFrom('utf-8', 'gbk', 'shift_jis', 'utf-16', 'iso-2022-jp', 'utf-7', 'replacement'),
    );
    fc.assert(
      fc.property(label, fc.uint8Array({ maxLength: 200 }), (declared, bytes) => {
        const page = Buffer.concat([Buffer.from(`<meta charset="${declared}">`), bytes]);
        for (const kind of ['html', 'text'] as const) {
          expect(typeof decodeText(page, kind).text).toBe('string');
          expect(typeof decodeText(bytes, kind).text).toBe('string');
        }
      }),
    );
  });

  it('gives back any UTF-8 text as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.startsWith('\uFEFF'));
        const result = decodeText(Buffer.from(text), 'text');
        expect(result).toEqual({ text, charset: 'utf-8', diagnostics: [] });
      }),
    );
  });

  it('takes time in proportion to a hostile head', () => {
    const started = performance.now();
    for (const head of ['<meta ', '<meta a', '<!--', '<meta charset   ', '<?xml encoding ']) {
      decodeText(latin1(head.repeat(100_000)), 'html');
    }
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('decodeWindows1252', () => {
  it('agrees with the code page in its upper half', () => {
    const all = decodeWindows1252(Uint8Array.from({ length: 256 }, (_, index) => index));
    expect(all.length).toBe(256);
    expect(all.slice(0x80, 0xa0)).toBe('€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ');
    expect(all.charCodeAt(0xa0)).toBe(0xa0);
    expect(all.charCodeAt(0xff)).toBe(0xff);
  });
});

describe('looksBinary', () => {
  it.each([
    ['PNG', latin1('\x89PNG\r\n\x1a\n')],
    ['PDF', latin1('%PDF-1.7')],
    ['zip', latin1('PK\x03\x04')],
    ['gzip', latin1('\x1f\x8b\x08')],
    ['JPEG', latin1('\xff\xd8\xff\xe0')],
    ['a zero byte', latin1(`${'a'.repeat(8000)}\0`)],
  ])('knows %s', (_name, bytes) => {
    expect(looksBinary(bytes)).toBe(true);
  });

  it.each([
    ['a page', latin1('<html>')],
    ['nothing', latin1('')],
    ['UTF-16 with its mark', Buffer.from('\uFEFFabc', 'utf16le')],
    ['a late zero byte', latin1(`${'a'.repeat(9000)}\0`)],
    ['bytes of another character set', latin1('\xc4\xe3\xba\xc3')],
  ])('lets %s through', (_name, bytes) => {
    expect(looksBinary(bytes)).toBe(false);
  });
});
