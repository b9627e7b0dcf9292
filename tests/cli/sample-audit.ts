import {
  MEASURES,
  type AuditReport,
  type Measured,
  type PageAudit,
} from '../../src/model/audit.ts';

const whole = Object.fromEntries(
  Object.keys(MEASURES).map((measure) => [measure, { total: 3, kept: 3, explained: 0 }]),
) as Record<keyof typeof MEASURES, Measured>;

/** A page with nothing amiss, with changes. */
export const samplePage = (changes: Partial<PageAudit> = {}): PageAudit => ({
  title: 'Tides',
  sourcePath: 'Tides_1.html',
  markdownPath: 'SEA/Tides.md',
  measures: whole,
  shownWords: 3,
  losses: [],
  foreignWords: [],
  foreignTags: [],
  deadLinks: [],
  ...changes,
});

/** The report of an audit without findings, with changes. */
export const sampleAudit = (changes: Partial<AuditReport> = {}): AuditReport => ({
  archive: '/here/archive.sqlite',
  markdownDir: '/here/markdown',
  sources: ['/here/export'],
  checks: [{ name: 'words', total: 3, kept: 3, explained: 0, score: 100 }],
  score: 100,
  pages: [samplePage()],
  unaudited: [],
  links: { resolved: 2, external: 1, broken: [] },
  attachments: { present: 1, missing: [], unreferenced: [] },
  macros: [],
  files: { listed: 2, changed: [], missing: [] },
  elapsedMs: 1200,
  ...changes,
});
