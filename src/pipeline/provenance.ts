/** Where each field of a page came from: which file, which piece of it, and how it was read. */
import type { IndexFile } from '../archive/record-reading.ts';
import type { NamedPage } from '../model/history.ts';
import type { FieldOrigin, Pieces } from '../model/pieces.ts';
import type { SectionRecord } from '../model/page.ts';
import type { PageWhole } from '../model/record.ts';
import type { PublishablePage } from '../model/stored.ts';
import { indexPiecesOf, piecesOf } from '../reader/pieces.ts';

export interface Traced {
  readonly page: NamedPage;
  readonly stored: PublishablePage;
  readonly whole: PageWhole;
  /** The index that lists the page’s space; null where none was read. */
  readonly index: IndexFile | null;
}

/** One field: what is known of it before the file is added. */
interface Origin extends Pick<FieldOrigin, 'field' | 'value' | 'how'> {
  readonly piece: string | null;
  readonly raw?: string | null;
  /** Default: the page’s own file. */
  readonly file?: IndexFile | null;
}

/** In the order of the archive’s tables. A field without a value says where it would be. */
export function originsOf(traced: Traced): readonly FieldOrigin[] {
  const { page, stored, whole } = traced;
  const own = { path: page.sourcePath, sha256: whole.sourceSha256 };
  const pieces = piecesOf(stored.format, whole.profile);
  const origins = [
    ...identityOrigins(traced, pieces),
    ...peopleOrigins(traced, pieces),
    ...contentOrigins(traced, pieces),
    ...reportOrigins(traced),
  ];
  return origins.map(({ file = own, raw = null, piece, how, ...rest }) => {
    const isUnknown = pieces === null && file === own && piece === UNKNOWN;
    return {
      ...rest,
      raw,
      sourcePath: file?.path ?? null,
      sourceSha256: file?.sha256 ?? null,
      piece: isUnknown ? null : piece,
      how: isUnknown
        ? `${how} An older version read the file and did not note its form, so the piece is not known.`
        : how,
    };
  });
}

/** Stands for a piece of a file whose form is not known. */
const UNKNOWN = '?';

const pieceIn = (pieces: Pieces | null, name: keyof Pieces): string | null =>
  pieces === null ? UNKNOWN : pieces[name];

const TITLE_RULES: Readonly<Record<string, string>> = {
  'site-template-2':
    'What follows “Space - ”; words that the template cut off are completed from the file’s name.',
  word: 'The heading as it stands: such a file does not name the space.',
  'plain-text': 'The line as it stands; most dumps have no title.',
};

function identityOrigins({ page, stored, whole, index }: Traced, pieces: Pieces | null): Origin[] {
  const { profile, type, position } = whole;
  const name = page.sourcePath.slice(page.sourcePath.lastIndexOf('/') + 1);
  const isInName = page.confluenceId !== null && name.includes(page.confluenceId);
  const placed = whole.isPlacedByIndex;
  return [
    {
      field: 'pages.title',
      value: page.title,
      piece: pieceIn(pieces, 'heading'),
      how:
        TITLE_RULES[profile ?? ''] ??
        'What follows the space’s name and “ : ”; without such a piece, that of `head > title`.',
    },
    spaceKeyOrigin({ page, whole, index }),
    spaceNameOrigin({ page, stored, whole, index }, pieces),
    {
      field: 'pages.confluence_id',
      value: page.confluenceId,
      ...(isInName || page.confluenceId === null
        ? { piece: 'name of the file', how: 'The number in the name; no number, no id.' }
        : {
            piece: pieceIn(pieces, 'attachments'),
            how: 'The folder in which all attachments of the page lie.',
          }),
    },
    {
      field: 'pages.type',
      value: type,
      piece: pieceIn(pieces, 'homeMark'),
      how: 'A home page bears the mark, or the space’s index marks it; all others are pages.',
    },
    {
      field: 'breadcrumbs',
      value: stored.breadcrumbs,
      piece: pieceIn(pieces, 'breadcrumbs'),
      how: 'The items in their order, the space first.',
    },
    {
      field: 'pages.parent_id',
      value: whole.parentTitle,
      ...(placed
        ? { piece: treeIn(index), how: 'The entry above the page in the tree.', file: index }
        : {
            piece: pieceIn(pieces, 'breadcrumbs'),
            how: 'The last item that names a page; no index lists this one.',
          }),
    },
    {
      field: 'pages.position',
      value: position,
      piece: placed ? treeIn(index) : null,
      how: 'Its place among its siblings; only an index knows it.',
      file: placed ? index : null,
    },
  ];
}

const treeIn = (index: IndexFile | null): string | null =>
  index === null ? null : indexPiecesOf(index.path).tree;

/** `rules:format:key:name`: what a run knew of the space, from its index or from the user. */
const knownBefore = (conversion: string): readonly (string | undefined)[] =>
  /^[^:]*:[^:]*:([^:]*):(.*)$/.exec(conversion)?.slice(1) ?? [];

type SpaceTrace = Pick<Traced, 'page' | 'whole' | 'index'>;

function spaceKeyOrigin({ page, whole, index }: SpaceTrace): Origin {
  const field = 'spaces.key';
  const value = page.spaceKey;
  if (value === null) {
    return { field, value, piece: null, file: null, how: 'Only an index or `--space` tells it.' };
  }
  const [key] = knownBefore(whole.conversion);
  return index !== null && key === value
    ? {
        field,
        value,
        piece: indexPiecesOf(index.path).details,
        file: index,
        how: 'The key as it stands.',
      }
    : {
        field,
        value,
        piece: null,
        file: null,
        how: 'Given with `--space`, or by another page’s index.',
      };
}

