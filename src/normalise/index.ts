/**
 * Normalisation: from the markup of any Confluence generation to the closed vocabulary.
 *
 * `RULES` is the map of what is covered; for each element the first rule that takes it decides. A
 * new macro is a new file and a line here, above the rules for plain HTML.
 */
import type { Element } from '../model/dom.ts';
import type { AnchorRecord } from '../model/page.ts';
import { admonition, admonitionTable } from './admonition.ts';
import { anchor } from './anchor.ts';
import { resolveAnchors } from './anchors.ts';
import { attachmentsMacro } from './attachments-macro.ts';
import { bareWidget, feedLink, widgetHeading } from './bare-widget.ts';
import { blockquote, container, paragraph, thematicBreak } from './block.ts';
import { adopt } from './build.ts';
import { code, noformat, pre } from './code.ts';
import { connectApp } from './connect-app.ts';
import { date } from './date.ts';
import { definitionList } from './definition-list.ts';
import { drawio, gliffy } from './diagram.ts';
import { embedded } from './embedded-media.ts';
import { emoticon } from './emoticon.ts';
import { error, unknownMacro } from './error.ts';
import { expand } from './expand.ts';
import { flow } from './flow.ts';
import { furniture, inlineComment } from './furniture.ts';
import { gallery } from './gallery.ts';
import { heading } from './heading.ts';
import { imageCaption } from './image-caption.ts';
import { figure, furnitureImage, image, lostImage } from './image.ts';
import { inlineCode, inlineFormat, lineBreak } from './inline.ts';
import { jiraError, jiraGrid, jiraIssue, jiraLink, jiraTable } from './jira.ts';
import { layoutTable } from './layout-table.ts';
import { link } from './link.ts';
import { decisionList, list, taskList } from './list.ts';
import { math } from './math.ts';
import { mention } from './mention.ts';
import { message } from './message.ts';
import { children, contentByLabel } from './page-list.ts';
import { panel } from './panel.ts';
import { profile } from './profile.ts';
import type { PageFacts, Rule, Walk } from './rule.ts';
import { status } from './status.ts';
import { storageLeak } from './storage.ts';
import { table } from './table.ts';
import { tabs } from './tabs.ts';
import { embeddedFile, slideViewer } from './view-file.ts';
import { walkWith, type Findings } from './walk.ts';
import { widgets } from './widget.ts';
import { macroOutput, wrappers } from './wrapper.ts';

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
  message,
  status,
  date,
  jiraIssue,
  jiraError,
  jiraTable,
  jiraGrid,
  jiraLink,
  attachmentsMacro,
  embeddedFile,
  slideViewer,
  gallery,
  gliffy,
  drawio,
  profile,
  children,
  contentByLabel,
  decisionList,
  taskList,
  error,
  unknownMacro,
  ...wrappers,
  macroOutput,
  // Images
  imageCaption,
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

/** A function that normalises pages by a table of rules. */
export function normaliser(
  rules: readonly Rule[],
): (raw: Element, page: PageFacts) => NormalisedPage {
  const startWalk = walkWith(rules);
  return (raw, page) => finished(raw, page, startWalk(page));
}

/**
 * Normalises a page's raw body. The raw tree is used up. Body headings move one level down when
 * the body itself uses `h1`, because the page's title is the only `h1` of the published file.
 */
export const normalise = normaliser(RULES);

function finished(raw: Element, page: PageFacts, walk: Walk & Findings): NormalisedPage {
  const blocks = flow(walk.children(raw));
  adopt(raw, blocks);
  const resolved = resolveAnchors(raw, page, walk);
  return {
    body: raw,
    links: walk.links,
    macros: walk.macros,
    mentions: walk.mentions,
    diagnostics: walk.diagnostics,
    ...resolved,
  };
}

export type { PageFacts, Rule } from './rule.ts';
export { slugsOf } from './anchors.ts';
export { ownHostsOf } from './own-hosts.ts';
export { firstViolation } from './vocabulary.ts';
export { cleanLine, cleanTree } from './white-space.ts';
