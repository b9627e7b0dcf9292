/** The attachments and comments blocks that Confluence appends to a page's body. */
import { isTag, isText } from 'domhandler';
import type { RawAttachment, RawComment } from '../../model/document.ts';
import type { Element } from '../../model/dom.ts';
import { BLOCKS } from '../profiles.ts';
import { $ } from '../query.ts';
import { oneLine } from '../text.ts';
import { detached, takeChildren } from './detached.ts';
import { closest, find, findInside, type Page } from './landmarks.ts';

/**
 * Cuts the attachments block out of the tree and reads its lines:
 * `<img bullet/> <a href="attachments/1/2.png">plan.png</a> (image/png) <br/>`.
 * Reads the parentheses after the link as the media type; null when there are none.
 */
export function takeAttachments(page: Page): RawAttachment[] {
  return takeBlocks(page, BLOCKS.attachments).flatMap((block) =>
    findInside(block, BLOCKS.attachmentLinks)
      .map((link) => ({
        fileName: oneLine($.text([link])),
        href: link.attribs.href ?? '',
        mediaType: mediaTypeAfter(link),
      }))
      // A link that the body leaves open begins anew inside the block, around a bullet.
      .filter(({ fileName }) => fileName !== ''),
  );
}

function mediaTypeAfter(link: Element): string | null {
  const after = link.next;
  const text = after !== null && isText(after) ? oneLine(after.data) : '';
  return /^\(([^()]+)\)/.exec(text)?.[1] ?? null;
}

/**
 * Cuts the comments block out of the tree. Each comment is a cell
 * `<a name="comment-1"></a><font class="smallfont">…</font><div class="smallfont">Posted by U at D</div>`;
 * threads are flattened by Confluence, so there is no parent to know.
 */
export function takeComments(page: Page): RawComment[] {
  return takeBlocks(page, BLOCKS.comments).flatMap((block) =>
    findInside(block, BLOCKS.comment).flatMap(readComment),
  );
}

function readComment(anchor: Element): RawComment[] {
  const cell = anchor.parent;
  if (cell === null || !isTag(cell)) return [];
  // An element that the comment leaves open swallows the line.
  const line = findInside(cell, BLOCKS.signature).at(-1);
  const signature = line === undefined ? null : readSignature(oneLine($.text([line])));
  // A line of another form stays, as text of the comment.
  if (line !== undefined && signature !== null) $(line).remove();
  $(anchor).remove();
  return [
    {
      confluenceId: /^comment-(\d+)$/.exec(anchor.attribs.name ?? '')?.[1] ?? null,
      author: signature?.author ?? null,
      date: signature?.date ?? null,
      body: detached(takeChildren([cell])),
    },
  ];
}

/** `Posted by U at D`, and `Posted by at D` for an anonymous comment; null for any other line. */
function readSignature(line: string): { author: string | null; date: string } | null {
  const start = 'Posted by';
  const at = line.lastIndexOf(' at ');
  if (!line.startsWith(start) || at < start.length) return null;
  const author = line.slice(start.length, at).trim();
  return { author: author === '' ? null : author, date: line.slice(at + 4) };
}

/** The blocks with such a title, cut out of the tree. An author's heading may have the same id. */
function takeBlocks(page: Page, title: string): readonly Element[] {
  return find(page, title).flatMap((element) => {
    const block = blockOf(element);
    $(block).remove();
    return block;
  });
}

/**
 * `div.pageSection` around `h2.pageSectionTitle` since 4.x. Older exports have no block, only the
 * title's `div` and the box or table after it. Nothing for a heading that is not Confluence's own.
 */
function blockOf(title: Element): Element[] {
  if (closest(title, BLOCKS.sectionTitle) === title) {
    const section = closest(title, BLOCKS.section);
    return section === null ? [] : [section];
  }
  const line = closest(title, BLOCKS.titleLine);
  if (line === null) return [];
  const [box] = $(line).nextUntil(BLOCKS.titleLine, '.greybox, table').toArray();
  return box === undefined ? [line] : [line, box];
}
