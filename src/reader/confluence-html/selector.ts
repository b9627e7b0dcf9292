/**
 * Selectors compiled once, by the engine that cheerio uses, each with a hint where its matches can
 * stand: most name an id or a class that a page has once, so hardly any element has to be tested.
 */
import { compile } from 'css-select';
import { AttributeAction, parse, SelectorType, type Selector } from 'css-what';
import type { AnyNode, Element } from '../../model/dom.ts';

export type Test = (node: AnyNode) => boolean;

/** One of the selectors that a comma parts. */
export interface Alternative {
  readonly matches: Test;
  /**
   * `#id`, `.class` or `tag` that the match or an element around it has; null where nothing can be
   * said.
   */
  readonly anchor: string | null;
  /** The match itself has it. */
  readonly isSubject: boolean;
}

export interface Query {
  readonly matches: Test;
  readonly alternatives: readonly Alternative[];
}

/** Readers cut trees while they look around in them: what was found out before may not hold any more. */
const OPTIONS = { cacheResults: false };

/** Compiles CSS as cheerio understands it, without its positions (`:first`, `:eq(1)`). Throws for anything else. */
export function queryOf(css: string): Query {
  return {
    matches: compile<AnyNode, Element>(css, OPTIONS),
    alternatives: parse(css).map(alternativeOf),
  };
}

function alternativeOf(tokens: readonly Selector[]): Alternative {
  const matches = compile<AnyNode, Element>([[...tokens]], OPTIONS);
  const compounds = compoundsOf(tokens);
  const [subject = []] = compounds;
  for (const compound of compounds) {
    const anchor = nameIn(compound);
    if (anchor !== null) return { matches, anchor, isSubject: compound === subject };
  }
  const tag = subject.find((token) => token.type === SelectorType.Tag);
  return { matches, anchor: tag?.name ?? null, isSubject: true };
}

/** What stands between the combinators, the subject first, as far up as matches stand inside it. */
function compoundsOf(tokens: readonly Selector[]): readonly (readonly Selector[])[] {
  let compound: Selector[] = [];
  const compounds = [compound];
  for (const token of tokens.toReversed()) {
    if (token.type === SelectorType.Adjacent || token.type === SelectorType.Sibling) break;
    if (token.type === SelectorType.Child || token.type === SelectorType.Descendant) {
      compound = [];
      compounds.push(compound);
    } else compound.push(token);
  }
  return compounds;
}

function nameIn(compound: readonly Selector[]): string | null {
  let found: string | null = null;
  for (const token of compound) {
    if (token.type !== SelectorType.Attribute || token.ignoreCase === true) continue;
    if (token.name === 'id' && token.action === AttributeAction.Equals) return `#${token.value}`;
    if (token.name === 'class' && token.action === AttributeAction.Element)
      found = `.${token.value}`;
  }
  return found;
}
