/** Adding many to a list. */

/**
 * Adds all of `more` to the end of `items`. `push(...more)` would put them on the stack, which holds
 * some hundred thousand: a page may have more links, and a folder more files, than that.
 */
export function addAll<Item>(items: Item[], more: readonly Item[]): void {
  for (const item of more) items.push(item);
}
