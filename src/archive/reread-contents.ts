/** Records that are kept whole: what follows from the vocabulary is replaced in them too. */
import type { Contribution, PageRecord, PersonRef } from '../model/page.ts';
import { jsonList, runOver } from './batch.ts';
import { BODY, restoreRecords, type StoredBody } from './content-rows.ts';
import type { Queries } from './driver.ts';
import { contentOf, packParts } from './page-content.ts';
import type { Reread } from './vocabulary-reading.ts';

interface ContentRow extends StoredBody {
  readonly id: number;
}

const NOWHERE = {
  profile: null,
  sourcePath: '',
  sourceSha256: '',
  exportedOn: null,
  breadcrumbs: [],
};

/** Records that are unpacked at a time. */
const CHUNK = 64;

/** So that a new export that says the same is known to say the same. */
export async function rereadContents(queries: Queries, rereads: readonly Reread[]): Promise<void> {
  for (let from = 0; from < rereads.length; from += CHUNK) {
    const some = new Map(rereads.slice(from, from + CHUNK).map((page) => [page.pageId, page]));
    const rows = await queries.all<ContentRow>(
      `SELECT page_contents.id, ${BODY}
       FROM json_each(?) CROSS JOIN pages ON pages.id = value
       CROSS JOIN page_copies ON page_copies.page_id = pages.id
         AND page_copies.source_path = pages.source_path
         AND page_copies.source_sha256 = pages.source_sha256
       CROSS JOIN page_contents ON page_contents.id = content_id`,
      [jsonList(some.keys())],
    );
    const records = await restoreRecords(queries, rows, () => NOWHERE);
    await runOver(
      queries,
      `UPDATE page_contents SET digest = value ->> 1, record = CAST(value ->> 2 AS BLOB),
         parts = unhex(value ->> 3)
       FROM jsonb_each(?) WHERE page_contents.id = value ->> 0`,
      records.flatMap(([{ id, pageId, parts }, stored]) => {
        const reread = some.get(pageId);
        if (reread === undefined) return [];
        const now = withReread(stored, reread);
        const { digest, record } = contentOf(now);
        return [[id, digest, record, parts === null ? null : packParts(now)]];
      }),
    );
  }
}

function withReread(record: PageRecord, reread: Reread): PageRecord {
  // The archive knows more of people than the page; its record keeps what the page says.
  const known = [
    ...(record.report?.authors ?? []),
    ...record.contributions.map(({ person }) => person),
  ];
  const asOnPage = ({ displayName }: PersonRef): PersonRef =>
    known.find((person) => person.displayName === displayName) ?? {
      ...{ displayName, username: null, accountId: null, profileUrl: null },
    };
  const authors = (reread.report?.authors ?? []).map(asOnPage);
  const roles = (list: readonly Contribution['role'][]): Contribution[] =>
    record.contributions.filter(({ role }) => list.includes(role));
  return {
    ...record,
    sections: reread.sections,
    report: reread.report === null ? null : { ...reread.report, authors },
    reportValues: reread.reportValues,
    contributions: [
      ...roles(['creator', 'last-modifier']),
      ...authors.map((person): Contribution => ({ person, role: 'report-author' })),
      ...roles(['commenter', 'mentioned']),
    ],
  };
}
