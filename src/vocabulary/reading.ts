/**
 * Reads a YAML file into values that know their lines. What is wrong is noted, and reading goes on, so
 * that a user sees all mistakes at once.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node,
  type Pair,
} from 'yaml';

export interface Finding {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** A value of the file, and where it stands. */
export interface Spot {
  readonly node: Node | null;
  readonly line: number;
  /** What it is, as errors call it: `“names” of section “plans”`. */
  readonly what: string;
}

export interface Reading {
  readonly findings: readonly Finding[];
  /** Null when the text is no YAML with a mapping. */
  readonly root: Spot | null;
  /** Notes a mistake; `message` says what to do. */
  readonly note: (spot: Pick<Spot, 'line'>, message: string) => void;
  /** From a place in the text to its line. */
  readonly lineAt: (offset: number | undefined) => number;
}

const MAX_FINDINGS = 200;

export function readYaml(text: string): Reading {
  const findings: Finding[] = [];
  const lines = new LineCounter();
  const lineAt = (offset: number | undefined): number => lines.linePos(offset ?? 0).line;
  const note: Reading['note'] = ({ line }, message) => {
    if (findings.length < MAX_FINDINGS) findings.push({ line, message });
  };
  const node = rootOf(text, lines, note);
  const root = node === null ? null : { node, what: 'the file', line: 1 };
  return { findings, root, note, lineAt };
}

function wrong({ note }: Reading, spot: Spot, expected: string): null {
  if (isAlias(spot.node)) note(spot, `${spot.what} is an alias; write out what it stands for.`);
  else note(spot, `${spot.what} is ${kindOf(spot.node)}; it must be ${expected}.`);
  return null;
}

/** The entries of a mapping that has no other keys than these; `null` allows any. */
export function fieldsOf(
  reading: Reading,
  spot: Spot,
  keys: readonly string[] | null,
): ReadonlyMap<string, Spot> {
  const fields = new Map<string, Spot>();
  if (!isMap(spot.node)) {
    wrong(reading, spot, 'a mapping of names to values');
    return fields;
  }
  const of = spot.what === 'the file' ? '' : ` of ${spot.what}`;
  for (const pair of spot.node.items as Pair<Node, Node | null>[]) {
    const name = isScalar(pair.key) ? String(pair.key.value) : '';
    // A block that begins in the next line is still the business of its name.
    const line = reading.lineAt(pair.key.range?.[0]);
    if (keys === null || keys.includes(name)) {
      fields.set(name, { node: pair.value, what: `“${name}”${of}`, line });
    } else reading.note({ line }, `${spot.what} has no “${name}”; ${nearest(name, keys)}`);
  }
  return fields;
}

/** A word or sentence, or a number as it is written; null, with a note, for anything else. */
export function textOf(reading: Reading, spot: Spot): string | null {
  const { node } = spot;
  if (!isScalar(node) || node.value === null) return wrong(reading, spot, 'a text');
  if (typeof node.value === 'string') return node.value.trim();
  // `no` and `1.0` are what the writer wrote.
  return node.source ?? '';
}

/** A whole number from `least` to `most`. */
export function countOf(reading: Reading, spot: Spot, least: number, most: number): number | null {
  const value = isScalar(spot.node) ? spot.node.value : null;
  const isCount = typeof value === 'number' && Number.isInteger(value);
  if (isCount && value >= least && value <= most) return value;
  return wrong(reading, spot, `a whole number from ${String(least)} to ${String(most)}`);
}

export function flagOf(reading: Reading, spot: Spot): boolean | null {
  const value = isScalar(spot.node) ? spot.node.value : null;
  return typeof value === 'boolean' ? value : wrong(reading, spot, 'true or false');
}

export function listOf(reading: Reading, spot: Spot): readonly Spot[] {
  const { node, what, line } = spot;
  if (!isSeq(node)) {
    wrong(reading, spot, 'a list, each entry on a line of its own after “- ”');
    return [];
  }
  return (node.items as (Node | null)[]).map((item) => ({
    node: item,
    what: `an entry of ${what}`,
    line: item?.range == null ? line : reading.lineAt(item.range[0]),
  }));
}

/** A list of texts; a single one may stand alone. */
export function textsOf(
  reading: Reading,
  spot: Spot,
): readonly (Spot & { readonly text: string })[] {
  const isOne = isScalar(spot.node) && spot.node.value !== null;
  return (isOne ? [spot] : listOf(reading, spot)).flatMap((each) => {
    const text = textOf(reading, each);
    if (text === '') {
      reading.note(each, `${each.what} is empty; write something there or remove it.`);
    }
    return text === null || text === '' ? [] : [{ ...each, text }];
  });
}

const TOO_DEEP = 'The file is nested too deep; a vocabulary has no more than six levels.';

/** So many opening brackets in a row are no vocabulary. */
const isDeep = (text: string): boolean => /(?:[[{]\s*){50}/.test(text);

function rootOf(text: string, lines: LineCounter, note: Reading['note']): Node | null {
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const seen = new Set<string>();
    for (const { message, pos, code } of document.errors) {
      const spot = lines.linePos(pos[0]);
      // Of what is wrong in one line the first thing is told; the others follow from it.
      if (seen.has(String(spot.line)) || seen.has('too deep')) continue;
      seen.add(String(spot.line));
      if (code === 'MULTIPLE_DOCS') {
        note(spot, 'a second document begins here; remove the line “---” and what follows it.');
        continue;
      }
      if (code === 'RESOURCE_EXHAUSTION' || isDeep(text)) {
        seen.add('too deep');
        note({ line: 1 }, TOO_DEEP);
        continue;
      }
      note(
        spot,
        `this is no YAML: ${sentence(message)} Mend it there; a text that begins with * or [, or holds “: ” or “ #”, stands in quotes.`,
      );
    }
    if (document.errors.length > 0) return null;
    if (isMap(document.contents)) return document.contents;
    note(
      { line: 1 },
      `The file is ${kindOf(document.contents)}; it must hold “name:” and “sections:”.`,
    );
  } catch (error) {
    // The parser calls itself for each level of nesting.
    if (!(error instanceof RangeError)) throw error;
    note({ line: 1 }, TOO_DEEP);
  }
  return null;
}

const sentence = (message: string): string => {
  const text = message.split('\n')[0] ?? '';
  return /[.!?]$/.test(text) ? text : `${text}.`;
};

function kindOf(node: unknown): string {
  if (isMap(node)) return 'a mapping';
  if (isSeq(node)) return 'a list';
  if (!isScalar(node) || node.value === null) return 'empty';
  const shown = (node.source ?? '').slice(0, 40);
  return typeof node.value === 'string' ? `the text “${shown}”` : shown;
}

/** `did you mean “names”?`, or all that there is. */
export function nearest(name: string, known: readonly string[]): string {
  const [best] = known
    .map((word) => ({ word, distance: distance(name.toLowerCase().slice(0, 40), word) }))
    .toSorted((one, other) => one.distance - other.distance);
  if (best !== undefined && best.distance <= Math.max(1, Math.ceil(best.word.length / 3))) {
    return `did you mean “${best.word}”?`;
  }
  return `there ${known.length === 1 ? 'is' : 'are'} ${known.map((word) => `“${word}”`).join(', ')}.`;
}

/** How many letters must be changed, added or left out (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 0; at < one.length; at += 1) {
    const next = [at + 1];
    for (let to = 0; to < other.length; to += 1) {
      const change = (row[to] ?? 0) + (one[at] === other[to] ? 0 : 1);
      next.push(Math.min(change, (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
