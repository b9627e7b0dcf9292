/**
 * The tree's types. Only types: the model runs no code of any package.
 *
 * cheerio parses into domhandler's nodes, and every room from the reader to the Markdown writer
 * works on that one tree, so that a page is parsed once.
 */
export type { AnyNode, ChildNode, Element } from 'domhandler';
