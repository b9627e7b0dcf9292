/** How archives, pages, states and imports are named on the command line; for help. */
import { Option } from 'commander';

export const PAGE_ARGUMENT =
  'its Confluence id, title, KEY/Title, Markdown path, source path or address in the wiki';

export const PAGE_HELP = `
A page can be named by its Confluence id, by its title, by KEY/Title or KEY:Title, by its path in the
Markdown tree (an earlier one too), by the path of its source, or by its address in the wiki.`;

/**
 * The archive that all commands read unless told otherwise. Who asks one all day names it in the
 * environment; commands that also write a Markdown folder are told both each time, lest the pages of
 * one wiki land in the folder of another.
 */
export const archiveOption = (): Option =>
  new Option('--archive <file>', 'SQLite archive')
    .default('output/archive.sqlite')
    .env('CONFLUENCE_ARCHIVE');

export const JSON_OPTION = ['--json', 'print the answer as JSON'] as const;
