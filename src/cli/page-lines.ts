/** Lines about pages and their states that several commands print. */
import type { NamedPage, VersionRow } from '../model/history.ts';
import { printable, style, type Output } from './terminal.ts';

/** Text of several lines, made safe to show; tabs and line ends stay. */
export const printableText = (text: string): string => text.replace(/[^\t\n]+/g, printable);

/** A title as it is; of a page without one, the path of its source. */
const titleOf = ({ title, sourcePath }: NamedPage): string => printable(title ?? sourcePath);

/** `Title (KEY)`, and what is remarkable about the page. */
export function pageHeadline(page: NamedPage, stream: Output): string {
  const space = page.spaceKey ?? page.spaceName;
  const place = space === null ? '' : ` (${printable(space)})`;
  const notes = [
    ...(page.status === 'removed' ? ['removed from the wiki'] : []),
    ...(page.duplicateOf === null ? [] : ['a copy of another page']),
  ];
  const note = notes.length === 0 ? '' : `, ${notes.join(', ')}`;
  return `${style(stream, 'bold', titleOf(page))}${place}${note}`;
}

/** When the wiki was in that state; where no export says it, when it was stored. */
export const dateText = ({ seenOn, recordedAt }: VersionRow): string =>
  seenOn === null ? `${recordedAt.slice(0, 10)} (stored)` : printable(seenOn.replace('T', ' '));

/** `+12 -3`, or nothing where no word came or went. */
export const wordsText = (added: number, removed: number): string =>
  [
    ...(added === 0 ? [] : [`+${String(added)}`]),
    ...(removed === 0 ? [] : [`-${String(removed)}`]),
  ].join(' ');

export const jsonText = (report: unknown): string => `${JSON.stringify(report, null, 2)}\n`;
