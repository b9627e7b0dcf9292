import type { VocabularyReport } from '../../src/model/vocabulary-changes.ts';

export const sampleVocabulary = (): VocabularyReport => ({
  name: 'Reviews of sprints',
  version: '2',
  sha256: 'ab'.repeat(32),
  isBuiltIn: false,
  sections: 4,
  canBeReports: true,
  changes: {
    pages: 5,
    rekeyed: 3,
    opened: 1,
    closed: 2,
    reportsBefore: 6,
    reportsAfter: 7,
    gained: [
      { pageId: 1, title: 'Sprint 12', spaceKey: 'NETS', spaceName: 'Nets' },
      { pageId: 2, title: null, spaceKey: null, spaceName: null },
    ],
    lost: [{ pageId: 3, title: 'A look back', spaceKey: null, spaceName: 'Nets' }],
    older: 0,
    again: 0,
  },
});
