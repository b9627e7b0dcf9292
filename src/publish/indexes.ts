/** The files of the tree itself, made of what it holds. */
import type { SourceRow } from '../model/addresses.ts';
import type { RedirectForm } from '../model/imports.ts';
import { netlifyRedirects } from './netlify.ts';
import { nginxRedirects } from './nginx.ts';
import { redirectsCsv, redirectsOf, sourceRows, sourcesCsv, type Published } from './redirects.ts';
import { NETLIFY_FILE, NGINX_FILE, REDIRECTS_FILE, SOURCES_FILE } from './root-files.ts';
import type { TextFile } from './tree-file.ts';

const file = (path: string, text: string): TextFile => ({ kind: 'text', path, text });

export const sourcesFile = (rows: Iterable<SourceRow>): TextFile =>
  file(SOURCES_FILE, sourcesCsv(rows));

/** `redirects.csv` and `sources.csv`, and the forms that are asked for. */
export function indexFiles(published: Published, forms: readonly RedirectForm[]): TextFile[] {
  const redirects = redirectsOf(published);
  return [
    file(REDIRECTS_FILE, redirectsCsv(redirects)),
    sourcesFile(sourceRows(published)),
    ...(forms.includes('nginx') ? [file(NGINX_FILE, nginxRedirects(redirects))] : []),
    ...(forms.includes('netlify') ? [file(NETLIFY_FILE, netlifyRedirects(redirects))] : []),
  ];
}
