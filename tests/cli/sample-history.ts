import type {
  ChangesReport,
  NamedPage,
  PageDiff,
  PageHistory,
  PageVersion,
  ShownPage,
  ShownSection,
} from '../../src/model/history.ts';
import type { FieldOrigin } from '../../src/model/pieces.ts';

export const sampleNamed = (changes: Partial<NamedPage> = {}): NamedPage => ({
  pageId: 7,
  confluenceId: '1',
  title: 'Tides',
  spaceKey: 'SEA',
  spaceName: 'Sea',
  status: 'current',
  duplicateOf: null,
  markdownPath: 'SEA/Tides.md',
  sourcePath: 'Tides_1.html',
  ...changes,
});

export const sampleVersion = (changes: Partial<PageVersion> = {}): PageVersion => ({
  number: 1,
  change: 'created',
  title: 'Tides',
  importId: 1,
  importedAt: '2024-05-06T07:08:09.000Z',
  recordedAt: '2024-05-06T07:08:10.000Z',
  seenOn: '2024-05-01',
  wordsAdded: 3,
  wordsRemoved: 0,
  isCurrent: true,
  ...changes,
});

export const sampleHistory = (changes: Partial<PageHistory> = {}): PageHistory => ({
  archive: '/here/archive.sqlite',
  page: sampleNamed(),
  versions: [sampleVersion()],
  ...changes,
});

export const sampleDiff = (changes: Partial<PageDiff> = {}): PageDiff => ({
  archive: '/here/archive.sqlite',
  page: sampleNamed(),
  from: sampleVersion(),
  to: sampleVersion({ number: 2, change: 'updated', importId: 2, seenOn: null }),
  wordsAdded: 1,
  wordsRemoved: 1,
  hunks: [
    {
      section: 'High water',
      oldLine: 3,
      newLine: 3,
      lines: [
        [
          { kind: 'same', text: 'The ' },
          { kind: 'removed', text: 'ebb' },
          { kind: 'added', text: 'flow' },
        ],
      ],
    },
  ],
  ...changes,
});

export const sampleChanges = (changes: Partial<ChangesReport> = {}): ChangesReport => ({
  archive: '/here/archive.sqlite',
  imports: [],
  space: null,
  counts: { created: 0, updated: 0, moved: 0, removed: 0, passed: 0, earlier: 0 },
  changes: [],
  ...changes,
});

export const sampleShown = (changes: Partial<ShownPage> = {}): ShownPage => ({
  archive: '/here/archive.sqlite',
  page: sampleNamed(),
  asOf: null,
  breadcrumbs: ['Sea'],
  creator: 'Odo Keel',
  createdOn: null,
  lastModifier: null,
  lastModifiedOn: null,
  exportedOn: null,
  labels: [],
  sourceFormat: 'confluence-html',
  type: 'page',
  position: null,
  isPlacedByIndex: false,
  parentId: null,
  parentTitle: null,
  metadataRaw: null,
  profile: 'confluence-5',
  conversion: '2:::',
  sourceSha256: 'a1',
  wordCount: 1,
  text: 'Tides',
  firstImportId: 1,
  lastImportId: 1,
  people: [],
  sections: [],
  report: null,
  links: [],
  attachments: [],
  comments: [],
  macros: [],
  diagnostics: [],
  sources: [],
  markdown: '# Tides\n',
  versions: [sampleVersion()],
  ...changes,
});

export const sampleSection = (changes: Partial<ShownSection> = {}): ShownSection => ({
  pageId: 7,
  title: 'Tides',
  spaceKey: 'SEA',
  key: 'high-water',
  heading: 'High water',
  position: 1,
  markdown: '## High water\n\nAt noon.\n',
  items: [],
  ...changes,
});

export const sampleOrigin = (changes: Partial<FieldOrigin> = {}): FieldOrigin => ({
  field: 'pages.title',
  value: 'Tides',
  raw: null,
  sourcePath: 'Tides_1.html',
  sourceSha256: 'a1',
  piece: '#title-text',
  how: 'What follows the space’s name.',
  ...changes,
});
