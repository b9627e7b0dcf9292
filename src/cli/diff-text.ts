/** A difference between two states of a page, for a terminal or as plain text. */
import type { DiffHunk, DiffPart, PageDiff, VersionRow } from '../model/history.ts';
import { dateText, pageHeadline, printableText, wordsText } from './page-lines.ts';
import { hasColours, printable, style, type Output } from './terminal.ts';

/** With colours red and struck out, and green; without, in the marks of `git diff --word-diff`. */
function partText({ kind, text }: DiffPart, stream: Output): string {
  const shown = printableText(text);
  if (kind === 'same') return shown;
  if (!hasColours(stream)) return kind === 'removed' ? `[-${shown}-]` : `{+${shown}+}`;
  return kind === 'removed'
    ? style(stream, 'red', style(stream, 'strikethrough', shown))
    : style(stream, 'green', shown);
}

function hunkLines({ section, lines }: DiffHunk, stream: Output): string[] {
  const place = section === null ? 'top of the page' : printable(section);
  const head = `@@ ${place} @@`;
  return [
    '',
    style(stream, 'cyan', head),
    ...lines.map((parts) => parts.map((part) => partText(part, stream)).join('')),
  ];
}

const versionText = (version: VersionRow): string =>
  `version ${String(version.number)}, ${dateText(version)}, import ${String(version.importId)}`;

function verdict({ from, to, hunks, wordsAdded, wordsRemoved }: PageDiff): string[] {
  if (from.number === to.number) return ['There is no other state to compare it with.'];
  if (hunks.length === 0) return ['The text is the same.'];
  const words = wordsText(wordsAdded, wordsRemoved);
  return [`words: ${words === '' ? 'the same' : words}`];
}

/** @returns text that ends in a newline. */
export function diffText(diff: PageDiff, stream: Output): string {
  const { page, from, to, hunks } = diff;
  const titles = [from, to].map(({ title }) => printable(title ?? 'untitled'));
  const lines = [
    pageHeadline(page, stream),
    ...(from.number === to.number
      ? [versionText(to)]
      : [`from: ${versionText(from)}`, `to:   ${versionText(to)}`]),
    ...(titles[0] === titles[1] ? [] : [`title: “${titles[0] ?? ''}” → “${titles[1] ?? ''}”`]),
    ...verdict(diff),
    ...hunks.flatMap((hunk) => hunkLines(hunk, stream)),
  ];
  return `${lines.join('\n')}\n`;
}
