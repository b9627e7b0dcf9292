/**
 * The small selectors by which rules say what they match: `div.code.panel`, `.status-macro`,
 * `img[src*=placeholder]`, `ac:*`. Which rules an element may meet is decided once for all elements
 * of its name and class, so that the number of rules costs nothing per element.
 */
import type { Element } from '../model/dom.ts';

interface AttributeTest {
  readonly name: string;
  readonly operator: '' | '=' | '^=' | '*=';
  readonly value: string;
}

interface Selector {
  /** A name; the beginning of names, up to a colon; '' for every name. */
  readonly tag: string;
  readonly classes: readonly string[];
  readonly attributes: readonly AttributeTest[];
}

const FORM = /^(\*|[a-z]+:\*|[a-z][a-z0-9-]*)?((?:\.[\w-]+)*)((?:\[[\w:-]+(?:[*^]?=[^\]]*)?\])*)$/;
const ATTRIBUTE = /\[([\w:-]+)(?:([*^]?=)([^\]]*))?\]/g;

function parse(selector: string): Selector {
  const parts = FORM.exec(selector);
  if (parts === null) throw new Error(`not a selector that rules may use: ${selector}`);
  const [, tag = '', classes = '', attributes = ''] = parts;
  return {
    tag: tag.replace('*', ''),
    classes: classes.split('.').slice(1),
    attributes: [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', operator, value]) => ({
      name,
      operator: (operator ?? '') as AttributeTest['operator'],
      value: value ?? '',
    })),
  };
}

function fulfils({ attribs }: Element, { name, operator, value }: AttributeTest): boolean {
  const actual = attribs[name];
  if (actual === undefined) return false;
  if (operator === '=') return actual === value;
  if (operator === '^=') return actual.startsWith(value);
  return operator === '' || actual.includes(value);
}

function fulfilsAll(element: Element, tests: readonly AttributeTest[]): boolean {
  for (const test of tests) if (!fulfils(element, test)) return false;
  return true;
}

export interface RuleIndex<Rule> {
  /** The rules that match an element, in the table's order. */
  find(element: Element): readonly Rule[];
}

interface Entry<Rule> {
  readonly order: number;
  readonly rule: Rule;
  readonly selector: Selector;
}

/** The rules for elements of one name and class. */
interface Candidates<Rule> {
  readonly rules: readonly Rule[];
  /** What attributes each of the rules asks for; null where none asks for any. */
  readonly tests: readonly (readonly AttributeTest[])[] | null;
}

/** Real spaces have some hundred class attributes; pages with a class for each element are odd. */
const MOST_REMEMBERED = 5000;

/** Indexes a table of rules. */
export function indexRules<Rule extends { readonly matches: readonly string[] }>(
  rules: readonly Rule[],
): RuleIndex<Rule> {
  const table = tableOf(rules);
  const remembered = new Map<string, Map<string, Candidates<Rule>>>();
  let count = 0;

  const remember = (tag: string, className: string): Candidates<Rule> => {
    count += 1;
    if (count % MOST_REMEMBERED === 0) remembered.clear();
    // Most classes mean nothing to any rule: elements with them are as those without.
    const isNamed = className.split(/\s+/).some((name) => table.has(`.${name}`));
    const candidates =
      className === '' || isNamed
        ? candidatesIn(table, tag, className)
        : (remembered.get(tag)?.get('') ?? remember(tag, ''));
    const ofTag = remembered.get(tag) ?? new Map<string, Candidates<Rule>>();
    // A part of a page's text as key would keep the whole text in memory.
    remembered.set(apart(tag), ofTag.set(apart(className), candidates));
    return candidates;
  };

  return {
    find(element) {
      const { class: className = '' } = element.attribs;
      const candidates =
        remembered.get(element.name)?.get(className) ?? remember(element.name, className);
      const { rules, tests } = candidates;
      if (tests === null) return rules;
      const found: Rule[] = [];
      for (let at = 0; at < rules.length; at += 1) {
        const rule = rules[at];
        if (rule !== undefined && fulfilsAll(element, tests[at] ?? [])) found.push(rule);
      }
      return found;
    },
  };
}

const apart = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

/** By the one thing that an element must have: `.class`, a name, the beginning of one, or nothing. */
type Table<Rule> = ReadonlyMap<string, readonly Entry<Rule>[]>;

function tableOf<Rule extends { readonly matches: readonly string[] }>(
  rules: readonly Rule[],
): Table<Rule> {
  const table = new Map<string, Entry<Rule>[]>();
  rules.forEach((rule, order) => {
    for (const selector of rule.matches.map(parse)) {
      const [firstClass] = selector.classes;
      const key = firstClass === undefined ? selector.tag : `.${firstClass}`;
      const entries = table.get(key) ?? [];
      entries.push({ order, rule, selector });
      table.set(key, entries);
    }
  });
  return table;
}

function candidatesIn<Rule>(table: Table<Rule>, tag: string, className: string): Candidates<Rule> {
  const classes = className.split(/\s+/);
  const tags = ['', tag.slice(0, tag.indexOf(':') + 1), tag];
  const entries = [...new Set([...tags, ...classes.map((name) => `.${name}`)])]
    .flatMap((key) => table.get(key) ?? [])
    .filter(({ selector }) => tags.includes(selector.tag))
    .filter(({ selector }) => selector.classes.every((name) => classes.includes(name)))
    .sort((a, b) => a.order - b.order);
  const tests = entries.map(({ selector }) => selector.attributes);
  return {
    rules: entries.map(({ rule }) => rule),
    tests: tests.every((test) => test.length === 0) ? null : tests,
  };
}
