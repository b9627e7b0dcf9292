/** What stands in the text for a picture or embedded file that the export does not contain. */

const PICTURES = new Set(
  'png jpg jpeg jpe jfif gif svg webp bmp tif tiff ico heic heif avif emf wmf psd'.split(' '),
);

const extensionOf = (name: string): string | null =>
  /\.([a-z][a-z\d]{1,4})\s*$/i.exec(name)?.[1]?.toLowerCase() ?? null;

/** `image`, unless the name of the file, or else the words for it, say that it is something else. */
export function missingKind(fileName: string, words: string): 'image' | 'file' {
  const extension = extensionOf(fileName) ?? extensionOf(words);
  return extension === null || PICTURES.has(extension) ? 'image' : 'file';
}

/** The words of all placeholders in a text, without the backslashes of Markdown. */
export function namedInPlaceholders(markdown: string): ReadonlySet<string> {
  if (!markdown.includes('[missing ')) return new Set();
  const found = markdown.matchAll(/\[missing (?:image|file): ([^[\]]*)\]/g);
  return new Set(Array.from(found, ([, words = '']) => words.replaceAll('\\', '')));
}

/** A bare file name would read as words of the page. */
export const placeholder = (words: string, fileName: string): string =>
  `[missing ${missingKind(fileName, words)}: ${words}]`;
