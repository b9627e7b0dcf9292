/** What Pandoc's Markdown (`markdown_phpextra`) has beyond GFM: attributes in braces. */
import { isText } from 'domhandler';
import type { Element } from '../../model/dom.ts';
import { elementsIn, isHeading } from './blocks.ts';

const FENCE = /^ {0,3}(?:~{3,}|`{3,})/;

/** Whether the dump was made by Pandoc: only it writes the title's id and class into the text. */
export function isPandoc(markdown: string): boolean {
  return markdown.includes('{#title-heading');
}

/**
 * Reduces what stands behind a code fence to the language: Confluence's own parameters
 * (`~~~~ brush: java; gutter: false`) and Pandoc's attributes (`~~~~ {.java .numberLines}`).
 */
export function simplifyFences(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) => {
      const fence = FENCE.exec(line)?.[0];
      if (fence === undefined) return line;
      const info = line.slice(fence.length).trimStart();
      const named = /^(?:brush:\s*|\{\s*\.(?:brush:\s*\.?)?)([\w#+-]*)/.exec(info);
      return named === null ? line : `${fence} ${named[1] ?? ''}`.trimEnd();
    })
    .join('\n');
}

/** Takes `{#id .class}` out of the text; of a heading the id is kept, links lead to it. */
export function takeAttributes(body: Element): void {
  for (const heading of elementsIn(body, isHeading)) {
    const last = heading.lastChild;
    if (last === null || !isText(last)) continue;
    const id = /\{#([^\s{}]+)/.exec(last.data)?.[1];
    if (id !== undefined) heading.attribs.id = id;
    last.data = withoutTail(last.data.trimEnd());
  }
  // `[text](href){.external-link}`, `![](src){width="50"}`
  for (const { next } of elementsIn(body, ({ name }) => name === 'a' || name === 'img')) {
    if (next !== null && isText(next)) next.data = next.data.replace(/^\{[.#a-z][^{}]*\}/, '');
  }
}

/** `Kinds {#Spades-Kinds}` -> `Kinds` */
function withoutTail(text: string): string {
  const from = text.endsWith('}') ? text.lastIndexOf('{') : -1;
  return from === -1 ? text : text.slice(0, from).trimEnd();
}
