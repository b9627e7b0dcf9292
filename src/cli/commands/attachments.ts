import { Command, Option } from 'commander';
import type { ListAttachmentsOptions } from '../../index.ts';
import {
  ATTACHMENT_ORDERS,
  type AttachmentOrder,
  type ListedAttachment,
} from '../../model/listings.ts';
import { column, RIGHT, SPACE, unseen } from '../columns.ts';
import { EXIT } from '../exit-codes.ts';
import { filterOf, withFilters, type FilterFlags } from '../filter-options.ts';
import type { Library } from '../library.ts';
import { printListing, withListing, type ListingFlags } from '../listing.ts';
import type { Column } from '../records.ts';
import type { Terminal } from '../terminal.ts';

interface AttachmentsFlags extends ListingFlags, FilterFlags {
  readonly page?: string;
  readonly missing?: true;
  readonly present?: true;
  readonly unreferenced?: true;
  readonly mediaType?: string;
  readonly sort: AttachmentOrder;
}

const EXAMPLES = `
Examples:
  confluence-archive attachments --missing --format csv > missing.csv
  confluence-archive attachments --sort size --limit 20
  confluence-archive attachments --unreferenced --present
  confluence-archive attachments --media-type 'image/*' --page "Field Handbook"

“Unreferenced” means that no current page links to the file or shows it; it may still be wanted.
The filters choose the pages that the files are attached to.`;

const COLUMNS: readonly Column<ListedAttachment>[] = [
  ...unseen<ListedAttachment>('id', 'pageId', 'spaceKey', 'spaceName'),
  SPACE,
  column('pageTitle', { head: 'page' }),
  column('fileName', { head: 'file' }),
  column('mediaType'),
  column('bytes', RIGHT),
  column('status'),
  column('referringPages', { head: 'used by', ...RIGHT }),
  ...unseen<ListedAttachment>('confluenceId', 'sha256', 'sourcePath', 'publishedPath'),
];

/** The media types that there are instead of the one that nothing has; '' where none was asked for. */
async function otherTypes(library: Library, asked: ListAttachmentsOptions): Promise<string> {
  if (asked.mediaType == null) return '';
  const all = await library.listAttachments({ ...asked, mediaType: null, limit: null });
  const types = [...new Set(all.map(({ mediaType }) => mediaType ?? 'unknown'))].sort();
  return types.length === 0 ? '' : ` Without --media-type, there are ${types.join(', ')}.`;
}

/** `confluence-archive attachments`: the files that pages name as theirs. */
export function attachmentsCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  const command = new Command('attachments')
    .summary('list attachments: missing, unreferenced, largest')
    .description('Lists the attachments of pages, and whether they are there and used.');
  return withListing(
    withFilters(command)
      .option('--page <page>', 'only those of this page')
      .addOption(
        new Option('--missing', 'only files that the export does not have').conflicts('present'),
      )
      .option('--present', 'only files that are there')
      .option('--unreferenced', 'only files that no page links to or shows')
      .option('--media-type <type>', 'only this media type, such as image/png, image/* or image')
      .addOption(new Option('--sort <by>', 'order').choices(ATTACHMENT_ORDERS).default('page')),
  )
    .showHelpAfterError('(see confluence-archive attachments --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: AttachmentsFlags) => {
      const status = flags.missing ? 'missing' : flags.present ? 'present' : null;
      const asked: ListAttachmentsOptions = {
        archive: flags.archive,
        filter: filterOf(flags),
        page: flags.page ?? null,
        status,
        isUnreferenced: flags.unreferenced ?? false,
        mediaType: flags.mediaType ?? null,
        order: flags.sort,
        limit: flags.limit ?? null,
      };
      const rows = await library.listAttachments(asked);
      const hint = rows.length === 0 ? await otherTypes(library, asked) : '';
      const printing = { format: flags.format, columns: COLUMNS, rows };
      printListing(terminal, printing, `No attachment matches.${hint}`);
      finish(EXIT.done);
    });
}
