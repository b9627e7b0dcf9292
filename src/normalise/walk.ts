/** The one pass over a page's raw tree that applies the table of rules. */
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { ChildNode, Element } from '../model/dom.ts';
import type { LinkRecord, MacroRecord, PersonRef } from '../model/page.ts';
import { isElement, isText, text } from './build.ts';
import { removeLeftovers } from './leftover.ts';
import type { PageFacts, Rule, Walk } from './rule.ts';
import { removeSecrets } from './secret.ts';
import { indexRules } from './selector.ts';
import { cleanText } from './white-space.ts';

/** Everything that the walk found beside the new tree, in document order. */
export interface Findings {
  readonly links: LinkRecord[];
  readonly macros: MacroRecord[];
  readonly mentions: PersonRef[];
  /** Anchors, each with the heading under which it stands; null above the first heading. */
  readonly anchors: { name: string; heading: Element | null }[];
  readonly diagnostics: Diagnostic[];
}

/** A function that makes a walk for one page; the table is indexed once. */
export function walkWith(rules: readonly Rule[]): (page: PageFacts) => Walk & Findings {
  const index = indexRules(rules);
  return (page) => {
    const findings: Findings = {
      links: [],
      macros: [],
      mentions: [],
      anchors: [],
      diagnostics: [],
    };
    let heading: Element | null = null;

    const applyRules = (element: Element): ChildNode[] => {
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
      children: (parent) => parent.children.flatMap((child) => walk.node(child)),
      node(node) {
        if (isText(node)) return [plainText(node, walk)];
        if (!isElement(node)) return [];
        const secret = removeSecrets(node);
        if (secret !== null) walk.report('secret-removed', secret);
        return applyRules(node);
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
  return text(cleanText(node.data));
}
