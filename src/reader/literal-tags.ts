/** Words in angle brackets that an author typed, and that Confluence 2 wrote out as they stood. */
import { isHtmlName } from './element-kinds.ts';

/** Confluence's storage format and what Word and Outlook leave in pasted text: never an author's word. */
const FOREIGN = /^(?:ac|ri|at|[ovwmx]|st1|u1):/;

/** What these hold is no HTML. */
const OPAQUE = new Set('script style xmp iframe noembed noframes svg math'.split(' '));

interface Tag {
  readonly name: string;
  readonly at: number;
}

/**
 * Escapes tags of unknown elements that no end tag closes: in `http://<host>:<port>/` and
 * `the <validator> syntax` the browser shows nothing, but the author typed words. An element that is
 * closed wraps content (`<at>`, `<aui-spinner>`), so it stays. Linear; the same string if there are none.
 */
export function withLiteralTags(html: string): string {
  const { tags, closed } = unknownTags(html);
  const literal = tags.filter(({ name }) => !closed.has(name));
  if (literal.length === 0) return html;
  const starts = [0, ...literal.map(({ at }) => at + 1)];
  const parts = starts.map((start, index) => html.slice(start, literal[index]?.at));
  return parts.join('&lt;');
}

/** Start tags of unknown elements, and the names of those that are closed somewhere. */
function unknownTags(html: string): { tags: readonly Tag[]; closed: ReadonlySet<string> } {
  const tags: Tag[] = [];
  const closed = new Set<string>();
  const opening = /<(?:!--|(\/?)([a-z][^\s/>]*))/gi;
  for (let found = opening.exec(html); found !== null; found = opening.exec(html)) {
    const name = found[2]?.toLowerCase();
    const isEnd = found[1] === '/';
    if (name === undefined || (!isEnd && OPAQUE.has(name))) {
      const end = name === undefined ? /--!?>/g : new RegExp(`</${name}`, 'gi');
      // `<!-->` is a whole comment.
      end.lastIndex = name === undefined ? opening.lastIndex - 2 : opening.lastIndex;
      // What never ends is opaque to the end of the page.
      if (!end.test(html)) break;
      opening.lastIndex = end.lastIndex;
    } else if (!isHtmlName(name) && !FOREIGN.test(name)) {
      if (isEnd) closed.add(name);
      else tags.push({ name, at: found.index });
    }
  }
  return { tags, closed };
}
