/** Values of reports in the archive: stored with their sections, and no part of what a page says. */
import { describe, expect, it } from 'vitest';
import { contentOf } from '../../src/archive/page-content.ts';
import type { ReportValue, SectionRecord } from '../../src/model/page.ts';
import { query } from '../support/query.ts';
import { begin, created, newFile, opened, page } from './samples.ts';

const value = (position: number): ReportValue => ({
  ...{ kind: 'number', section: 0, position, raw: '~30 seals', context: 'We saw ~30 seals.' },
  ...{ number: 30, numberTo: null, outOf: null, qualifier: 'about' },
  ...{ unit: null, noun: 'seals', label: null, per: null },
});

const section: SectionRecord = {
  ...{ position: 0, parent: null, level: 2, heading: 'Health', key: 'health', anchor: 'health' },
  ...{ markdown: 'We saw ~30 seals.', text: 'We saw ~30 seals.', items: [] },
};

describe('values of reports', () => {
  it('do not change what a page says, so that no older archive counts as changed', () => {
    const one = page('Q1');
    expect(contentOf(page('Q1', { reportValues: [value(0)] })).digest).toBe(contentOf(one).digest);
  });

  it('are replaced with their page', async () => {
    const file = newFile();
    const archive = await opened(file, { mode: 'write' });
    const importId = await begin(archive);
    const record = page('Q1', { sections: [section], reportValues: [value(0), value(1)] });
    const [pageId = 0] = await archive.savePages(importId, [created(record)], '1');
    const again = page('Q1', { sections: [section], reportValues: [value(0)] });
    await archive.savePages(importId, [{ record: again, pageId }], '2');
    await archive.close();
    expect(
      await query(
        file,
        'SELECT page_id, position, number, qualifier, noun, date, person_id FROM report_values',
      ),
    ).toEqual([
      ...[{ page_id: pageId, position: 0, number: 30, qualifier: 'about', noun: 'seals' }].map(
        (row) => ({ ...row, date: null, person_id: null }),
      ),
    ]);
  });
});
