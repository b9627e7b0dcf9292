/** All white space, no-break spaces included, collapsed to single spaces; trimmed. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
