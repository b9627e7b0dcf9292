/** cheerio for the trees of this room. */
import { load } from 'cheerio/slim';

/**
 * cheerio over nodes of any tree: `$(element).find(…)`. Loading a tree's own node instead would move
 * it out of that tree, and cheerio needs longer to load a tree than the parser to build it.
 */
export const $ = load('');
