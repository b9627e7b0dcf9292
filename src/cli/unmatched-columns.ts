import type { UnmatchedHeading } from '../model/vocabulary-changes.ts';
import type { Column } from './records.ts';

export const UNMATCHED_COLUMNS: readonly Column<UnmatchedHeading>[] = [
  { name: 'heading', of: ({ heading }) => heading },
  { name: 'key', of: ({ key }) => key, inTable: false },
  { name: 'pages', of: ({ pages }) => pages, align: 'right' },
  { name: 'reports', of: ({ reports }) => reports, align: 'right' },
  { name: 'spaces', of: ({ spaces }) => spaces },
  { name: 'example', of: ({ exampleTitle }) => exampleTitle },
  { name: 'example_page_id', of: ({ examplePageId }) => examplePageId, inTable: false },
];
