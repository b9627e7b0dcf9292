import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import type { Envelope, ExportDocument } from '../../src/model/document.ts';
import { confluenceWordReader } from '../../src/reader/confluence-word.ts';
import { readerFor } from '../../src/reader/index.ts';
import { pageHtml } from '../support/word-export.ts';

const envelope: Envelope = {
  date: 'Thu, 15 Oct 2020 21:46:24 +0000 (UTC)',
  isWhole: true,
  enclosed: [
    { location: 'file:///C:/aa', name: 'aa.png', mediaType: 'image/png' },
    { location: 'file:///C:/bb', name: 'bb.gif', mediaType: 'image/gif' },
  ],
};

const read = (text: string, more: Partial<Envelope> = {}): ExportDocument =>
  confluenceWordReader.read({
    path: 'tower/Bell+Rota.doc',
    text,
    envelope: { ...envelope, ...more },
  }) as ExportDocument;

const $ = load('');
const htmlOf = ({ body }: ExportDocument): string =>
  ($(body).html() ?? '').replace(/\s+/g, ' ').trim();
const codes = ({ diagnostics }: ExportDocument): readonly string[] =>
  diagnostics.map(({ code }) => code);

describe('the reader of Word exports', () => {
  it('takes what was in a message, before any reader of HTML does', () => {
    const text = `<div class="wiki-content">${pageHtml('A', '')}</div>`;
    expect(readerFor({ path: 'a.doc', text, envelope }, null)?.format).toBe('confluence-word');
    expect(readerFor({ path: 'a.html', text }, null)?.format).toBe('confluence-html');
  });

  it('reads the title, which is no part of the body, and the date of the export', () => {
    const document = read(pageHtml('Ropes : A  Primer', '<h1>Knots</h1><p>Tie them.</p>'));
    expect(document).toMatchObject({
      heading: 'Ropes : A Primer',
      footerDate: 'Thu, 15 Oct 2020 21:46:24 +0000',
      breadcrumbs: [],
      metadata: null,
      diagnostics: [],
    });
    expect(htmlOf(document)).toBe('<h1>Knots</h1><p>Tie them.</p>');
  });

  it('keeps what a surplus end tag pushed out of the section', () => {
    const document = read(pageHtml('A', '<p>one</p></div><p>two</p><h1>three</h1>'));
    expect(htmlOf(document)).toBe('<p>one</p><p>two</p><h1>three</h1>');
  });

  it('falls back to the head for the title, and reports a page without one', () => {
    const text = '<title>Rota</title><body><div class="Section1"><h1>Own</h1></div><h1>Out</h1>';
    expect(read(text).heading).toBe('Rota');
    expect(htmlOf(read(text))).toBe('<h1>Own</h1><h1>Out</h1>');
    expect(codes(read('<body><div class="Section1"><p>x</p></div>'))).toEqual(['title-missing']);
  });

  it('points images at the files inside, under the names that the wiki knew', () => {
    const image =
      '<img src="aa" data-image-src="https://wiki.example.com/download/attachments/1/plan.png"' +
      ' data-linked-resource-id="2" data-linked-resource-type="attachment"' +
      ' data-linked-resource-default-alias="plan.png">';
    const document = read(pageHtml('A', `${image}<img src="file:///C:/bb"><img src="aa">`));
    expect(htmlOf(document)).toBe(
      '<img src="Bell%2BRota.doc/aa.png" data-linked-resource-default-alias="plan.png">' +
        '<img src="Bell%2BRota.doc/bb.gif"><img src="Bell%2BRota.doc/aa.png">',
    );
    expect(document.enclosed).toEqual([
      { fileName: 'plan.png', href: 'Bell%2BRota.doc/aa.png', mediaType: 'image/png' },
      { fileName: 'bb.gif', href: 'Bell%2BRota.doc/bb.gif', mediaType: 'image/gif' },
    ]);
  });

  it('leaves images alone that are elsewhere', () => {
    const images = '<img src="https://example.com/aa"><img src="cc"><img>';
    const document = read(pageHtml('A', images));
    expect(htmlOf(document)).toBe(images);
    expect(document.enclosed).toEqual([]);
  });

  it('lets links name their page by title, for a page in Word does not know its id', () => {
    const link = (href: string): string =>
      `<a href="${href}" data-linked-resource-id="2" data-linked-resource-type="page">x</a>`;
    const byTitle = 'https://wiki.example.com/display/KEY/Title';
    const byId = 'https://wiki.example.com/pages/viewpage.action?pageId=2';
    expect(htmlOf(read(pageHtml('A', link(byTitle) + link(byId))))).toBe(
      `<a href="${byTitle}">x</a>${link(byId)}`,
    );
  });

  it('says that a message without end was cut off', () => {
    expect(codes(read(pageHtml('A', 'x'), { isWhole: false }))).toEqual(['page-truncated']);
  });

  it('flattens what is nested too deep', () => {
    expect(codes(read(pageHtml('A', '<div>'.repeat(2000))))).toEqual(['page-too-deep']);
  });

  it('reads bare HTML where the user insists', () => {
    const file = { path: 'a.html', text: pageHtml('A', '<p>x</p>') };
    expect(confluenceWordReader.read(file)).toMatchObject({ heading: 'A', footerDate: null });
  });
});
