/**
 * The examples of rules in the fixture `every-rule`: what stands between `<!-- rule: code, 2.x -->`
 * and `<!-- end -->` is one of the rule `code`, in the form that was usual in 2.x.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isComment, isTag } from 'domhandler';
import { identify } from '../../src/extract/identity.ts';
import { listedAttachments } from '../../src/extract/attachments.ts';
import { joinBlocks, renderBlocks } from '../../src/markdown/index.ts';
import type { ChildNode, Element } from '../../src/model/dom.ts';
import type { DiagnosticCode } from '../../src/model/diagnostics.ts';
import type { MacroRecord } from '../../src/model/page.ts';
import { normalise, normaliser, ownHostsOf, RULES } from '../../src/normalise/index.ts';
import type { PageFacts, Rule } from '../../src/normalise/index.ts';
import { confluenceHtmlReader } from '../../src/reader/confluence-html/index.ts';
import { parseFragment } from '../../src/reader/parse.ts';

const SOURCE = join(import.meta.dirname, '..', '..', 'fixtures', 'every-rule', 'source');

const EXAMPLE = /<!-- rule: ([\w-]+)(?:, (.*?))? -->([\s\S]*?)<!-- end -->/g;

export interface RuleExample {
  readonly rule: string;
  /** Which form of several it is; null for the usual one. */
  readonly form: string | null;
  readonly html: string;
  readonly markdown: string;
  readonly macros: readonly MacroRecord[];
  readonly diagnostics: readonly DiagnosticCode[];
  /** The rules that took an element of the example, on its own page. */
  readonly takenBy: ReadonlySet<string>;
}

export function ruleExamples(): RuleExample[] {
  return readdirSync(SOURCE)
    .filter((name) => /_\d+\.html$/.test(name))
    .sort()
    .flatMap(examplesOf);
}

function examplesOf(path: string): RuleExample[] {
  const text = readFileSync(join(SOURCE, path), 'utf8');
  const document = confluenceHtmlReader.read({ path, text });
  if (document.kind !== 'page') throw new Error(`${path} is no page`);
  const identity = identify(document, { key: 'LAMP', name: null });
  const listed = listedAttachments(document.attachments, { ...identity, sourcePath: path });
  const facts: PageFacts = {
    ...identity,
    ownHosts: ownHostsOf(document.body),
    attachments: new Map(
      listed.flatMap(({ fileName, refs }) => refs.slice(0, 1).map((ref) => [fileName, ref])),
    ),
    profile: document.profile,
  };
  const marked = markedElements(document.body);
  const taken = takersOf(document.body, facts);
  return [...text.matchAll(EXAMPLE)].map(([, rule = '', form, html = ''], at): RuleExample => {
    const page = normalise(parseFragment(html), facts);
    const elements = marked[at] ?? [];
    return {
      rule,
      form: form ?? null,
      html: html.trim(),
      markdown: joinBlocks(renderBlocks(page.body).map((block) => block.markdown)),
      macros: page.macros,
      diagnostics: page.diagnostics.map(({ code }) => code),
      takenBy: new Set(elements.flatMap((element) => [...(taken.get(element) ?? [])])),
    };
  });
}

/** The elements between each pair of comments, in the order of the page. */
function markedElements(body: Element): Element[][] {
  const examples: Element[][] = [];
  let open: Element[] | null = null;
  const visit = (node: ChildNode): void => {
    if (isComment(node) && node.data.startsWith(' rule: ')) examples.push((open = []));
    else if (isComment(node) && node.data === ' end ') open = null;
    else if (isTag(node)) {
      open?.push(node);
      node.children.forEach(visit);
    }
  };
  body.children.forEach(visit);
  return examples;
}

/** Which rules took which element of a page: made a replacement of it, or said that they know it. */
function takersOf(body: Element, facts: PageFacts): Map<Element, Set<string>> {
  const takers = new Map<Element, Set<string>>();
  const watched = RULES.map((rule): Rule => {
    const took = (element: Element): void => {
      takers.set(element, (takers.get(element) ?? new Set()).add(rule.name));
    };
    return {
      ...rule,
      apply(element, walk) {
        const macro: typeof walk.macro = (...about) => {
          took(element);
          walk.macro(...about);
        };
        const replacement = rule.apply(element, { ...walk, macro });
        if (replacement !== null) took(element);
        return replacement;
      },
    };
  });
  normaliser(watched)(body, facts);
  return takers;
}
