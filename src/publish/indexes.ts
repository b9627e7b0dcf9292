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
import type { StreamFile } from './tree-file.ts';

/** Characters of a piece: these files have hundreds of thousands of lines, and no text holds all. */
const PIECE = 256 * 1024;

// eslint-disable-next-line @typescript-eslint/require-await -- the tree takes its bytes as a stream
async function* piecesOf(lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}

/** `redirects.csv` and `sources.csv`, and the forms that are asked for, in lines or larger pieces. */
export function* indexTexts(
  published: Published,
  forms: readonly RedirectForm[],
): Generator<readonly [path: string, text: Iterable<string>]> {
  const redirects = redirectsOf(published);
  yield [REDIRECTS_FILE, redirectLines(redirects)];
  yield [SOURCES_FILE, sourceLines(sourceRows(published))];
  if (forms.includes('nginx')) yield [NGINX_FILE, [nginxRedirects(redirects)]];
  if (forms.includes('netlify')) yield [NETLIFY_FILE, [netlifyRedirects(redirects)]];
}

const file = (path: string, text: Iterable<string>): StreamFile => ({
  kind: 'stream',
  path,
  sha256: null,
  bytes: null,
  isMade: true,
  open: () => Promise.resolve(piecesOf(text)),
});

export const sourcesFile = (rows: Iterable<SourceRow>): StreamFile =>
  file(SOURCES_FILE, sourceLines(rows));

/** The same as files for the tree, one made after the other. */
export function* indexFiles(
  published: Published,
  forms: readonly RedirectForm[],
): Generator<StreamFile> {
  for (const [path, text] of indexTexts(published, forms)) yield file(path, text);
}
