/** Access tokens in addresses: an archive is copied and kept, so they must not be in it. */
import type { Element } from '../model/dom.ts';

const ADDRESSES = new Set(['href', 'src', 'data-image-src', 'data-file-src', 'data']);

/**
 * Cloud signs the addresses of its media (`…/file/1/binary?token=eyJ…`) with a token that expired
 * long ago and is still a secret; people paste others.
 */
const TOKEN =
  /([?&])(?:token|jwt|access_token|(?:x-amz-)?signature|x-amz-(?:credential|security-token)|key-pair-id)=[^&#]*&?/gi;

/** The address as it is if it has no token. */
export function withoutTokens(address: string): string {
  const clean = address.replace(TOKEN, '$1');
  return clean === address ? address : clean.replace(/[?&](?=#|$)/, '');
}

/** Removes tokens from an element's addresses; the address that had one, without its query. */
export function removeSecrets({ attribs }: Element): string | null {
  let found: string | null = null;
  // Most elements have one attribute or none, so these are gone through.
  for (const name in attribs) {
    const address = ADDRESSES.has(name) ? (attribs[name] ?? '') : '';
    if (!address.includes('=')) continue;
    const clean = withoutTokens(address);
    if (clean === address) continue;
    attribs[name] = clean;
    found = address.split('?')[0] ?? '';
  }
  return found;
}
