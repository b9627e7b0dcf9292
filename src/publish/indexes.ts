/** The files of the tree itself, made of what it holds. */
import type { RedirectForm } from '../model/imports.ts';
import { netlifyRedirects } from './netlify.ts';
import { nginxRedirects } from './nginx.ts';
import { redirectsCsv, redirectsOf, sourcesCsv, type Published } from './redirects.ts';
import { NETLIFY_FILE, NGINX_FILE, REDIRECTS_FILE, SOURCES_FILE } from './root-files.ts';
import type { TextFile } from './tree-file.ts';

/** `redirects.csv` and `sources.csv`, and the forms that are asked for. */
export function indexFiles(published: Published, forms: readonly RedirectForm[]): TextFile[] {
  const redirects = redirectsOf(published);
  const file = (path: string, text: string): TextFile => ({ kind: 'text', path, text });
  return [
    file(REDIRECTS_FILE, redirectsCsv(redirects)),
    file(SOURCES_FILE, sourcesCsv(published)),
    ...(forms.includes('nginx') ? [file(NGINX_FILE, nginxRedirects(redirects))] : []),
    ...(forms.includes('netlify') ? [file(NETLIFY_FILE, netlifyRedirects(redirects))] : []),
  ];
}
