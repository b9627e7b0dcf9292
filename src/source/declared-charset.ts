/** What a page says about its own character set. */

/** The HTML standard looks at 1024 bytes; Confluence's scripts and styles can push it further. */
const SCANNED_BYTES = 4096;

const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const META = /<meta[\s/]([^>]{0,1024})>/gi;
const ATTRIBUTE =
  /(?<=^|[\s"'/])([^\s"'/=>]{1,64})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;
const CONTENT_CHARSET = /charset\s{0,20}=\s{0,20}["']?([^\s"';]+)/i;
const XML_DECLARATION = /^\s{0,20}<\?xml\s[^>]{0,200}?encoding\s{0,20}=\s{0,20}["']([^"']+)["']/i;

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of tag.matchAll(ATTRIBUTE)) {
    attributes.set(name.toLowerCase(), double ?? single ?? bare ?? '');
  }
  return attributes;
}

/**
 * The label of the first declaration, as written:
 * `<META http-equiv="Content-Type" content="text/html; charset=GBK">`, `<meta charset=utf-8>`,
 * `<?xml version="1.0" encoding="Shift_JIS"?>`. Null if there is none.
 */
export function declaredCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, SCANNED_BYTES)).toString('latin1');
  for (const [, tag = ''] of head.replace(COMMENT, '').matchAll(META)) {
    const attributes = attributesOf(tag);
    const label =
      attributes.get('charset') ??
      (attributes.get('http-equiv')?.trim().toLowerCase() === 'content-type'
        ? CONTENT_CHARSET.exec(attributes.get('content') ?? '')?.[1]
        : undefined);
    // An unquoted value runs into the tag's end: `<meta charset=utf-8/>`.
    const name = label?.trim().replace(/\/$/, '') ?? '';
    if (name !== '') return name;
  }
  return XML_DECLARATION.exec(head)?.[1]?.trim() ?? null;
}
