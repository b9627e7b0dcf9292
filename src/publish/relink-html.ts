/** The HTML half of relinking: `<a href="page:…">`, `<img src="attachment:…">`. */
import { escapeHtml } from './escape.ts';
import { readTag, type HtmlTag } from './html-tag.ts';
import { placeholder } from './placeholder.ts';
import type { ResolveUri } from './symbolic-link.ts';

/** For each `<a>` that is open, whether it was dropped, so that its `</a>` goes too. */
export type OpenAnchors = boolean[];

const ADDRESS_ATTRIBUTES = new Set(['href', 'src']);

const decodeAmpersand = (value: string): string => value.replaceAll('&amp;', '&');

/**
 * @param text what the tag was read from, with its first character at `start`.
 * @returns the tag as it shall be written; for a dropped `<a>` '', for a dropped `<img>` its text.
 */
export function rewriteTag(
  text: string,
  start: number,
  tag: HtmlTag,
  resolveUri: ResolveUri,
  anchors: OpenAnchors,
): string {
  const raw = text.slice(start, tag.end);
  if (tag.closing) return tag.name === 'a' && anchors.pop() === true ? '' : raw;
  let dropped = false;
  let rewritten = raw;
  for (const attribute of tag.attributes) {
    if (!ADDRESS_ATTRIBUTES.has(attribute.name)) continue;
    const resolution = resolveUri(decodeAmpersand(attribute.value), tag.name !== 'a');
    if (resolution === null) continue;
    if (resolution.href === null) {
      dropped = true;
      if (tag.name === 'img') {
        const alternative = tag.attributes.find(({ name }) => name === 'alt')?.value ?? '';
        return placeholder(alternative || escapeHtml(resolution.label), resolution.label);
      }
    }
    rewritten =
      text.slice(start, attribute.start) +
      (resolution.href ?? '') +
      text.slice(attribute.end, tag.end);
    break; // an element has one address
  }
  if (tag.name === 'a') anchors.push(dropped);
  return dropped ? '' : rewritten;
}

/** Rewrites the tags of an HTML block; its text stays. */
export function relinkHtml(text: string, resolveUri: ResolveUri, anchors: OpenAnchors): string {
  let written = '';
  let copied = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 4);
      if (end === -1) break;
      at = end + 3;
      continue;
    }
    const tag = readTag(text, at);
    if (tag === null) {
      at++;
      continue;
    }
    written += text.slice(copied, at) + rewriteTag(text, at, tag, resolveUri, anchors);
    copied = tag.end;
    at = tag.end;
  }
  return written + text.slice(copied);
}
