/** One page from what its file says to the record that the archive stores. Pure, and synchronous. */
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { ExportDocument } from '../model/document.ts';
import type { Element } from '../model/dom.ts';
import type {
  AttachmentRecord,
  Contribution,
  IsoDate,
  LinkRecord,
  PageRecord,
  SpaceRef,
} from '../model/page.ts';
import type { AttachmentRef } from '../model/refs.ts';
import type { TableStyle } from '../model/table-style.ts';
import type { Vocabulary } from '../model/vocabulary.ts';
import { builtInVocabulary } from '../vocabulary/built-in.ts';
import { embeddedAttachments, listedAttachments, type Owner } from '../extract/attachments.ts';
import { contributionsOf } from '../extract/contributions.ts';
import { parseDate } from '../extract/dates.ts';
import { wordFactsOf } from '../extract/fingerprint.ts';
import { identify, type Identity } from '../extract/identity.ts';
import { parseMetadata } from '../extract/metadata.ts';
import { outline, type OutlineEntry } from '../extract/outline.ts';
import { datesOnPage } from '../extract/page-dates.ts';
import { reportOf } from '../extract/report.ts';
import { sectionsOf } from '../extract/sections.ts';
import { readBlocks } from '../extract/text.ts';
import { joinBlocks, renderBody } from '../markdown/index.ts';
import {
  normalise,
  ownHostsOf,
  slugsOf,
  type NormalisedPage,
  type PageFacts,
} from '../normalise/index.ts';
import { convertComments, type ConvertedComment } from './convert-comments.ts';
import { reportValues } from './report-values.ts';

