/** An archive whose past is written by hand, so that every order of imports can be had. */
import type { Archive } from '../../src/archive/archive.ts';
import type { VersionChange } from '../../src/model/history.ts';
import type { PageRecord } from '../../src/model/page.ts';
import { change, created, newFile, opened } from '../archive/samples.ts';

export interface PastVersion {
  readonly change: VersionChange;
  readonly importId: number;
  readonly title?: string;
  /** Markdown and text alike; default: the same words for all. */
  readonly text?: string;
  readonly seenOn?: string;
  /** Title of the page above it; versions without one have no record. */
  readonly parent?: string;
}

export interface Past {
  readonly file: string;
  readonly archive: Archive;
  /** Row ids of the pages, in the order given. */
  readonly ids: readonly number[];
}

const text = (value: string | null): string =>
  value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`;

/** The statements that store a version's record, as far as its parent is concerned. */
function copySql(id: number, pageId: number, parent: string): string {
  const parentRef = `page:title/dock/${encodeURIComponent(parent.toLowerCase())}`;
  const breadcrumbs = [
    { position: 0, title: 'Dockyard', href: null, ref: null },
    { position: 1, title: parent, href: null, ref: parentRef },
  ];
  return `INSERT INTO page_contents (id, page_id, digest, conversion, parent_ref, record)
      VALUES (${String(id)}, ${String(pageId)}, 'digest ${String(id)}', 'rules',
        ${text(parentRef)}, X'00');
    INSERT INTO page_copies
      (id, page_id, content_id, source_path, source_sha256, breadcrumbs, import_id)
      VALUES (${String(id)}, ${String(pageId)}, ${String(id)}, 'p', 'sha of copy ${String(id)}',
        ${text(JSON.stringify(breadcrumbs))}, 1);`;
}

/** @param imports how many there were, a day apart from 2024-01-01 on. */
export async function remembered(
  imports: number,
  pages: readonly { readonly record: PageRecord; readonly versions: readonly PastVersion[] }[],
): Promise<Past> {
  const file = newFile();
  let day = 0;
  const clock = (): Date => new Date(Date.UTC(2024, 0, day, 12));
  const archive = await opened(file, { clock });
  const counts = { created: 0, updated: 0, unchanged: 0, moved: 0, failed: 0, removed: 0 };
  for (let at = 0; at < imports; at++) {
    day++;
    const id = await archive.beginImport({ source: '/x', format: null, toolVersion: '0' });
    await archive.finishImport(id, 'completed', counts);
  }
  const records = pages.map(({ record }) => created(record));
  const ids = await archive.savePages(1, records, 'rules');
  await archive.resolve(1);
  const statements = ['DELETE FROM stored_page_versions;'];
  let copy = 1000;
  for (const [at, { versions, record }] of pages.entries()) {
    const pageId = ids[at] ?? 0;
    for (const [index, version] of versions.entries()) {
      const { parent, importId, seenOn = null, change: kind } = version;
      const words = kind === 'removed' ? '' : (version.text ?? 'the same words');
      if (parent !== undefined) statements.push(copySql(++copy, pageId, parent));
      const cells = [
        ...[String(pageId), String(index + 1), String(importId)],
        ...[`2024-01-0${String(importId)}T12:00:00.000Z`, kind, version.title ?? record.title].map(
          text,
        ),
        ...[`sha of ${words}`, words, words, seenOn].map(text),
        parent === undefined ? 'NULL' : String(copy),
      ];
      statements.push(`INSERT INTO stored_page_versions (page_id, number, import_id, recorded_at, change,
        title, source_sha256, markdown, text, seen_on, copy_id) VALUES (${cells.join(', ')});`);
    }
    if (versions.at(-1)?.change === 'removed') {
      statements.push(`UPDATE page_facts SET status = 'removed' WHERE id = ${String(pageId)};`);
    }
  }
  await change(file, statements.join('\n'));
  return { file, archive, ids };
}
