/** The line over each comment: who wrote it, and when. */
import type { PublishableComment } from '../model/stored.ts';

/** @param write makes text safe in Markdown; the audit asks for the words themselves. */
export function commentHeading(
  { author, createdAt, createdRaw }: PublishableComment,
  write: (text: string) => string,
): string {
  const date = createdAt?.replace('T', ' ') ?? createdRaw;
  const parts = [
    author === null ? 'Author not stated' : `**${write(author)}**`,
    ...(date === null ? [] : [write(date)]),
  ];
  return `${parts.join(', ')}:`;
}