export interface SourceFacts {
  readonly sha256: string;
  /** What the space's index or the user says of the space; nulls where nothing is known. */
  readonly space: SpaceRef;
  /** What was noticed while the bytes became text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a user may choose: by default `repeat`, and the built-in vocabulary. */
interface Ways {
  readonly tables?: TableStyle;
  readonly vocabulary?: Vocabulary;
}

/**
 * Converts a page. The document's trees are used up. Content never makes it throw; what does is a
 * defect, which the caller reports as `page-failed`.
 */
export function convertPage(
  document: ExportDocument,
  source: SourceFacts,
  { tables = 'repeat', vocabulary = builtInVocabulary() }: Ways = {},
): PageRecord {
  const { identity, owner, listed, facts, page } = readPage(document, source.space);
  const { space, title } = identity;
  const about = statementsOf(document, page.body);
  const { fields, dates: near } = about;
  const headings = headingsOf(document, page.body, vocabulary);
  // Lines that became headings were none when the page's anchors were given.
  const slugs = document.format === 'plain-text' ? slugsOf(page.body, title) : page.slugs;
  const { markdown, text, sections } = write(page, slugs, headings, tables);
  const { wordCount, fingerprint } = wordFactsOf(text);
  const comments = convertComments(document.comments, facts, { near, tables });
  const parts = [page, ...comments];
  const links = numbered(parts.flatMap((part) => part.links));
  const { body } = page;
  const { labels } = document;
  const found = reportOf({ title, body, outline: headings, near, space, labels, vocabulary });
  const { report } = found;
  const contributions = whoTookPart(fields, report, parts);
  const values = report === null ? [] : reportValues({ sections, contributions, near }, vocabulary);
  const enclosed = embeddedAttachments(links, listed, owner, document.enclosed);
  // Every field by its name: spreading several objects into one costs more than reading a footer.
  return {
    space,
    title,
    type: identity.type,
    confluenceId: identity.confluenceId,
    breadcrumbs: identity.breadcrumbs,
    parentRef: identity.parentRef,
    refs: identity.refs,
    creator: fields.creator,
    createdOn: fields.createdOn,
    lastModifier: fields.lastModifier,
    lastModifiedOn: fields.lastModifiedOn,
    metadataRaw: fields.metadataRaw,
    exportedOn: fields.exportedOn,
    format: document.format,
    profile: document.profile,
    sourcePath: document.sourcePath,
    sourceSha256: source.sha256,
    markdown,
    text,
    sections,
    wordCount,
    anchors: page.anchors,
    report,
    reportValues: values,
    labels,
    attachments: [...listed, ...enclosed],
    comments: comments.map(({ record }) => record),
    links,
    macros: parts.flatMap(({ macros }) => macros),
    contributions,
    fingerprint,
    diagnostics: [source, document, about, page, found, ...comments].flatMap(diagnosticsOf),
  };
}

const diagnosticsOf = (part: { readonly diagnostics: readonly Diagnostic[] }) => part.diagnostics;

interface ReadPage {
  readonly identity: Identity;
  readonly owner: Owner;
  readonly listed: readonly AttachmentRecord[];
  /** What the rules for the page and its comments know of it. */
  readonly facts: PageFacts;
  readonly page: NormalisedPage;
}

function readPage(document: ExportDocument, known: SpaceRef): ReadPage {
  const identity = identify(document, known);
  const owner = { ...identity, sourcePath: document.sourcePath };
  const listed = listedAttachments(document.attachments, owner);
  const ownHosts = ownHostsOf(document.body);
  const { profile } = document;
  const facts: PageFacts = { ...identity, ownHosts, attachments: namesOf(listed), profile };
  return { identity, owner, listed, facts, page: normalise(document.body, facts) };
}

/** Everybody whom the page or a comment names. */
const whoTookPart = (
  { creator, lastModifier }: Pick<PageRecord, 'creator' | 'lastModifier'>,
  report: PageRecord['report'],
  parts: readonly (Pick<NormalisedPage, 'mentions'> & Partial<Pick<ConvertedComment, 'record'>>)[],
): Contribution[] =>
  contributionsOf({
    creator: [creator],
    'last-modifier': [lastModifier],
    'report-author': report?.authors ?? [],
    commenter: parts.map(({ record }) => record?.author ?? null),
    mentioned: parts.flatMap(({ mentions }) => mentions),
  });

/** A page's links are counted through, those of its comments included. */
const numbered = (links: readonly LinkRecord[]): LinkRecord[] =>
  links.map((link, position) => ({ ...link, position }));

interface Statements {
  readonly fields: Pick<
    PageRecord,
    'creator' | 'createdOn' | 'lastModifier' | 'lastModifiedOn' | 'metadataRaw' | 'exportedOn'
  >;
  /** The page's own dates, which settle numeric dates that could be two days. */
  readonly dates: readonly IsoDate[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the page's furniture says of people and dates: the metadata line and the footer. */
function statementsOf({ metadata, footerDate }: ExportDocument, body: Element): Statements {
  const exportedOn = footerDate === null ? null : parseDate(footerDate).iso;
  const inFurniture = exportedOn === null ? [] : [exportedOn];
  // Only a numeric date can be two days, and only then is the whole body worth a search.
  const isNumeric = /\d[-/]\d{1,2}[-/]\d/.test(metadata?.text ?? '');
  const near = isNumeric ? [...datesOnPage(body), ...inFurniture] : inFurniture;
  const { diagnostics, ...people } = parseMetadata(metadata, near);
  const dates = [people.createdOn, people.lastModifiedOn, exportedOn];
  const unreadable =
    footerDate !== null && exportedOn === null ? [diagnostic('date-unreadable', footerDate)] : [];
  return {
    fields: { ...people, metadataRaw: metadata?.text ?? null, exportedOn },
    dates: dates.filter((date) => date !== null),
    diagnostics: [...diagnostics, ...unreadable],
  };
}

/** From an attachment's file name to its best name. */
const namesOf = (listed: readonly AttachmentRecord[]): Map<string, AttachmentRef> =>
  new Map(listed.flatMap(({ fileName, refs }) => refs.slice(0, 1).map((ref) => [fileName, ref])));

/** The page's Markdown, words and sections, all from one rendering and one reading of its blocks. */
function write(
  { body }: NormalisedPage,
  slugs: ReadonlyMap<Element, string>,
  headings: readonly OutlineEntry[],
  tables: TableStyle,
): Pick<PageRecord, 'markdown' | 'text' | 'sections'> {
  const { blocks, itemMarkdown } = renderBody(body, tables);
  const markdownOf = new Map(blocks.map(({ element, markdown }) => [element, markdown]));
  const texts = readBlocks(body.children);
  return {
    markdown: joinBlocks(blocks.map(({ markdown }) => markdown)),
    text: texts.text,
    sections: sectionsOf(headings, texts, {
      slugOf: (heading) => slugs.get(heading) ?? null,
      render: (nodes) => joinBlocks(nodes.flatMap((node) => markdownOf.get(node as Element) ?? [])),
      renderItem: itemMarkdown,
    }),
  };
}

/** In a plain-text dump the lines that stand as headings are its headings, so they become real. */
function headingsOf(
  { format }: ExportDocument,
  body: Element,
  vocabulary: Vocabulary,
): OutlineEntry[] {
  const found = outline(body, vocabulary);
  if (format !== 'plain-text') return found;
  for (const { element, kind } of found) if (kind !== 'real') element.name = 'h2';
  return outline(body, vocabulary);
}
