/** Inline code between backticks, as many as its content needs. */

/** How many backticks stand together at most. */
export function longestRun(code: string): number {
  let longest = 0;
  for (let at = code.indexOf('`'); at !== -1; at = code.indexOf('`', at)) {
    const start = at;
    while (code.charAt(at) === '`') at += 1;
    longest = Math.max(longest, at - start);
  }
  return longest;
}

export function codeSpan(code: string): string {
  const fence = '`'.repeat(longestRun(code) + 1);
  // One space at both ends is taken for padding, unless there is nothing else.
  const isPadded = code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '';
  const pad = isPadded || code.startsWith('`') || code.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${code}${pad}${fence}`;
}
