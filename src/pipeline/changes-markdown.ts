/** The report of changes as Markdown, for release notes or a mail. */
import type { ChangeKind, ChangesReport, ImportSummary, PageChange } from '../model/history.ts';
import { escapeHeading, escapeInline } from '../publish/escape.ts';
import { stemOf } from '../publish/page-order.ts';

const HEADINGS: Readonly<Record<ChangeKind, string>> = {
  created: 'Created',
  updated: 'Updated',
  moved: 'Moved',
  removed: 'Removed',
  passed: 'Came and went',
  earlier: 'Older states added to the history',
};

const PHRASES: Readonly<Record<ChangeKind, string>> = {
  created: 'created',
  updated: 'updated',
  moved: 'moved',
  removed: 'removed',
  passed: 'came and went',
  earlier: 'with older states added',
};

const counted = (count: number, noun: string): string =>
  `${String(count)} ${noun}${count === 1 ? '' : 's'}`;

const day = (date: string): string => date.slice(0, 10);

function importLine({ id, startedAt, status, takenOn, isOnlyPast }: ImportSummary): string {
  const exports = takenOn.map(day).join(', ');
  return [
    `- Import ${String(id)} of ${day(startedAt)}`,
    ...(exports === '' ? [] : [`, an export of ${exports}`]),
    ...(isOnlyPast ? [': older than what was known, so it only added to the past'] : []),
    ...(status === 'completed' ? [] : [status === 'failed' ? ' (not completed)' : ' (under way)']),
  ].join('');
}

/** A page’s title, or the name of its file, as Markdown shows it. */
const quoted = (title: string | null, { page }: PageChange): string =>
  escapeInline(title ?? page.title ?? stemOf(page.sourcePath));

function wordsPhrase({ wordsAdded, wordsRemoved }: PageChange): string {
  if (wordsAdded === 0 && wordsRemoved === 0) return 'the same words';
  const parts = [
    ...(wordsAdded === 0 ? [] : [`${counted(wordsAdded, 'word')} added`]),
    ...(wordsRemoved === 0 ? [] : [`${String(wordsRemoved)} removed`]),
  ];
  return wordsAdded === 0 ? `${counted(wordsRemoved, 'word')} removed` : parts.join(', ');
}

const placePhrase = (parent: string | null): string =>
  parent === null ? 'the top' : `“${escapeInline(parent)}”`;

function detailsOf(change: PageChange): string[] {
  const { kind, isBack, wordsAdded, wordsRemoved, parent, oldParent } = change;
  if (kind === 'created') {
    return [...(isBack ? ['back again'] : []), counted(wordsAdded, 'word')];
  }
  if (kind === 'updated') return [wordsPhrase(change)];
  if (kind !== 'moved') return [];
  return [
    ...(change.oldTitle === null ? [] : [`was “${escapeInline(change.oldTitle)}”`]),
    ...(parent === null && oldParent === null
      ? []
      : [`from below ${placePhrase(oldParent)} to below ${placePhrase(parent)}`]),
    ...(wordsAdded + wordsRemoved === 0 ? [] : [wordsPhrase(change)]),
  ];
}

function changeLine(change: PageChange): string {
  const details = detailsOf(change).join('; ');
  return `- ${quoted(change.title, change)}${details === '' ? '' : `: ${details}`}`;
}

/** Runs of changes with the same key, in their order. */
function grouped(
  changes: readonly PageChange[],
  key: (change: PageChange) => string,
): (readonly [string, readonly PageChange[]])[] {
  const groups = new Map<string, PageChange[]>();
  for (const change of changes) {
    const group = groups.get(key(change));
    if (group === undefined) groups.set(key(change), [change]);
    else group.push(change);
  }
  return [...groups];
}

function spaceHeading({ page: { spaceKey, spaceName } }: PageChange): string {
  if (spaceName === null) return escapeHeading(spaceKey ?? 'No space');
  return escapeHeading(spaceKey === null ? spaceName : `${spaceName} (${spaceKey})`);
}

function spaceBlocks(changes: readonly PageChange[]): string[] {
  const kinds = grouped(changes, ({ kind }) => HEADINGS[kind]);
  const [first] = changes;
  return [
    ...(first === undefined ? [] : [`## ${spaceHeading(first)}`]),
    ...kinds.flatMap(([heading, group]) => [
      `### ${heading} (${String(group.length)})`,
      group.map(changeLine).join('\n'),
    ]),
  ];
}

function titleOf({ imports, space }: ChangesReport): string {
  const [first, last] = [imports[0], imports.at(-1)];
  const place = space === null ? '' : ` in ${escapeInline(space)}`;
  if (first === undefined || last === undefined) return `# Changes${place}`;
  const range =
    first === last
      ? `import ${String(first.id)}`
      : `imports ${String(first.id)} to ${String(last.id)}`;
  return `# Changes${place}: ${range}`;
}

function sumLine({ counts, imports }: ChangesReport): string {
  const parts = (Object.keys(PHRASES) as ChangeKind[])
    .filter((kind) => counts[kind] > 0)
    .map((kind, at) => {
      const count = counts[kind];
      return `${at === 0 ? counted(count, 'page') : String(count)} ${PHRASES[kind]}`;
    });
  if (parts.length > 0) return `${parts.join(', ')}.`;
  return imports.length === 0 ? 'There was no import.' : 'No page changed.';
}

/** @returns Markdown that ends in a newline; titles are escaped. */
export function changesMarkdown(report: ChangesReport): string {
  const bySpace = grouped(report.changes, ({ page }) =>
    JSON.stringify([page.spaceKey, page.spaceName]),
  );
  const blocks = [
    titleOf(report),
    ...(report.imports.length === 0 ? [] : [report.imports.map(importLine).join('\n')]),
    sumLine(report),
    ...bySpace.flatMap(([, changes]) => spaceBlocks(changes)),
  ];
  return `${blocks.join('\n\n')}\n`;
}