function spaceNameOrigin({ page, stored, whole, index }: Traced, pieces: Pieces | null): Origin {
  const field = 'spaces.name';
  const value = page.spaceName;
  const [, name] = knownBefore(whole.conversion);
  if (value !== null && index !== null && name === value) {
    return {
      field,
      value,
      piece: indexPiecesOf(index.path).details,
      file: index,
      how: 'The name as it stands.',
    };
  }
  if (value !== null && stored.breadcrumbs[0] === value) {
    const piece = pieceIn(pieces, 'breadcrumbs');
    return { field, value, piece, how: 'The first item, which leads to the index.' };
  }
  const how =
    'What stands before “ : ” in the page’s heading; an index or breadcrumb is heard first.';
  return { field, value, piece: pieceIn(pieces, 'heading'), how };
}

/** Which rule reads the line; the archive’s rules of meaning, one sentence each. */
function metadataRule(line: string | null): string {
  if (line === null) return 'The page has no such line.';
  if (/^this page last changed/i.test(line)) {
    return '“This page last changed on D by U”: U modified it; who created it is not told.';
  }
  if (/ last (?:modified|updated|edited|changed) by /i.test(line)) {
    return '“Created by A, last modified by B on D”: D is the day of the last change.';
  }
  return / last (?:modified|updated|edited|changed)/i.test(line)
    ? '“Created by A, last modified on D”: A modified it, too; the day of creation is not told.'
    : '“Created by A on D”: D is the day of creation; nobody modified it.';
}

function peopleOrigins({ stored, whole }: Traced, pieces: Pieces | null): Origin[] {
  const { metadataRaw: raw } = whole;
  const piece = pieceIn(pieces, 'metadata');
  const how = metadataRule(raw);
  const read = (field: string, value: string | null): Origin => ({ field, value, raw, piece, how });
  return [
    read('pages.creator_id', stored.creator),
    read('pages.created_on', stored.createdOn),
    read('pages.last_modifier_id', stored.lastModifier),
    read('pages.last_modified_on', stored.lastModifiedOn),
    {
      field: 'pages.exported_on',
      value: stored.exportedOn,
      piece: pieceIn(pieces, 'footer'),
      how: 'The date that the export wrote there.',
    },
  ];
}

/** `4~37d766fb1a43`: rules with a vocabulary of one’s own. */
const rulesOf = (conversion: string): string =>
  (conversion.split(':', 1)[0] ?? '').replace(
    /~(\w+)$/,
    ' and a report vocabulary other than the built-in one ($1 …)',
  );

function contentOrigins({ stored, whole }: Traced, pieces: Pieces | null): Origin[] {
  return [
    {
      field: 'pages.markdown',
      value: `${String(whole.wordCount)} words`,
      piece: pieceIn(pieces, 'body'),
      how: `Converted by the rules ${rulesOf(whole.conversion)}, without header, blocks and footer.`,
    },
    {
      field: 'labels',
      value: stored.labels,
      piece: pieceIn(pieces, 'labels'),
      how: 'One a line; HTML exports hold none.',
    },
    {
      field: 'attachments',
      value: whole.attachments.map(({ fileName }) => fileName),
      piece: pieceIn(pieces, 'attachments'),
      how: 'The list in its order, then files that only the body links to or shows.',
    },
    {
      field: 'sections',
      value: whole.sections.map(({ heading }) => heading),
      piece: pieceIn(pieces, 'body'),
      how: 'The headings of the converted body; words that the vocabulary knows give the key.',
    },
    {
      field: 'links',
      value: whole.links.length,
      piece: pieceIn(pieces, 'body'),
      how: 'The links of the converted body, each matched with the pages of the archive.',
    },
    {
      field: 'macros',
      value: whole.macros.map(({ name }) => name),
      piece: pieceIn(pieces, 'body'),
      how: 'What macros left in the markup, and what the conversion made of it.',
    },
    {
      field: 'comments',
      value: whole.comments.length,
      piece: pieceIn(pieces, 'comments'),
      how: 'One a cell; author and day from its last line.',
    },
  ];
}

const sectionOf = (whole: PageWhole, key: string): SectionRecord | null =>
  whole.sections.find((section) => section.key === key) ?? null;

const sectionPiece = (section: SectionRecord | null): string | null =>
  section === null ? null : `section “${section.heading}” of the body`;

function reportOrigins({ whole }: Traced): Origin[] {
  const { report } = whole;
  if (report === null) return [];
  const authors = sectionOf(whole, 'report-authors');
  const published = sectionOf(whole, 'date-published');
  const people = whole.people.filter(({ role }) => role === 'report-author');
  const inTitle = { piece: 'words of the title', raw: report.periodLabel };
  const period = 'The words that name a period, as its first and last day.';
  return [
    {
      ...{ field: 'reports.series', value: report.series, piece: 'words of the title' },
      how: 'The title without the words of the period.',
    },
    {
      ...{ field: 'reports.period_label', value: report.periodLabel, piece: 'words of the title' },
      how: 'The words that name a period, as they stand.',
    },
    { field: 'reports.period_start', value: report.periodStart, how: period, ...inTitle },
    { field: 'reports.period_end', value: report.periodEnd, how: period, ...inTitle },
    {
      field: 'reports.published_on',
      value: report.publishedOn,
      raw: report.publishedRaw,
      piece: sectionPiece(published),
      how: 'The only date in the section; with several, or none that can be read, there is none.',
    },
    {
      field: 'contributions (report-author)',
      value: people.map(({ displayName }) => displayName),
      raw: authors?.text ?? null,
      piece: sectionPiece(authors),
      how: 'The names in the section of the report’s authors.',
    },
  ];
}
