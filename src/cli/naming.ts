/** How pages, states and imports are named on the command line; for help. */

export const PAGE_ARGUMENT =
  'its Confluence id, title, KEY/Title, Markdown path, source path or address in the wiki';

export const PAGE_HELP = `
A page can be named by its Confluence id, by its title, by KEY/Title or KEY:Title, by its path in the
Markdown tree (an earlier one too), by the path of its source, or by its address in the wiki.`;

/** The archive that all commands read unless told otherwise. */
export const ARCHIVE_OPTION = [
  '--archive <file>',
  'SQLite archive',
  'output/archive.sqlite',
] as const;

export const JSON_OPTION = ['--json', 'print the answer as JSON'] as const;
