/** The list “Attachments:” that an export puts at the end of a page. */
import { isText, type ChildNode } from 'domhandler';
import type { RawAttachment } from '../../model/document.ts';
import type { Element } from '../../model/dom.ts';
import { drop } from '../drop.ts';
import { blocksOf, elementsIn, isLink, lineOf } from './blocks.ts';

/**
 * Takes the list with its heading out of the page, and returns its lines:
 *
 *     ![](images/icons/bullet_blue.gif) [a\_b.png](attachments/12/34.png) (image/png)
 *
 * A heading of an author's own that reads the same is not followed by the blue bullets. Where the
 * page's bold type ran away, the heading is a bold paragraph.
 */
export function takeAttachments(body: Element): RawAttachment[] {
  const blocks = blocksOf(body);
  const at = blocks.findLastIndex(
    (block, index) => lineOf(block) === 'Attachments:' && isList(blocks[index + 1]),
  );
  const heading = blocks[at];
  if (heading === undefined) return [];
  const end = blocks.findIndex((block, index) => index > at && !isList(block));
  const lists = blocks.slice(at + 1, end === -1 ? undefined : end);
  const attachments = lists.flatMap(attachmentsIn);
  const gone = new Set<ChildNode>([heading, ...lists]);
  drop(body, (node) => gone.has(node));
  return attachments;
}

function isList(block: Element | undefined): boolean {
  const isBullet = ({ name, attribs }: Element): boolean =>
    name === 'img' && attribs.src?.endsWith('bullet_blue.gif') === true;
  return block !== undefined && elementsIn(block, isBullet).length > 0;
}

function attachmentsIn(list: Element): RawAttachment[] {
  return elementsIn(list, (element) => isLink(element, () => true)).map((link) => {
    const after = link.next !== null && isText(link.next) ? link.next.data : '';
    return {
      fileName: lineOf(link),
      href: link.attribs.href ?? '',
      mediaType: /^\s*\(([^()]*)\)/.exec(after)?.[1] ?? null,
    };
  });
}
