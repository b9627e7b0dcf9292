import type { SearchAnswer, SearchHit } from '../../src/model/search.ts';

export const sampleHit = (changes: Partial<SearchHit> = {}): SearchHit => ({
  pageId: 7,
  confluenceId: '1',
  spaceKey: 'SEA',
  spaceName: 'Sea',
  title: 'Tides',
  heading: 'High water',
  snippet: [
    { text: 'The ', isMatch: false },
    { text: 'ebb', isMatch: true },
    { text: ' runs out.', isMatch: false },
  ],
  createdOn: null,
  lastModifiedOn: '2021-03-04',
  markdownPath: 'SEA/Tides.md',
  sourcePath: 'Tides_1.html',
  score: 1.5,
  ...changes,
});

export const sampleAnswer = (changes: Partial<SearchAnswer> = {}): SearchAnswer => ({
  archive: '/here/archive.sqlite',
  query: 'ebb',
  total: 1,
  hits: [sampleHit()],
  alone: [],
  ...changes,
});
