/** Trims what stands at the ends of a text, in linear time whatever the text is. */

/** The text between its first and last character for which `isEdge` (a pattern of one character) fails. */
export function trimEdges(text: string, isEdge: RegExp): string {
  const characters = Array.from(text);
  const first = characters.findIndex((character) => !isEdge.test(character));
  const last = characters.findLastIndex((character) => !isEdge.test(character));
  return first === -1 ? '' : characters.slice(first, last + 1).join('');
}
