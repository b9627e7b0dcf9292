import { Command } from 'commander';
import type { PageHistory, PageVersion } from '../../model/history.ts';
import { EXIT } from '../exit-codes.ts';
import type { Library } from '../library.ts';
import { archiveOption, JSON_OPTION, PAGE_ARGUMENT, PAGE_HELP } from '../naming.ts';
import { dateText, jsonText, pageHeadline, wordsText } from '../page-lines.ts';
import { printable, type Output, type Terminal } from '../terminal.ts';
import { textTable } from '../text-table.ts';

interface HistoryFlags {
  readonly archive: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  confluence-archive history "Field Handbook"
  confluence-archive history SEALS/Meetings --json
${PAGE_HELP}

The newest state is marked with *. Words are counted against the state before.`;

/** The title where it is another one than in the state before. */
function titleChange(version: PageVersion, before: PageVersion | undefined): string {
  const title = printable(version.title ?? 'untitled');
  if (before === undefined) return `“${title}”`;
  if (before.title === version.title) return '';
  return `“${printable(before.title ?? 'untitled')}” → “${title}”`;
}

const HEADS = ['', '', 'date', 'change', 'words', 'import', 'title'];

/** A page's states as aligned columns, oldest first. */
function historyText({ page, versions }: PageHistory, stream: Output): string {
  const rows = versions.map((version, at) => [
    version.isCurrent ? '*' : ' ',
    String(version.number),
    dateText(version),
    version.change,
    wordsText(version.wordsAdded, version.wordsRemoved),
    `${String(version.importId)} of ${version.importedAt.slice(0, 10)}`,
    titleChange(version, versions[at - 1]),
  ]);
  const path = page.markdownPath === null ? '' : `${printable(page.markdownPath)}\n`;
  const table = textTable({ heads: HEADS, isRight: [false, true], rows }, stream);
  return `${pageHeadline(page, stream)}\n${path}\n${table}`;
}

/** `confluence-archive history <page>`: every state of a page. */
export function historyCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  return new Command('history')
    .summary('list every state that a page has been in')
    .description('Lists every state of a page that an export showed, and which import brought it.')
    .argument('<page>', PAGE_ARGUMENT)
    .addOption(archiveOption())
    .option(...JSON_OPTION)
    .showHelpAfterError('(see confluence-archive history --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (page: string, { archive, json }: HistoryFlags) => {
      const history = await library.pageHistory({ archive, page });
      terminal.stdout.write(json ? jsonText(history) : historyText(history, terminal.stdout));
      finish(EXIT.done);
    });
}
