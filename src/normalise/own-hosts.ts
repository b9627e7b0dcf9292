/** Which hosts are the wiki's own, as the page's markup tells. */
import type { Element } from '../model/dom.ts';
import { isElement } from './build.ts';

/** The hosts of all `data-base-url` attributes, which Confluence puts on links to its own content. */
export function ownHostsOf(root: Element): ReadonlySet<string> {
  const hosts = new Set<string>();
  const visit = (element: Element): void => {
    const base = element.attribs['data-base-url'];
    if (base !== undefined && URL.canParse(base)) hosts.add(new URL(base).host);
    for (const child of element.children) if (isElement(child)) visit(child);
  };
  visit(root);
  return hosts;
}
