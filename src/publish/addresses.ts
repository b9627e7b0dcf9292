/**
 * The addresses that Confluence gives a page, without host and context path.
 *
 * Server and Data Center: https://confluence.atlassian.com/doc/the-differences-between-various-url-formats-for-a-confluence-page-278692715.html
 */
import { encodeSegment } from '../model/refs.ts';

/** A path of the tree or of a source as an address. */
export const addressOf = (path: string): string =>
  `/${path.split('/').map(encodeSegment).join('/')}`;

/** Java’s encoding of forms, which Confluence uses for titles: a space is a plus sign. */
const plus = (text: string): string => encodeSegment(text).replaceAll('%20', '+');

/**
 * The tiny link of a page, which “Share” gives: the bytes of its id, the lowest first, in Base64.
 * `/` and `+` are written `-` and `_` (not as RFC 4648 has it), and `A` (zero bits) and `=` at the
 * end are dropped: page 201819180 is `LIQHD`.
 */
export function tinyLink(confluenceId: string): string | null {
  if (!/^\d{1,19}$/.test(confluenceId)) return null;
  const bytes = Buffer.alloc(8);
  const id = BigInt(confluenceId);
  if (id === 0n || id >= 2n ** 63n) return null;
  bytes.writeBigUInt64LE(id);
  const code = bytes.toString('base64');
  let end = code.length;
  while (code[end - 1] === 'A' || code[end - 1] === '=') end--;
  return `/x/${code.slice(0, end).replaceAll('/', '-').replaceAll('+', '_')}`;
}

/** By id alone: they lead to the page whatever it is called. */
export function addressesById(confluenceId: string, spaceKey: string | null): string[] {
  const tiny = tinyLink(confluenceId);
  return [
    `/pages/viewpage.action?pageId=${encodeSegment(confluenceId)}`,
    ...(spaceKey === null ? [] : [`/spaces/${encodeSegment(spaceKey)}/pages/${confluenceId}`]),
    ...(tiny === null ? [] : [tiny]),
  ];
}

interface Titled {
  readonly spaceKey: string | null;
  readonly confluenceId: string | null;
  /** Day of creation of a blog post, which its address has; null for pages. */
  readonly postedOn: string | null;
}

export function addressesByTitle(
  title: string,
  { spaceKey, confluenceId, postedOn }: Titled,
): string[] {
  if (spaceKey === null) return [];
  const [key, name] = [encodeSegment(spaceKey), plus(title)];
  const day = postedOn === null ? '' : `/${postedOn.slice(0, 10).replaceAll('-', '/')}`;
  return [
    `/display/${key}${day}/${name}`,
    `/pages/viewpage.action?spaceKey=${key}&title=${name}`,
    ...(confluenceId === null ? [] : [`/spaces/${key}/pages/${confluenceId}/${name}`]),
  ];
}

export function addressesOfSpace(spaceKey: string): string[] {
  const key = encodeSegment(spaceKey);
  return [
    `/display/${key}`,
    `/spaces/${key}`,
    `/spaces/${key}/overview`,
    `/spaces/viewspace.action?key=${key}`,
  ];
}

export const addressOfAttachment = (confluenceId: string, fileName: string): string =>
  `/download/attachments/${encodeSegment(confluenceId)}/${encodeSegment(fileName)}`;
