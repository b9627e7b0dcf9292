/** The one pass over a page's raw tree that applies the table of rules. */
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { ChildNode, Element } from '../model/dom.ts';
import type { LinkRecord, MacroRecord, PersonRef } from '../model/page.ts';
import { addAll } from '../model/add-all.ts';
import { isElement, isText, text } from './build.ts';
import { removeLeftovers } from './leftover.ts';
import type { PageFacts, Rule, Walk } from './rule.ts';
import { removeSecrets } from './secret.ts';
import { indexRules } from './selector.ts';

/** Everything that the walk found beside the new tree, in document order. */
export interface Findings {
  readonly links: LinkRecord[];
  readonly macros: MacroRecord[];
  readonly mentions: PersonRef[];
  /** Anchors, each with the heading under which it stands; null above the first heading. */
  readonly anchors: { name: string; heading: Element | null }[];
  readonly diagnostics: Diagnostic[];
}

const nothingFound = (): Findings => ({
  links: [],
  macros: [],
  mentions: [],
  anchors: [],
  diagnostics: [],
});

/** A function that makes a walk for one page; the table is indexed once. */
export function walkWith(rules: readonly Rule[]): (page: PageFacts) => Walk & Findings {
  const index = indexRules(rules);
  return (page) => {
    const findings = nothingFound();
    let heading: Element | null = null;

    const replacementOf = (element: Element): readonly ChildNode[] => {
      const secret = removeSecrets(element);
      if (secret !== null) walk.report('secret-removed', secret);
      for (const rule of index.find(element)) {
        const replacement = rule.apply(element, walk);
        if (replacement !== null) return replacement;
      }
      // An element without a rule has no meaning that Markdown could keep, but its content has.
      return walk.children(element);
    };

    const walk: Walk & Findings = {
      ...findings,
      page,
      children(parent) {
        const result: ChildNode[] = [];
        for (const child of parent.children) {
          if (isText(child)) result.push(plainText(child, walk));
          else if (isElement(child)) addAll(result, replacementOf(child));
        }
        return result;
      },
      node(node) {
        if (isText(node)) return [plainText(node, walk)];
        return isElement(node) ? replacementOf(node) : [];
      },
      macro(name, outcome, detail = null) {
        findings.macros.push({ name, outcome, detail });
      },
      report(code, about) {
        findings.diagnostics.push(diagnostic(code, about));
      },
      mention(person) {
        findings.mentions.push(person);
      },
      link(destination, href, linkText) {
        findings.links.push({
          position: findings.links.length,
          kind: destination.kind,
          href,
          text: linkText,
          target: destination.target,
          fragment: destination.fragment,
          removed: destination.href === null,
        });
        // `href="#"` is where Confluence had lost the page that a link led to.
        const about = href === '' || href === '#' ? linkText : href;
        if (destination.problem !== null) walk.report(destination.problem, about);
      },
      anchor(names, at) {
        if (at !== undefined) heading = at;
        for (const name of names) findings.anchors.push({ name, heading });
      },
    };
    return walk;
  };
}

function plainText(node: ChildNode & { data: string }, walk: Walk): ChildNode {
  const variable = removeLeftovers(node);
  if (variable !== null) walk.report('export-leftover', variable);
  return text(node.data);
}
