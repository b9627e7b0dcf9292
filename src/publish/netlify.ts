/**
 * `_redirects` for Netlify (https://docs.netlify.com/manage/routing/redirects/overview/): the
 * address, the parameters that it must have, the file, the status. Removed pages are not in it: it
 * knows no 410 without a page to show, and answers 404 by itself.
 */
import { addressOf } from './addresses.ts';
import { compareText } from './page-order.ts';
import type { Redirects } from './redirects.ts';

/** @param redirects whose addresses hold no spaces. */
export const netlifyRedirects = (redirects: Redirects): string =>
  [...redirects]
    .flatMap(([from, { to }]) => {
      const [path = '', query = ''] = from.split('?');
      const parts = [path, ...(query === '' ? [] : query.split('&'))];
      return to === null ? [] : [`${[...parts, addressOf(to), '301'].join(' ')}\n`];
    })
    .sort(compareText)
    .join('');
