/** The pages of a published tree; attachments may be Markdown of their own. */
export const publishedPages = (tree: ReadonlyMap<string, Buffer>): [string, string][] =>
  [...tree]
    .filter(([path]) => path.endsWith('.md') && !path.split('/').includes('attachments'))
    .map(([path, bytes]) => [path, bytes.toString()]);
