/**
 * Compares two texts: by lines first, then by words inside the lines that changed. The work is
 * bounded, and the result the same on every machine: what is too different to be compared word by
 * word within the bounds is shown as removed and added whole.
 */
import { diffArrays } from 'diff';
import { addAll } from '../model/add-all.ts';
import type { DiffHunk, DiffPart } from '../model/history.ts';

/** How far lines may differ: the comparison takes the square of it. */
const MOST_LINE_EDITS = 2000;
/** The same for the words of one changed block, and for all blocks together the sum of squares. */
const MOST_WORD_EDITS = 1000;
const ALL_WORD_WORK = 10_000_000;
/** Where less than this part of the words is common, two whole sentences read better. */
const LEAST_COMMON = 0.3;
/** Unchanged lines that are shown around changes. */
const CONTEXT = 3;

type Kind = DiffPart['kind'];

const TOKENS = /\n|[^\S\n]+|[\p{L}\p{N}\p{M}_]+|[^\s\p{L}\p{N}\p{M}_]/gu;
const IDEOGRAPHS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu;

/** Words whole, ideographs and kana one by one, and so every other character. */
const tokensOf = (text: string): string[] =>
  (text.match(TOKENS) ?? []).flatMap((token) => token.match(IDEOGRAPHS) ?? []);

interface Run {
  readonly kind: Kind;
  readonly tokens: readonly string[];
}

const run = (kind: Kind, tokens: readonly string[]): Run[] =>
  tokens.length === 0 ? [] : [{ kind, tokens }];

/** Null when the two differ by more than `most` insertions and deletions. */
function compare(before: readonly string[], after: readonly string[], most: number): Run[] | null {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const left = Math.min(before.length, after.length) - start;
  while (end < left && before.at(-1 - end) === after.at(-1 - end)) end++;
  const changes = diffArrays(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
    { maxEditLength: most },
  );
  if (changes === undefined) return null;
  return [
    ...run('same', before.slice(0, start)),
    ...changes.flatMap(({ value, added, removed }) =>
      run(added ? 'added' : removed ? 'removed' : 'same', value),
    ),
    ...run('same', before.slice(before.length - end)),
  ];
}

const isSpace = (tokens: readonly string[]): boolean =>
  tokens.every((token) => token !== '\n' && token.trim() === '');

/** One change after another as what went and what came; a mere space between two belongs to both. */
function joined(runs: readonly Run[]): DiffPart[] {
  const parts: DiffPart[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed !== '') parts.push({ kind: 'removed', text: removed });
    if (added !== '') parts.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [at, { kind, tokens }] of runs.entries()) {
    const text = tokens.join('');
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (removed !== '' && added !== '' && at < runs.length - 1 && isSpace(tokens)) {
      removed += text;
      added += text;
    } else {
      flush();
      parts.push({ kind, text });
    }
  }
  flush();
  return parts;
}

const whole = (before: string, after: string): DiffPart[] => [
  ...(before === '' ? [] : [{ kind: 'removed' as const, text: before }]),
  ...(after === '' ? [] : [{ kind: 'added' as const, text: after }]),
];

const countOf = (tokens: readonly string[]): number =>
  tokens.reduce((sum, token) => sum + (token.trim() === '' ? 0 : 1), 0);

/** What is left of the work that words may cost. */
interface Budget {
  work: number;
}

/** The words of changed lines. */
function compareWords(before: string, after: string, budget: Budget): DiffPart[] {
  if (before === '' || after === '') return whole(before, after);
  const [old, now] = [tokensOf(before), tokensOf(after)];
  const most = Math.min(MOST_WORD_EDITS, Math.floor(Math.sqrt(budget.work)));
  const runs = compare(old, now, most);
  const edits = (runs ?? []).reduce(
    (sum, { kind, tokens }) => sum + (kind === 'same' ? 0 : tokens.length),
    0,
  );
  budget.work -= runs === null ? most ** 2 : edits ** 2;
  if (runs === null) return whole(before, after);
  const common = runs.reduce(
    (sum, { kind, tokens }) => sum + (kind === 'same' ? countOf(tokens) : 0),
    0,
  );
  const isOther = common < LEAST_COMMON * Math.min(countOf(old), countOf(now));
  return isOther ? whole(before, after) : joined(runs);
}

