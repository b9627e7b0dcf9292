/** What the files inside a Word export are, and how the source calls them. */
import { startsWith } from './magic.ts';

const IMAGES: readonly (readonly [mediaType: string, magic: readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
];

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/svg+xml': 'svg',
  'image/webp': 'webp',
  'image/bmp': 'bmp',
  'image/tiff': 'tif',
};

/** As the part states it; where it states only “bytes”, as its first bytes tell. */
export function mediaTypeOf(content: Uint8Array, stated: string | null): string | null {
  if (stated !== null && stated !== 'application/octet-stream') return stated;
  return IMAGES.find(([, magic]) => startsWith(content, magic))?.[0] ?? stated;
}

/**
 * `file:///C:/3f1c…` → `3f1c….png`: Confluence names the files after a hash, without an extension;
 * the media type gives them one, so that every program can open what is published.
 */
export function enclosedName(location: string, mediaType: string | null): string {
  const last = (location.split(/[/\\]/).at(-1) ?? '').replace(/[^\w.-]/g, '_');
  const name = /^\.*$/.test(last) ? 'file' : last.slice(-200);
  const extension = EXTENSIONS[mediaType ?? ''];
  return extension === undefined || /\.[a-z\d]{1,5}$/i.test(name) ? name : `${name}.${extension}`;
}
