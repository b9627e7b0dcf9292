/** Variables of Confluence's templates that nothing had filled in when the page was exported. */
import type { ChildNode } from '../model/dom.ts';

/**
 * `<a class="$itemCssClass" href="$itemRenderedUrl">$itemLabel</a>`. A closed list, because pages
 * about templates write variables of their own, and `$5`.
 */
const VARIABLE = /\$!?\{?(?:itemLabel|itemRenderedUrl|itemCssClass)\b\}?/g;

const CODE = new Set(['code', 'tt', 'kbd', 'samp']);

/** Removes the variables from a text outside code; the first that it had. */
export function removeLeftovers(node: ChildNode & { data: string }): string | null {
  if (!node.data.includes('$')) return null;
  const [found] = node.data.match(VARIABLE) ?? [];
  if (found === undefined || isInCode(node)) return null;
  node.data = node.data.replace(VARIABLE, '');
  return found;
}

function isInCode(node: ChildNode): boolean {
  for (let at = node.parent; at !== null; at = at.parent) {
    if ('name' in at && CODE.has(at.name)) return true;
  }
  return false;
}
