/** Undoes bold type that an unclosed `<strong>` of the page spread over everything after it. */
import { isTag, isText, type ChildNode } from 'domhandler';
import type { Element } from '../../model/dom.ts';
import { setChildren } from '../depth.ts';
import { blocksOf } from './blocks.ts';

/**
 * Unwraps the paragraphs that the run-away covers: from the page's end back to the first block that
 * is not wholly bold. Call it only when the footer, which no author writes, was bold too. What was
 * bold or a heading in its own right is doubly bold in such pages (`****Attachments:****`), and so
 * stays bold.
 */
export function undoRunAwayBold(body: Element): void {
  for (const block of blocksOf(body).reverse()) {
    if (block.name === 'hr') continue;
    if (!isWhollyBold(block)) return;
    unwrapBold(block);
  }
}

/** Whether the block is a paragraph with nothing outside of `<strong>`. */
export function isWhollyBold(block: Element): boolean {
  if (block.name !== 'p') return false;
  return (
    block.children.some(isBold) && block.children.every((node) => isBold(node) || isSpace(node))
  );
}

function isBold(node: ChildNode): boolean {
  return isTag(node) && (node.name === 'strong' || node.name === 'b');
}

function isSpace(node: ChildNode): boolean {
  return (isText(node) && node.data.trim() === '') || (isTag(node) && node.name === 'br');
}

function unwrapBold(block: Element): void {
  setChildren(
    block,
    block.children.flatMap((node) => (isTag(node) && isBold(node) ? node.children : [node])),
  );
}
