/** The options by which every listing is narrowed down. */
import type { Command } from 'commander';
import type { PageFilter } from '../model/page-filter.ts';

export interface FilterFlags {
  readonly space?: string;
  readonly author?: string;
  readonly since?: string;
  readonly until?: string;
  readonly label?: string;
}

/** Adds `--space --author --since --until --label` to a command. */
export const withFilters = (command: Command): Command =>
  command
    .option('--space <key>', 'only this space: its key or name')
    .option('--author <name>', 'only what this person created, last modified or signed as a report')
    .option('--since <date>', 'only from this day, month or year on: 2021, 2021-07, 2021-07-15')
    .option('--until <date>', 'only up to this day, month or year, which is included')
    .option('--label <name>', 'only pages with this label');

export const filterOf = (flags: FilterFlags): PageFilter => ({
  space: flags.space ?? null,
  author: flags.author ?? null,
  since: flags.since ?? null,
  until: flags.until ?? null,
  label: flags.label ?? null,
});
