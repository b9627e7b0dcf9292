import { Command, Option } from 'commander';
import type { ListedLink } from '../../model/listings.ts';
import { LINK_KINDS, type LinkKind } from '../../model/page.ts';
import { column, SPACE, unseen } from '../columns.ts';
import { EXIT } from '../exit-codes.ts';
import { filterOf, withFilters, type FilterFlags } from '../filter-options.ts';
import type { Library } from '../library.ts';
import { printListing, withListing, type ListingFlags } from '../listing.ts';
import type { Column } from '../records.ts';
import type { Terminal } from '../terminal.ts';

interface LinksFlags extends ListingFlags, FilterFlags {
  readonly from?: string;
  readonly to?: string;
  readonly broken?: true;
  readonly kind?: LinkKind;
  readonly external?: true;
  readonly host?: string;
}

const EXAMPLES = `
Examples:
  confluence-archive links --broken
  confluence-archive links --to "Old Boathouse"              also when that page was removed
  confluence-archive links --from SEALS/Meetings --format json
  confluence-archive links --external --host example.org

--broken tells why, as \`audit\` does: page-never-written, page-not-in-export,
attachment-not-in-export, heading-not-on-page, address-unusable. Addresses on the web are never
called, so they are never broken. The filters choose the pages that the links stand on.`;

/** What a link leads to, in one cell. */
const target = ({
  targetTitle,
  targetStatus,
  targetFileName,
  fragment,
  href,
}: ListedLink): string => {
  const place = fragment === null ? '' : `#${fragment}`;
  if (targetTitle === null) return targetFileName ?? href;
  return `${targetTitle}${place}${targetStatus === 'removed' ? ' (removed)' : ''}`;
};

const COLUMNS: readonly Column<ListedLink>[] = [
  ...unseen<ListedLink>('id', 'pageId', 'spaceKey', 'spaceName'),
  SPACE,
  column('pageTitle', { head: 'page' }),
  column('kind'),
  ...unseen<ListedLink>('status'),
  column('text'),
  { name: 'target', of: target },
  column('problem'),
  ...unseen<ListedLink>('href', 'host', 'targetPageId', 'targetTitle', 'targetStatus'),
  ...unseen<ListedLink>('targetAttachmentId', 'targetFileName', 'fragment'),
];

/** `confluence-archive links`: what pages link to. */
export function linksCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  const command = new Command('links')
    .summary('list links: broken, to a page, from a page, to a host')
    .description('Lists links and images of pages, where they lead and why they do not.');
  return withListing(
    withFilters(command)
      .option('--broken', 'only links that lead nowhere')
      .option('--to <page>', 'only links to this page, which may have been removed')
      .option('--from <page>', 'only links of this page')
      .addOption(new Option('--kind <kind>', 'only links of this kind').choices(LINK_KINDS))
      .addOption(
        new Option('--external', 'only links to the web: the same as --kind external').conflicts(
          'kind',
        ),
      )
      .option('--host <name>', 'only addresses at this host, or below it'),
  )
    .showHelpAfterError('(see confluence-archive links --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: LinksFlags) => {
      const rows = await library.listLinks({
        archive: flags.archive,
        filter: filterOf(flags),
        from: flags.from ?? null,
        to: flags.to ?? null,
        isBroken: flags.broken ?? false,
        kind: flags.external ? 'external' : (flags.kind ?? null),
        host: flags.host ?? null,
        limit: flags.limit ?? null,
      });
      printListing(terminal, { format: flags.format, columns: COLUMNS, rows }, 'No link matches.');
      finish(EXIT.done);
    });
}
