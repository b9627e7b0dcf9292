/** Finds the links of a source that its published file does not have. */
import type { ShownLink } from './content.ts';

const isAbsolute = (href: string): boolean => /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href);

/** One spelling for the many ways to encode the same address. */
function spelling(href: string): string {
  const whole = href.trim().startsWith('//') ? `https:${href.trim()}` : href.trim();
  try {
    const { href: address } = new URL(whole.replaceAll(' ', '%20'));
    return decodeURI(address.replace(/([?&])src=confmacro(?:&|$)/, '$1').replace(/[?&]$/, ''));
  } catch {
    return whole;
  }
}

/**
 * The texts of links that are missing. A link is kept if one of the same words leads to the same
 * address; the wiki's own addresses, and the export's, have become relative paths.
 */
export function lostLinks(source: readonly ShownLink[], result: readonly ShownLink[]): string[] {
  const left = new Map<string, string[]>();
  for (const { text, href } of result) {
    const address = isAbsolute(href) ? spelling(href) : '';
    const addresses = left.get(text);
    if (addresses === undefined) left.set(text, [address]);
    else addresses.push(address);
  }
  const take = (text: string, address: string): boolean => {
    const addresses = left.get(text);
    const at = addresses?.indexOf(address) ?? -1;
    if (at !== -1) addresses?.splice(at, 1);
    return at !== -1;
  };
  // Those that lead outside first, so that none of them is taken for one that has become relative.
  const others = source.filter(
    ({ text, href }) => !(isAbsolute(href) && take(text, spelling(href))),
  );
  return others.filter(({ text }) => !take(text, '')).map(({ text }) => text);
}
