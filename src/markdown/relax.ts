/** Takes back escapes that a whole block turns out not to need. */

const ESCAPED_RUN = /\\(?:\*(?:\\\*)*|_(?:\\_)*|~(?:\\~)*)/g;

const SPACE = /^\s?$/;
const PUNCTUATION = /[\p{P}\p{S}]/u;

interface Run {
  readonly start: number;
  readonly end: number;
  readonly opens: boolean;
  readonly closes: boolean;
}

/**
 * The content of a block with those `\*`, `\_` and `\~` bare that cannot pair up: `Name: ____`,
 * `price*`, `~5 to ~10`. A delimiter is markup only where one that can open comes before one that
 * can close (CommonMark, “Emphasis”), so where there is no such pair, all of its kind are text.
 */
export function relaxEscapes(content: string): string {
  if (!content.includes('\\')) return content;
  return ['*', '_', '~'].reduce(
    (result, delimiter) =>
      result.includes(`\\${delimiter}`) ? relaxDelimiter(result, delimiter) : result,
    content,
  );
}

/** The same with all inline code blank, in which neither escapes nor delimiters are any. */
function withoutCode(content: string): string {
  if (!content.includes('`')) return content;
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < content.length; at += 1) {
    const character = content.charAt(at);
    if (character === '\\') at += 1;
    if (character !== '`') continue;
    const start = endOfRun(content, at);
    let end = start;
    for (let close = start; close < content.length; close = endOfRun(content, end)) {
      end = content.indexOf('`', close);
      if (end === -1 || endOfRun(content, end) - end === start - at) break;
    }
    if (end === -1) break;
    parts.push(content.slice(from, start), 'x'.repeat(end - start));
    from = end;
    at = endOfRun(content, end) - 1;
  }
  return parts.join('') + content.slice(from);
}

function endOfRun(content: string, at: number): number {
  let end = at;
  while (content.charAt(end) === '`') end += 1;
  return end;
}

const MOST_RUNS = 200;

function relaxDelimiter(content: string, delimiter: string): string {
  const seen = withoutCode(content);
  const runs = [...seen.matchAll(ESCAPED_RUN)]
    .filter(([run]) => run[1] === delimiter)
    .map(({ 0: run, index }) => flanking(seen, index, index + run.length));
  // A parser's time grows with the square of the bare runs of one block.
  if (runs.length > MOST_RUNS) return content;
  const firstOpening = runs.findIndex(({ opens }) => opens);
  const pairs = firstOpening !== -1 && runs.slice(firstOpening + 1).some(({ closes }) => closes);
  if (pairs) return content;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of runs) {
    parts.push(content.slice(from, start));
    if (hasDelimiter(seen.slice(from, start), delimiter)) return content;
    parts.push(content.slice(start, end).replaceAll('\\', ''));
    from = end;
  }
  if (hasDelimiter(seen.slice(from), delimiter)) return content;
  return parts.join('') + content.slice(from);
}

/** Whether a `*` or `~`, or a `_` that is not inside a word, stands there bare; not between spaces. */
function hasDelimiter(content: string, delimiter: string): boolean {
  const active = content.replace(/ (?:\*+|_+|~+)(?= )/g, ' ');
  return delimiter === '_'
    ? /(?:^|[^\p{L}\p{N}])_|_(?:$|[^\p{L}\p{N}])/u.test(active)
    : active.includes(delimiter);
}

function flanking(content: string, start: number, end: number): Run {
  const before = Array.from(content.slice(Math.max(0, start - 2), start)).at(-1) ?? '';
  const after = Array.from(content.slice(end, end + 2))[0] ?? '';
  const opens = !SPACE.test(after) && (!isFence(after) || !isWord(before));
  const closes = !SPACE.test(before) && (!isFence(before) || !isWord(after));
  return { start, end, opens, closes };
}

/** Punctuation that parts words; some parsers see through other delimiters, so those do not. */
const isFence = (character: string): boolean =>
  PUNCTUATION.test(character) && !'*_~'.includes(character);

const isWord = (character: string): boolean =>
  !SPACE.test(character) && !PUNCTUATION.test(character);
