/**
 * The rows of a page that are only written, made where the page is converted: as text they pass from a
 * thread at a fraction of what their objects cost, and go to SQLite as they are.
 */
import type {
  Breadcrumb,
  LinkRecord,
  PageRecord,
  SectionItem,
  SectionRecord,
} from '../model/page.ts';
import { rowsOfText, rowsText, type Cell } from './batch.ts';
import { contentOf, keepContent, type PackedContent } from './page-content.ts';
import { searchCopy, type SearchCopy } from './search-text.ts';
import { piecesOf, wholeOf } from './text-piece.ts';

/** Rows as `rowsText` makes them, by table; the cells stand as the functions below write them. */
export interface PageRows extends SectionRows {
  readonly refs: string;
  readonly fingerprint: string;
  /** The fingerprint once more, as a list of numbers in JSON. */
  readonly fingerprintList: string;
  readonly anchors: string;
  readonly breadcrumbs: string;
  readonly links: string;
  readonly macros: string;
  /** The headings, one a line. */
  readonly headings: string;
  readonly search: SearchCopy;
}

export interface SectionRows {
  /** Sections are numbered from 0 to here in their page. */
  readonly count: number;
  readonly sections: string;
  readonly items: string;
}

const made = new WeakMap<PageRecord, PageRows>();

/** Made once for each record, however many ask. */
export function rowsOf(record: PageRecord): PageRows {
  const known = made.get(record);
  if (known !== undefined) return known;
  const rows = makeRows(record);
  made.set(record, rows);
  return rows;
}

function makeRows(record: PageRecord): PageRows {
  const { title, text, anchors } = record;
  const headings = record.sections.map(({ heading }) => heading).join('\n');
  const names = new Set(anchors.map(({ name }) => name));
  const { count, sections, items } = sectionRowsOf(record);
  return {
    count,
    sections,
    items,
    refs: rowsText([...new Set(record.refs)].map((ref, rank) => ['', ref, rank])),
    fingerprint: rowsText(record.fingerprint.map((hash) => ['', hash])),
    fingerprintList: JSON.stringify(record.fingerprint),
    anchors: rowsText(anchors.map(({ name, slug }) => ['', name, slug])),
    breadcrumbs: rowsText(record.breadcrumbs.map(breadcrumbCells)),
    links: rowsText(record.links.map((link) => linkCells(link, statusOf(link, names)))),
    macros: rowsText(record.macros.map(({ name, outcome, detail }) => ['', name, outcome, detail])),
    headings,
    search: searchCopy({ title, headings, text }),
  };
}

type Text = string | null;
type Place = number | null;

const breadcrumbCells = ({ position, title, href, ref }: Breadcrumb): ['', ...Cell[]] => {
  return ['', position, title, href, ref];
};

type LinkCells = [
  ...['', position: number, kind: LinkRecord['kind'], href: string, text: string],
  ...[target: LinkRecord['target'], fragment: Text, removed: boolean, status: string],
];

// prettier-ignore
const linkCells = (link: LinkRecord, status: string): LinkCells => [
  '', link.position, link.kind, link.href, link.text, link.target, link.fragment, link.removed,
  status,
];

/** What is known before other pages are looked at. */
function statusOf(link: LinkRecord, anchors: ReadonlySet<string>): string {
  if (link.kind === 'anchor') return anchors.has(link.fragment ?? '') ? 'resolved' : 'broken';
  if (link.kind === 'page' || link.kind === 'attachment') return 'broken';
  return link.removed && link.kind !== 'person' ? 'broken' : 'external';
}

type SectionCells = [
  ...['', position: number, parent: Place, level: number, heading: string, key: string],
  ...[anchor: Text, markdown: Text, at: Place, length: Place],
  ...[text: Text, textAt: Place, textLength: Place],
];

type ItemCells = [
  ...['', section: number, position: number, depth: number, text: string, markdown: Text],
];

