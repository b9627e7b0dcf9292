import { describe, expect, it } from 'vitest';
import { builtInVocabulary } from '../../src/vocabulary/built-in.ts';

/** From key to headings that open that section. */
const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  group: [
    'Working Group',
    'Special Interest Group',
    'Project',
    'Harbour Special Interest Group (H-SIG)',
    'Performance and Scale Working Group',
    'Hyperharbour Tide WG',
    'Technical Working Group Atlantis',
  ],
  health: [
    'Working Group Health',
    'Project Health',
    'Harbour-SIG Overall Health',
    'H-SIG Overall Health',
    'Overall health:',
    'Health',
  ],
  'report-authors': [
    'Report Author(s)',
    'Report Authors:',
    'REPORT AUTHOR',
    'Prepared by',
    'Report submitted by:',
  ],
  issues: [
    'Issues',
    'Issues and Challenges',
    'Issues & Challenges',
    'Questions/Issues for the TSC',
    'Questions for the TSC',
    'Issues/Challenges',
    'Challenges',
    'Project Issues',
  ],
  'previous-issues': [
    'Previous Issues',
    'Issues from the last report',
    'Status of Previous Issues',
    'Past issues',
  ],
  releases: [
    'Releases',
    'Recent Releases',
    'Releases in the past quarter',
    'New releases this quarter',
    'Upcoming Releases',
  ],
  activity: [
    'Overall Activity in the Past Quarter',
    'Overall Activity in the last 6 months',
    'Overall Activity in the Past Two Quarters',
    'Overall Activity in the Past Half Year',
    'Overall Activity',
    'Activities in Q3 2021',
    'Activity',
    'Overall Project Activity',
  ],
  'planned-work': [
    'Planned Work',
    'Planned Work Products',
    'Current Plans',
    'Future Plans:',
    'Plans for the next quarter',
    'Planned Activities',
    'Upcoming Work',
    'Next Quarter’s Plans',
  ],
  'maintainer-diversity': [
    'Maintainer Diversity',
    'Maintainers’ Diversity',
    'Diversity of Maintainers',
  ],
  'contributor-diversity': ['Contributor Diversity', 'Contributors Diversity'],
  'participant-diversity': [
    'Participant Diversity',
    'Participants Diversity',
    'Participation Diversity',
    'Membership Diversity',
  ],
  'additional-information': [
    'Additional Information',
    'Additional info:',
    'Any additional comments',
    'Additional Information (optional)',
  ],
  'date-published': [
    'Date Published:',
    'Date Published',
    'Publication Date',
    'Published on',
    'Date of Publication',
    'Date Published: 25 Jun 2024',
  ],
  'reviewed-by': [
    'Reviewed By',
    'Reviewed by:',
    'Reviewers',
    'TSC Reviewers',
    'Reviewed by the TSC',
  ],
};

const { sections } = builtInVocabulary();
const keyOf = (heading: string) => builtInVocabulary().keyOf(heading);

describe('keyOf', () => {
  for (const [key, headings] of Object.entries(HEADINGS)) {
    it.each(headings)(`${key}: %s`, (heading) => {
      expect(keyOf(heading)).toBe(key);
    });
  }

  it('has headings for every key', () => {
    expect(Object.keys(HEADINGS).sort()).toEqual(sections.map(({ key }) => key).sort());
  });

  it.each([
    'Description',
    'Recent space activity',
    'Space contributors',
    'Release Notes',
    'Known Issues in Safari',
    'GitHub issues',
    'Patient Health',
    'Health and Safety',
    'Payer Subgroup',
    'General Group',
    'Related Working Groups',
    'Projects',
    'Working Groups',
    'Join the Harbour Special Interest Group',
    'Harbour Working Group Update',
    'Working Group Meetings',
    'Harbour SIG Quarterly Report',
    'Project Plan',
    'Meetings',
    'Diversity',
    'More Information',
    'Authors',
    'Next steps',
    'Activities planned for the next quarter include:',
    'We planned work for the next quarter and all the people of the harbour came',
    'Issues: naming things',
    '',
    '…',
    '日本語',
  ])('does not know “%s”', (heading) => {
    expect(keyOf(heading)).toBeNull();
  });
});
