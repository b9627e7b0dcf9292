/**
 * Normalisation: from the markup of any Confluence generation to the closed vocabulary.
 *
 * `RULES` is the map of what is covered; for each element the first rule that takes it decides. A
 * new macro is a new file and a line here, above the rules for plain HTML.
 */
import type { Element } from '../model/dom.ts';
import type { AnchorRecord } from '../model/page.ts';
import { admonition, admonitionTable } from './admonition.ts';
import { resolveAnchors } from './anchors.ts';
import { connectApp, embedded, gliffy, math } from './app.ts';
import { attachmentsMacro, embeddedFile, gallery } from './attachment-list.ts';
import { bareWidget, feedLink, widgetHeading } from './bare-widget.ts';
import { blockquote, container, paragraph, thematicBreak } from './block.ts';
import { adopt } from './build.ts';
import { code, noformat, pre } from './code.ts';
import { emoticon } from './emoticon.ts';
import { error, storageLeak, unknownMacro } from './error.ts';
import { definitionList } from './definition-list.ts';
import { expand } from './expand.ts';
import { flow } from './flow.ts';
import { furniture, inlineComment } from './furniture.ts';
import { heading } from './heading.ts';
import { figure, furnitureImage, image, lostImage } from './image.ts';
import { inlineCode, inlineFormat, lineBreak } from './inline.ts';
import { jiraIssue, jiraTable } from './jira.ts';
import { anchor, link, mention } from './link.ts';
import { decisionList, list, taskList } from './list.ts';
import { children, contentByLabel } from './page-list.ts';
import { panel } from './panel.ts';
import type { PageFacts, Rule } from './rule.ts';
import { date, status } from './status.ts';
import { layoutTable } from './layout-table.ts';
import { table } from './table.ts';
import { tabs } from './tabs.ts';
import { walkWith, type Findings } from './walk.ts';
import { widgets } from './widget.ts';
import { wrappers } from './wrapper.ts';

export const RULES: readonly Rule[] = [
  // Macros and what Confluence leaves around them
  ...widgets,
  bareWidget,
  feedLink,
  widgetHeading,
  connectApp,
  math,
  furniture,
  inlineComment,
  storageLeak,
  code,
  noformat,
  panel,
  admonition,
  admonitionTable,
  expand,
  tabs,
  status,
  date,
  jiraIssue,
  jiraTable,
  attachmentsMacro,
  embeddedFile,
  gallery,
  gliffy,
  children,
  contentByLabel,
  decisionList,
  taskList,
  error,
  unknownMacro,
  ...wrappers,
  // Images
  emoticon,
  lostImage,
  furnitureImage,
  image,
  embedded,
  // Plain HTML
  mention,
  link,
  anchor,
  heading,
  paragraph,
  pre,
  list,
  layoutTable,
  table,
  definitionList,
  figure,
  blockquote,
  thematicBreak,
  lineBreak,
  inlineCode,
  inlineFormat,
  container,
];

export interface NormalisedPage extends Omit<Findings, 'anchors'> {
  /** A detached element whose children are blocks of the closed vocabulary. */
  readonly body: Element;
  readonly anchors: readonly AnchorRecord[];
  /** GitHub's anchor of each heading that Markdown writes as one. */
  readonly slugs: ReadonlyMap<Element, string>;
}

const startWalk = walkWith(RULES);

/**
 * Normalises a page's raw body. The raw tree is used up. Body headings move one level down when
 * the body itself uses `h1`, because the page's title is the only `h1` of the published file.
 */
export function normalise(raw: Element, page: PageFacts): NormalisedPage {
  const walk = startWalk(page);
  const blocks = flow(walk.children(raw));
  adopt(raw, blocks);
  const { anchors, ...findings } = walk;
  const resolved = resolveAnchors(raw, page, anchors, findings.diagnostics);
  return {
    body: raw,
    links: findings.links,
    macros: findings.macros,
    mentions: findings.mentions,
    diagnostics: findings.diagnostics,
    ...resolved,
  };
}

export type { PageFacts, Rule } from './rule.ts';
export { slugsOf } from './anchors.ts';
export { ownHostsOf } from './own-hosts.ts';
export { firstViolation } from './vocabulary.ts';
