/**
 * Word exports: messages in which Confluence packs a page as HTML together with its images (MHTML,
 * RFC 2557). This is the one file that knows MIME. mailsplit takes the messages apart because it
 * keeps all headers of every part; smaller parsers of mail drop the `Content-Location` by which a
 * page names its images.
 */
import type { SplitterChunk } from '@zone-eu/mailsplit';
import type { EnclosedFile, Envelope } from '../model/document.ts';
import { enclosedName, mediaTypeOf } from './enclosed-name.ts';

export interface Enclosed extends EnclosedFile {
  readonly content: Uint8Array;
}

export interface Message extends Envelope {
  readonly enclosed: readonly Enclosed[];
  /** The page's HTML as bytes, and the character set that its part states. */
  readonly page: { readonly content: Uint8Array; readonly charset: string | null };
}

/** As much of a file as tells whether it is a Word export. */
export const HEAD_BYTES = 4096;

const LESS = 0x3c;

const MARKS =
  /^(?:Subject: *Exported From Confluence|Content-Location: *file:\/\/\/C:\/exported\.html)/im;

/**
 * Whether a file's first bytes are those of a Word export. Its name tells nothing: real Word files
 * are called `.doc` too, and so are attachments.
 *
 *     Subject: Exported From Confluence
 *     MIME-Version: 1.0
 */
export function isWordExport(bytes: Uint8Array): boolean {
  // Nearly all files begin with a tag, and no header does.
  if (bytes[0] === LESS) return false;
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1').trimStart();
  // A text about exports quotes these lines, but does not begin with a header.
  return /^[a-z-]{1,40}:/i.test(head) && /^MIME-Version:/im.test(head) && MARKS.test(head);
}

/**
 * Takes a message apart. Null where no page is in it: it was cut off before, or its parts are not
 * parted by the boundary that it states. Never throws for bad content.
 */
export async function openMessage(bytes: Uint8Array): Promise<Message | null> {
  const parts = await partsOf(bytes);
  const root = parts[0]?.node;
  const leaves = parts.filter(({ node }) => node.multipart === false);
  const page = leaves.find(({ node }) => node.contentType === 'text/html');
  if (root === undefined || page === undefined) return null;
  const content = await contentOf(page);
  if (content.length === 0) return null;
  const enclosed = new Map<string, Enclosed>();
  for (const part of leaves) {
    const location = part === page ? null : headerOf(part.node, 'Content-Location');
    if (location === null) continue;
    const file = await contentOf(part);
    const mediaType = mediaTypeOf(file, part.node.contentType || null);
    const name = enclosedName(location, mediaType);
    if (!enclosed.has(name)) enclosed.set(name, { location, name, mediaType, content: file });
  }
  return {
    date: headerOf(root, 'Date'),
    isWhole: endsWithBoundary(bytes),
    enclosed: [...enclosed.values()],
    page: { content, charset: page.node.charset || null },
  };
}

type Node = Extract<SplitterChunk, { readonly type: 'node' }>;

interface Part {
  readonly node: Node;
  /** The body as it stands in the message. */
  readonly pieces: Buffer[];
}

/** More images than any page has; mailsplit's own limit of 1000 is one of mail. */
const MOST_PARTS = 100_000;

/** All parts in their order, the message itself first; what follows an absurd header is left out. */
async function partsOf(bytes: Uint8Array): Promise<readonly Part[]> {
  // Few exports hold messages: others do not wait for it to be loaded.
  const { Splitter } = await import('@zone-eu/mailsplit');
  const splitter = new Splitter({ ignoreEmbedded: true, maxChildNodes: MOST_PARTS });
  splitter.end(bytes);
  const parts = new Map<Node, Part>();
  try {
    for await (const item of splitter) {
      const chunk = item as SplitterChunk;
      if (chunk.type === 'node') parts.set(chunk, { node: chunk, pieces: [] });
      else if (chunk.type === 'body') parts.get(chunk.node)?.pieces.push(chunk.value);
    }
  } catch (error) {
    // A header of a megabyte: what came before it is read, as of a message that was cut off.
    if (!(error instanceof Error && 'code' in error && error.code === 'EMAXLEN')) throw error;
  }
  return [...parts.values()];
}

/** A part's content, out of base64 or quoted-printable. */
async function contentOf({ node, pieces }: Part): Promise<Uint8Array> {
  const decoder = node.getDecoder();
  decoder.end(Buffer.concat(pieces));
  const decoded: Buffer[] = [];
  for await (const piece of decoder) decoded.push(piece as Buffer);
  return Buffer.concat(decoded);
}

function headerOf(node: Node, name: string): string | null {
  return node.headers === false ? null : node.headers.getFirst(name) || null;
}

/** The last line of a whole message is `--boundary--`. */
function endsWithBoundary(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(-HEAD_BYTES)).toString('latin1').trimEnd();
  const line = tail.slice(tail.lastIndexOf('\n') + 1);
  return /[^-]/.test(line) && line.startsWith('--') && line.endsWith('--');
}