export function sectionRowsOf(
  record: Pick<PageRecord, 'markdown' | 'text' | 'sections'>,
): SectionRows {
  const markdownPiece = piecesOf(record.markdown);
  const textPiece = piecesOf(record.text);
  const sections: SectionCells[] = [];
  const items: ItemCells[] = [];
  for (const section of record.sections) {
    const { position, parent, level, heading, key, anchor } = section;
    const markdown = markdownPiece(section.markdown);
    const text = textPiece(section.text);
    // prettier-ignore
    sections.push([
      '', position, parent, level, heading, key, anchor,
      markdown.own, markdown.at, markdown.length, text.own, text.at, text.length,
    ]);
    for (const item of section.items) {
      const own = item.markdown === item.text ? null : item.markdown;
      items.push(['', position, item.position, item.depth, item.text, own]);
    }
  }
  return { count: sections.length, sections: rowsText(sections), items: rowsText(items) };
}

/** Fields that are read from rows and content again, should somebody ask. */
type Bulk = 'sections' | 'links' | 'anchors' | 'macros' | 'fingerprint';

/** A record as a thread hands it over: few objects, and all that is only written as text. */
export interface PackedPage {
  readonly head: Omit<PageRecord, Bulk>;
  readonly rows: PageRows;
  readonly content: PackedContent;
}

export const packPage = (record: PageRecord): PackedPage => ({
  head: headOf(record),
  rows: rowsOf(record),
  content: contentOf(record),
});

/** By their names: leaving the others out of a copy costs more than that. */
const headOf = (record: PageRecord): PackedPage['head'] => ({
  space: record.space,
  confluenceId: record.confluenceId,
  title: record.title,
  type: record.type,
  breadcrumbs: record.breadcrumbs,
  parentRef: record.parentRef,
  creator: record.creator,
  createdOn: record.createdOn,
  lastModifier: record.lastModifier,
  lastModifiedOn: record.lastModifiedOn,
  metadataRaw: record.metadataRaw,
  exportedOn: record.exportedOn,
  format: record.format,
  profile: record.profile,
  sourcePath: record.sourcePath,
  sourceSha256: record.sourceSha256,
  markdown: record.markdown,
  text: record.text,
  wordCount: record.wordCount,
  refs: record.refs,
  report: record.report,
  reportValues: record.reportValues,
  labels: record.labels,
  attachments: record.attachments,
  comments: record.comments,
  contributions: record.contributions,
  diagnostics: record.diagnostics,
});

/** The same record. Only those who keep older copies ask it for more than its head. */
export function unpackPage({ head, rows, content }: PackedPage): PageRecord {
  const said = (): PageRecord => JSON.parse(content.record) as PageRecord;
  const record: PageRecord = {
    ...head,
    get sections() {
      return sectionsOfRows(rows, head);
    },
    get links() {
      return linksOfRows(rows);
    },
    get anchors() {
      return said().anchors;
    },
    get macros() {
      return said().macros;
    },
    get fingerprint() {
      return said().fingerprint;
    },
  };
  made.set(record, rows);
  keepContent(record, content);
  return record;
}

const linksOfRows = ({ links }: PageRows): LinkRecord[] =>
  (rowsOfText(links) as readonly LinkCells[]).map(
    ([, position, kind, href, text, target, fragment, removed]) => ({
      ...{ position, kind, href, text, target, fragment, removed },
    }),
  );

function sectionsOfRows(
  rows: SectionRows,
  { markdown, text }: Pick<PageRecord, 'markdown' | 'text'>,
): SectionRecord[] {
  const items: SectionItem[][] = Array.from({ length: rows.count }, () => []);
  for (const cells of rowsOfText(rows.items) as readonly ItemCells[]) {
    const [, section, position, depth, words, itemMarkdown] = cells;
    items[section]?.push({ position, depth, text: words, markdown: itemMarkdown ?? words });
  }
  return (rowsOfText(rows.sections) as readonly SectionCells[]).map((cells) => {
    const [, position, parent, level, heading, key, anchor, ...pieces] = cells;
    const [ownMarkdown, at, length, ownText, textAt, textLength] = pieces;
    return {
      ...{ position, parent, level, heading, key, anchor },
      markdown: wholeOf({ own: ownMarkdown, at, length }, markdown),
      text: wholeOf({ own: ownText, at: textAt, length: textLength }, text),
      items: items[position] ?? [],
    };
  });
}
