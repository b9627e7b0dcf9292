/**
 * The small selectors by which rules say what they match: `div.code.panel`, `.status-macro`,
 * `img[src*=placeholder]`, `ac:*`. Finding a rule is a look-up by tag and class, so that the number
 * of rules costs nothing per element.
 */
import type { Element } from '../model/dom.ts';
import { classesOf } from './build.ts';

interface Selector {
  readonly tag: string | null;
  readonly classes: readonly string[];
  readonly attributes: readonly { name: string; operator: '' | '=' | '^=' | '*='; value: string }[];
}

const FORM = /^(\*|[a-z][a-z0-9-]*)?((?:\.[\w-]+)*)((?:\[[\w:-]+(?:[*^]?=[^\]]*)?\])*)$/;
const ATTRIBUTE = /\[([\w:-]+)(?:([*^]?=)([^\]]*))?\]/g;

function parse(selector: string): Selector {
  const parts = FORM.exec(selector);
  if (parts === null) throw new Error(`not a selector that rules may use: ${selector}`);
  const [, tag, classes = '', attributes = ''] = parts;
  return {
    tag: tag === undefined || tag === '*' ? null : tag,
    classes: classes.split('.').slice(1),
    attributes: [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', operator, value]) => ({
      name,
      operator: (operator ?? '') as '' | '=' | '^=' | '*=',
      value: value ?? '',
    })),
  };
}

function matches(selector: Selector, element: Element, classes: readonly string[]): boolean {
  if (selector.tag !== null && selector.tag !== element.name) return false;
  if (!selector.classes.every((name) => classes.includes(name))) return false;
  return selector.attributes.every(({ name, operator, value }) => {
    const actual = element.attribs[name];
    if (actual === undefined) return false;
    if (operator === '=') return actual === value;
    if (operator === '^=') return actual.startsWith(value);
    return operator === '' || actual.includes(value);
  });
}

/** What each look-up key (`.class`, `tag`, or `*`) may lead to, in table order. */
export interface RuleIndex<Rule> {
  find(element: Element): Iterable<Rule>;
}

/** Indexes a table of rules; `find` yields those that match an element, in the table's order. */
export function indexRules<Rule extends { readonly matches: readonly string[] }>(
  rules: readonly Rule[],
): RuleIndex<Rule> {
  const byKey = new Map<string, { order: number; rule: Rule; selector: Selector }[]>();
  rules.forEach((rule, order) => {
    for (const selector of rule.matches.map(parse)) {
      const [firstClass] = selector.classes;
      const key = firstClass === undefined ? (selector.tag ?? '*') : `.${firstClass}`;
      const entries = byKey.get(key) ?? [];
      entries.push({ order, rule, selector });
      byKey.set(key, entries);
    }
  });
  return {
    *find(element) {
      const classes = classesOf(element);
      const keys = [element.name, '*', ...classes.map((name) => `.${name}`)];
      const candidates = keys.flatMap((key) => byKey.get(key) ?? []);
      if (candidates.length > 1) candidates.sort((a, b) => a.order - b.order);
      for (const { rule, selector } of candidates) {
        if (matches(selector, element, classes)) yield rule;
      }
    },
  };
}
