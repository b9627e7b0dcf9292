import { Command, Option } from 'commander';
import {
  PAGE_ORDERS,
  PAGE_STATUSES,
  PAGE_TYPES,
  type ListedPage,
  type PageOrder,
  type PageStatus,
} from '../../model/listings.ts';
import type { PageType } from '../../model/page.ts';
import { column, RIGHT, SPACE, unseen } from '../columns.ts';
import { EXIT } from '../exit-codes.ts';
import { filterOf, withFilters, type FilterFlags } from '../filter-options.ts';
import type { Library } from '../library.ts';
import { printListing, withListing, type ListingFlags } from '../listing.ts';
import type { Column } from '../records.ts';
import type { Terminal } from '../terminal.ts';

interface PagesFlags extends ListingFlags, FilterFlags {
  readonly under?: string;
  readonly type?: PageType;
  readonly status: PageStatus;
  readonly unlinked?: true;
  readonly orphans?: true;
  readonly sort: PageOrder;
  readonly reverse?: true;
}

const EXAMPLES = `
Examples:
  confluence-archive pages --space SEALS
  confluence-archive pages --until 2019 --sort modified --reverse     pages nobody touched since 2019
  confluence-archive pages --under "Meetings" --format csv > meetings.csv
  confluence-archive pages --status removed
  confluence-archive pages --unlinked --sort words --limit 20

--sort words, links and attachments begin with the most, created and modified with the newest;
--reverse turns that round. “links” counts the pages that link to a page.`;

const COLUMNS: readonly Column<ListedPage>[] = [
  { name: 'page_id', of: ({ id }) => id, inTable: false },
  SPACE,
  column('title'),
  ...unseen<ListedPage>(
    'spaceKey',
    'spaceName',
    'confluenceId',
    'type',
    'status',
    'duplicateOf',
    'parentId',
  ),
  ...unseen<ListedPage>('parentTitle', 'path'),
  column('creator'),
  column('createdOn', { head: 'created' }),
  column('lastModifier'),
  column('lastModifiedOn', { head: 'modified' }),
  column('wordCount', { head: 'words', ...RIGHT }),
  ...unseen<ListedPage>('labels', 'children'),
  column('linkingPages', { head: 'links', ...RIGHT }),
  column('attachments', { head: 'files', ...RIGHT }),
  ...unseen<ListedPage>('comments', 'versions', 'sourceFormat', 'sourcePath', 'markdownPath'),
];

/** `confluence-archive pages`: the pages of the archive. */
export function pagesCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  const command = new Command('pages')
    .summary('list pages: by space, age, author, place, size')
    .description('Lists pages, with who wrote them and when, and how much refers to them.');
  return withListing(
    withFilters(command)
      .option('--under <page>', 'only pages below this one, at any depth')
      .addOption(new Option('--type <type>', 'only pages of this type').choices(PAGE_TYPES))
      .addOption(
        new Option('--status <status>', 'which pages').choices(PAGE_STATUSES).default('current'),
      )
      .option('--unlinked', 'only pages that no other page links to')
      .option('--orphans', 'only pages without a page above them, home pages left out')
      .addOption(new Option('--sort <by>', 'order').choices(PAGE_ORDERS).default('title'))
      .option('--reverse', 'turn the order round'),
  )
    .showHelpAfterError('(see confluence-archive pages --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: PagesFlags) => {
      const rows = await library.listPages({
        archive: flags.archive,
        filter: filterOf(flags),
        under: flags.under ?? null,
        type: flags.type ?? null,
        status: flags.status,
        isUnlinked: flags.unlinked ?? false,
        isOrphan: flags.orphans ?? false,
        order: flags.sort,
        isReversed: flags.reverse ?? false,
        limit: flags.limit ?? null,
      });
      const printing = { format: flags.format, columns: COLUMNS, rows };
      printListing(terminal, printing, 'No page matches.');
      finish(EXIT.done);
    });
}
