/**
 * What the sections of a report say as numbers, dates and people, each with its own words; and
 * which sections say that there is nothing to say. Read from the sections' words alone, so that stored
 * pages can be read again without their source.
 */
import { addAll } from '../model/add-all.ts';
import type { IsoDate, PersonRef, ReportValue, SectionRecord } from '../model/page.ts';
import type { ValueType } from '../model/vocabulary.ts';
import { datesInText } from './value-dates.ts';
import { withCovered } from './value-masks.ts';
import { saysNothing } from './value-none.ts';
import { numbersIn } from './value-numbers.ts';
import { knownPeopleIn, peopleListedIn } from './value-people.ts';

export type ValueSection = Pick<SectionRecord, 'position' | 'key' | 'text'>;

export interface ValueFacts {
  /** How the vocabulary reads a section; null for keys that it does not have. */
  readonly typeOf: (key: string) => ValueType | null;
  /** Whether the vocabulary takes a whole text for “nothing to say”. */
  readonly isNone: (text: string) => boolean;
  /** Whom the page knows by name. */
  readonly people: readonly PersonRef[];
  /** The page's other dates, to settle a numeric date that could be two days. */
  readonly near: readonly IsoDate[];
}

/** A value without its place among the others. */
type Reading<Value = ReportValue> = Value extends ReportValue
  ? Omit<Value, 'section' | 'position' | 'context'>
  : never;

/** Longer than any sentence worth showing; a table's row or a run-away line is cut there. */
const LONGEST_CONTEXT = 400;

/** The values of a report's sections, in the order of the text. Never throws. */
export function valuesOf(sections: readonly ValueSection[], facts: ValueFacts): ReportValue[] {
  let position = 0;
  return sections.flatMap((section) =>
    ofSection(section, facts).map(({ context, value }): ReportValue => {
      const place = { section: section.position, position: position++, context: cut(context) };
      return { ...place, ...value };
    }),
  );
}

const cut = (text: string): string =>
  text.length <= LONGEST_CONTEXT ? text : `${text.slice(0, LONGEST_CONTEXT - 1)}…`;

interface Located {
  readonly context: string;
  readonly value: Reading;
}

/** A value, and where it stands in its text. */
interface Found {
  readonly at: number;
  readonly value: Reading;
}

function ofSection({ key, text }: ValueSection, facts: ValueFacts): Located[] {
  const whole = text.trim();
  if (whole === '') return [];
  if (saysNothing(whole) || facts.isNone(whole)) {
    return [{ context: whole, value: { kind: 'none', raw: whole } }];
  }
  const type = facts.typeOf(key);
  const found: Located[] = [];
  let head: readonly string[] | null = null;
  for (const line of text.split('\n')) {
    const cells = line.split('\t');
    if (cells.length === 1) {
      head = null;
      addAll(found, ofLine(line, type, facts));
    } else {
      if (head !== null || type === 'people') addAll(found, ofRow(cells, head ?? [], type, facts));
      head ??= cells;
    }
  }
  return found;
}

/** A sentence ends where the next begins with a capital or a number; “Dr.” and “vs.” do not end one. */
const SENTENCE_END =
  /(?<=[.!?](?<!\b(?:Dr|Mr|Mrs|Ms|Prof|St|vs|etc|approx|ca|no|No|e\.g|i\.e)\.)["”')]?)\s+(?=["“(]?[\p{Lu}\p{N}])|(?<=[。！？])/u;

function ofLine(line: string, type: ValueType | null, facts: ValueFacts): Located[] {
  if (type === 'people') {
    return peopleListedIn(line, facts.people).map(({ raw, person }) => ({
      context: line,
      value: { kind: 'person', raw, person },
    }));
  }
  const dates = datesInText(line, facts.near);
  const bare = withCovered(line, dates);
  const found: Located[] = [];
  let from = 0;
  for (const sentence of bare.split(SENTENCE_END)) {
    const at = bare.indexOf(sentence, from);
    from = at + sentence.length;
    const days = dates
      .filter((day) => day.at >= at && day.at < from)
      .map(({ raw, date, ...day }): Found => ({
        at: day.at - at,
        value: { kind: 'date', raw, date },
      }));
    const ordered = [...valuesIn(sentence, type, facts), ...days].sort(
      (one, other) => one.at - other.at,
    );
    const context = line.slice(at, from).trim();
    for (const { value } of ordered) found.push({ context, value });
  }
  return found;
}

function valuesIn(text: string, type: ValueType | null, { people }: ValueFacts): Found[] {
  const persons = knownPeopleIn(text, people);
  const numbers = type === 'date' ? [] : numbersIn(withCovered(text, persons));
  return [
    ...numbers.map(({ at, raw, reading }): Found => ({
      at,
      value: { kind: 'number', raw, ...reading },
    })),
    ...persons.map(({ at, raw, person }): Found => ({
      at,
      value: { kind: 'person', raw, person },
    })),
  ];
}

const LONE_NUMBER =
  /^[~≈<>+−-]?\s*(?:(?:US\$|[$€£¥₹])\s*)?\d(?:[\d,’]|[ \u00A0\u2009\u202F]\d{3}(?!\d))*(?:\.\d+)?\s*[kKMB%％]?\+?$/;

/** A row of a table: a number alone in its cell is what its row and column are called. */
function ofRow(
  cells: readonly string[],
  head: readonly string[],
  type: ValueType | null,
  facts: ValueFacts,
): Located[] {
  const context = cells.join(' | ');
  const [name = ''] = cells;
  return cells.flatMap((cell, column): Located[] => {
    const isNamed = /\p{L}/u.test(name) && column > 0;
    if (!LONE_NUMBER.test(cell.trim()) || type === 'people') {
      return ofLine(cell, type, facts).map(({ value }) => ({ context, value }));
    }
    const label = isNamed ? name.trim().slice(0, 80) : null;
    const of = head[column]?.trim() ?? '';
    const noun = /\p{L}/u.test(of) && of.length <= 80 ? of : null;
    if (label === null && noun === null) return [];
    const raw = cell.trim();
    return numbersIn(`value: ${raw}`).map(({ reading }) => ({
      context,
      value: { kind: 'number', raw, ...reading, label, noun },
    }));
  });
}
