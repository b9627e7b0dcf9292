/**
 * Finds a node's rule in a map. Turndown asks its rules in turn, for every node, whether they are for
 * it; ours stand first among them and know their nodes by name, so the answer is the same.
 */
import type TurndownService from 'turndown';

interface TurndownNode {
  readonly nodeName: string;
  readonly isBlank: boolean;
}

export function findRulesByName({ rules }: TurndownService): void {
  const byName = new Map<string, TurndownService.Rule>();
  for (const rule of rules.array) {
    // From here on turndown has to ask.
    if (!Array.isArray(rule.filter)) break;
    for (const name of (rule.filter as readonly string[]).map((each) => each.toUpperCase())) {
      if (!byName.has(name)) byName.set(name, rule);
    }
  }
  const ask = rules.forNode.bind(rules);
  const find = (node: TurndownNode): TurndownService.Rule =>
    (node.isBlank ? undefined : byName.get(node.nodeName)) ?? ask(node);
  rules.forNode = find;
}
