/** The files of the tree itself, made of what it holds. */
import type { SourceRow } from '../model/addresses.ts';
import type { RedirectForm } from '../model/imports.ts';
import { netlifyRedirects } from './netlify.ts';
import { nginxRedirects } from './nginx.ts';
import {
  redirectLines,
  redirectsOf,
  sourceLines,
  sourceRows,
  type Published,
} from './redirects.ts';
import { NETLIFY_FILE, NGINX_FILE, REDIRECTS_FILE, SOURCES_FILE } from './root-files.ts';
import type { TextFile } from './tree-file.ts';

/** Characters of a piece: these files have hundreds of thousands of lines, and no text holds all. */
const PIECE = 256 * 1024;

function piecesOf(lines: Iterable<string>): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    pieces.push(Buffer.from(piece));
    piece = '';
  }
  return [...pieces, Buffer.from(piece)];
}

const file = (path: string, lines: Iterable<string>): TextFile => ({
  kind: 'text',
  path,
  text: piecesOf(lines),
});

export const sourcesFile = (rows: Iterable<SourceRow>): TextFile =>
  file(SOURCES_FILE, sourceLines(rows));

/** `redirects.csv` and `sources.csv`, and the forms that are asked for: one at a time. */
export function* indexFiles(
  published: Published,
  forms: readonly RedirectForm[],
): Generator<TextFile> {
  const redirects = redirectsOf(published);
  yield file(REDIRECTS_FILE, redirectLines(redirects));
  yield sourcesFile(sourceRows(published));
  if (forms.includes('nginx')) yield file(NGINX_FILE, [nginxRedirects(redirects)]);
  if (forms.includes('netlify')) yield file(NETLIFY_FILE, [netlifyRedirects(redirects)]);
}
