/** What the commands that list records have in common. */
import type { Command } from 'commander';
import { archiveOption } from './naming.ts';
import { parseCount } from './quantity.ts';
import { formatOption, writeRecords, type Printing, type RecordFormat } from './records.ts';
import type { Terminal } from './terminal.ts';

export interface ListingFlags {
  readonly archive: string;
  readonly format: RecordFormat;
  readonly limit?: number;
}

/** Adds `--limit --archive --format` to a command. */
export const withListing = (command: Command): Command =>
  command
    .option('--limit <rows>', 'at most so many (default: all)', parseCount)
    .addOption(archiveOption())
    .addOption(formatOption());

/** Prints what was found; where that is nothing, says so. */
export function printListing<Row>(
  terminal: Terminal,
  printing: Printing<Row>,
  nothing: string,
): void {
  if (printing.rows.length === 0) terminal.stderr.write(`${nothing}\n`);
  writeRecords(terminal.stdout, printing);
}
