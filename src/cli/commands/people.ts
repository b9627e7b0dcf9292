import { Command, Option } from 'commander';
import type { ListedPerson } from '../../model/listings.ts';
import { CONTRIBUTION_ROLES, type ContributionRole } from '../../model/page.ts';
import { column, RIGHT, unseen } from '../columns.ts';
import { EXIT } from '../exit-codes.ts';
import { filterOf, withFilters, type FilterFlags } from '../filter-options.ts';
import type { Library } from '../library.ts';
import { printListing, withListing, type ListingFlags } from '../listing.ts';
import type { Column } from '../records.ts';
import type { Terminal } from '../terminal.ts';

interface PeopleFlags extends ListingFlags, FilterFlags {
  readonly role?: ContributionRole;
}

const EXAMPLES = `
Examples:
  confluence-archive people --role report-author
  confluence-archive people --space SEALS --since 2023 --limit 10
  confluence-archive people morgan

The filters choose pages: the answer tells who did what on them, and on how many. The years are
those of the pages that say when it was. One human may have several rows, where pages name them
differently (“Unknown User (jdoe)”): nobody is merged on a guess, and user names and account ids
are there to tell.`;

const COLUMNS: readonly Column<ListedPerson>[] = [
  ...unseen<ListedPerson>('id'),
  column('displayName', { head: 'name' }),
  column('username', { head: 'user name' }),
  ...unseen<ListedPerson>('accountId'),
  column('pages', RIGHT),
  column('created', RIGHT),
  column('lastModified', { head: 'modified', ...RIGHT }),
  column('reportsWritten', { head: 'reports', ...RIGHT }),
  column('commented', RIGHT),
  column('mentioned', RIGHT),
  column('firstOn', { head: 'first' }),
  column('lastOn', { head: 'last' }),
  ...unseen<ListedPerson>('profileUrl'),
];

/** `confluence-archive people`: who did what on the pages of the archive. */
export function peopleCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  const command = new Command('people')
    .summary('list people: who wrote, signed, commented, was mentioned')
    .description('Lists people, and on how many pages each created, changed, signed, commented …')
    .argument('[name]', 'only people of this name, user name or account id, or part of a name');
  return withListing(
    withFilters(command).addOption(
      new Option(
        '--role <role>',
        'only people with this role; first and last are then of it',
      ).choices(CONTRIBUTION_ROLES),
    ),
  )
    .showHelpAfterError('(see confluence-archive people --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string | undefined, flags: PeopleFlags) => {
      const rows = await library.listPeople({
        archive: flags.archive,
        filter: filterOf(flags),
        role: flags.role ?? null,
        name: name ?? null,
        limit: flags.limit ?? null,
      });
      printListing(terminal, { format: flags.format, columns: COLUMNS, rows }, 'Nobody matches.');
      finish(EXIT.done);
    });
}
