/**
 * Character references (`&amp;`, `&#8217;`). A parser that decodes them while it looks for tags takes
 * text one character at a time; one that does not jumps from tag to tag. So references are decoded
 * afterwards, where there are any, each as the parser does it: pages repeat a few of them.
 */
import { Parser } from 'htmlparser2';

/** In values, a reference without its semicolon is none if `=` follows: `?a=1&copy=2`. */
const REFERENCE = /&[a-z0-9#]*[;=]?/gi;

/** All that is likely to occur in one export; there are a million that could. */
const REMEMBERED = 1000;
/** V8 copies parts of a text up to this length; a longer one would keep its whole page in memory. */
const LONGEST = 12;

/** The text between two tags, as it stands in HTML, decoded. */
export const decodedText = decoder((reference, parsed) => {
  new Parser({ ontext: parsed }).end(reference);
});

/** An attribute's value, as it stands in HTML, decoded by the other rules that hold there. */
export const decodedValue = decoder((reference, parsed) => {
  const onattribute = (_: string, value: string): void => {
    parsed(value);
  };
  new Parser({ onattribute }).end(`<a b="${reference}">`);
});

function decoder(
  parse: (reference: string, parsed: (part: string) => void) => void,
): (text: string) => string {
  const known = new Map<string, string>();
  const decode = (reference: string): string => {
    const before = known.get(reference);
    if (before !== undefined) return before;
    let decoded = '';
    parse(reference, (part) => {
      decoded += part;
    });
    if (reference.length <= LONGEST && known.size < REMEMBERED) known.set(reference, decoded);
    return decoded;
  };
  return (text) => (text.includes('&') ? text.replace(REFERENCE, decode) : text);
}
