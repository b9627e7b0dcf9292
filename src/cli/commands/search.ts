import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { filterOf, withFilters, type FilterFlags } from '../filter-options.ts';
import type { Library } from '../library.ts';
import { archiveOption } from '../naming.ts';
import { nothingFound } from '../nothing-found.ts';
import { counted, parseCount } from '../quantity.ts';
import { formatOption, writeRecords, type RecordFormat } from '../records.ts';
import { HIT_COLUMNS, hitLines } from '../search-hits.ts';
import type { Terminal } from '../terminal.ts';

interface SearchFlags extends FilterFlags {
  readonly archive: string;
  readonly section?: string;
  readonly limit: number;
  readonly format: RecordFormat;
}

const EXAMPLES = `
Examples:
  confluence-archive search seal counts
  confluence-archive search '"low tide" -draft'
  confluence-archive search 'title:handbook OR observ*' --space SEALS --since 2021
  confluence-archive search budget --section planned-work --format csv

The query; put it in single quotes, or your shell takes a part of it for itself:
  seal counts       pages with both words, wherever they stand; accents and case make no difference
  "seal counts"     the words side by side
  observ*           words that begin so
  seals OR whales   one of them; OR and NOT are written large
  seals -whales     the first without the second; also: seals NOT whales
  (a OR b) c        parentheses group
  title:handbook    only in titles; also heading: and text:
Japanese, Chinese, Korean and Thai words are found wherever their characters stand in this order.`;

/** `confluence-archive search <words…>`: pages that have the words, best first. */
export function searchCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  const command = new Command('search')
    .summary('find pages by their words')
    .description('Finds the pages that have the words, best first; titles weigh most.')
    .argument('<words...>', 'what to look for; see below')
    .addOption(archiveOption());
  return withFilters(command)
    .option('--section <key>', 'the words stand in sections of this key, such as planned-work')
    .option('--limit <n>', 'how many pages are shown at most', parseCount, 20)
    .addOption(formatOption())
    .showHelpAfterError('(see confluence-archive search --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (words: readonly string[], flags: SearchFlags) => {
      const { archive, section, limit, format } = flags;
      const query = words.join(' ');
      const filter = filterOf(flags);
      const answer = await library.searchArchive({
        ...{ archive, query, filter, limit },
        section: section ?? null,
      });
      const { stdout, stderr } = terminal;
      const isNarrowed = Object.values(filter).some((part) => part !== null);
      const narrowing = { isNarrowed, section: section ?? null };
      if (answer.total === 0) stderr.write(nothingFound(answer, narrowing));
      if (format === 'table') stdout.write(hitLines(answer.hits, stdout));
      else writeRecords(stdout, { format, columns: HIT_COLUMNS, rows: answer.hits });
      const more = answer.total - answer.hits.length;
      if (more > 0) {
        const shown = `The best ${String(answer.hits.length)} of ${counted(answer.total, 'page')}`;
        stderr.write(`${shown}; --limit shows more.\n`);
      }
      finish(EXIT.done);
    });
}