/** Each with its line end, the last one too, so that it is the same line when others follow. */
const linesOf = (text: string): string[] =>
  text === ''
    ? []
    : text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `${line}\n`);

/** Both texts as one: what they share, and what went and came. */
function partsOf(before: string, after: string): DiffPart[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const runs = compare(old, now, MOST_LINE_EDITS) ?? [...run('removed', old), ...run('added', now)];
  const parts: DiffPart[] = [];
  const budget = { work: ALL_WORD_WORK };
  let removed = '';
  let added = '';
  const flush = (): void => {
    addAll(parts, compareWords(removed, added, budget));
    removed = '';
    added = '';
  };
  for (const { kind, tokens } of runs) {
    const text = tokens.join('');
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      flush();
      parts.push({ kind, text });
    }
  }
  flush();
  return parts;
}

interface Line {
  readonly parts: readonly DiffPart[];
  readonly isChanged: boolean;
  readonly oldLine: number;
  readonly newLine: number;
  /** The heading above it, or itself. */
  readonly section: string | null;
}

const HEADING = /^#{1,6}[ \t]+(\S.*)$/;
const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;

/** Follows the lines of both texts: their numbers, and the heading under which they stand. */
function linesWithPlaces(parts: readonly DiffPart[]): Line[] {
  const lines: Line[] = [];
  let current: DiffPart[] = [];
  let [oldLine, newLine] = [1, 1];
  let section: string | null = null;
  let isCode = false;
  const end = (closedBy: Kind): void => {
    const isChanged = closedBy !== 'same' || current.some(({ kind }) => kind !== 'same');
    const shown = current.map(({ kind, text }) => (kind === 'removed' ? '' : text)).join('');
    const words = shown === '' ? current.map(({ text }) => text).join('') : shown;
    if (FENCE.test(words)) isCode = !isCode;
    const heading = isCode ? undefined : HEADING.exec(words)?.[1];
    if (heading !== undefined) section = heading;
    lines.push({ parts: current, isChanged, oldLine, newLine, section });
    if (closedBy !== 'added') oldLine++;
    if (closedBy !== 'removed') newLine++;
    current = [];
  };
  for (const { kind, text } of parts) {
    const pieces = text.split('\n');
    for (const [at, piece] of pieces.entries()) {
      if (piece !== '') current.push({ kind, text: piece });
      if (at < pieces.length - 1) end(kind);
    }
  }
  return lines;
}

/** Changes that are near each other share one hunk. */
function hunksOf(lines: readonly Line[]): DiffHunk[] {
  const hunks: { from: number; to: number }[] = [];
  for (const [at, { isChanged }] of lines.entries()) {
    if (!isChanged) continue;
    const last = hunks.at(-1);
    const to = Math.min(lines.length, at + CONTEXT + 1);
    if (last !== undefined && at - CONTEXT <= last.to) last.to = to;
    else hunks.push({ from: Math.max(0, at - CONTEXT), to });
  }
  return hunks.map(({ from, to }): DiffHunk => {
    const shown = lines.slice(from, to);
    const changed = shown.filter(({ isChanged }) => isChanged);
    // The empty line before a section that came or went is not what one looks for.
    const first = changed.find(({ parts }) => parts.length > 0) ?? changed[0];
    return {
      section: first?.section ?? null,
      oldLine: shown[0]?.oldLine ?? 1,
      newLine: shown[0]?.newLine ?? 1,
      lines: shown.map(({ parts }) => parts),
    };
  });
}

/**
 * What became of a text, as hunks of lines with the words that went and came. No hunks when
 * nothing did; a line end behind the last line is nothing.
 */
export function diffTexts(before: string, after: string): readonly DiffHunk[] {
  return before === after ? [] : hunksOf(linesWithPlaces(partsOf(before, after)));
}
