/** Word exports as Confluence writes them, for tests. */

export interface ExportPart {
  readonly location: string;
  readonly content: Uint8Array;
  readonly mediaType?: string;
}

export interface WordExport {
  readonly title?: string;
  /** What stands in the section; ignored where `html` is given. */
  readonly body?: string;
  readonly html?: string | Uint8Array;
  readonly charset?: string;
  readonly date?: string;
  readonly parts?: readonly ExportPart[];
}

/** The smallest file that is a PNG: one pixel. */
export const PIXEL: Uint8Array = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const pageHtml = (title: string, body: string): string =>
  `<html><head><title>${title}</title></head>\r\n<body>\r\n    <h1>${title}</h1>\r\n` +
  `    <div class="Section1">\r\n        ${body}\r\n    </div>\r\n</body>\r\n</html>\r\n`;

export function wordExport(given: WordExport): Buffer {
  const { title = 'Ropes', body = '<p>Keep them dry.</p>', charset = 'UTF-8', date } = given;
  const html = Buffer.from(given.html ?? pageHtml(title, body));
  const boundary = '----=_Part_60_1619701709.1602798384353';
  const parts = [
    [
      `Content-Type: text/html; charset=${charset}`,
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Location: file:///C:/exported.html',
      '',
      quotedPrintable(html),
    ],
    ...(given.parts ?? []).map(({ location, content, mediaType = 'image/png' }) => [
      `Content-Type: ${mediaType}`,
      'Content-Transfer-Encoding: base64',
      `Content-Location: ${location}`,
      '',
      Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n'),
    ]),
  ];
  const head = [
    ...(date === undefined ? [] : [`Date: ${date}`]),
    'Message-ID: <1157346768.61.1602798384354@tower>',
    'Subject: Exported From Confluence',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; ',
    `\tboundary="${boundary}"`,
    '',
  ];
  const lines = [...head, ...parts.flatMap((part) => [`--${boundary}`, ...part])];
  return Buffer.from([...lines, `--${boundary}--`, ''].join('\r\n'), 'latin1');
}

/** Lines of at most 76 characters, wherever that cuts. */
const quotedPrintable = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(/[=\u0080-\u00ff]/g, (sign) => `=${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/[^\r\n]{72}(?==|[^\r\n]{4})/g, (line) => softBreak(line));

/** A soft break never cuts an encoded byte. */
function softBreak(line: string): string {
  const at = line.search(/=[\dA-F]?$/);
  return at === -1 ? `${line}=\r\n` : `${line.slice(0, at)}=\r\n${line.slice(at)}`;
}
