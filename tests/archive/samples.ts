/** Archives in temporary folders, and records to put into them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { afterEach } from 'vitest';
import type { Archive } from '../../src/archive/archive.ts';
import { openArchive } from '../../src/archive/open.ts';
import type { OpenOptions } from '../../src/archive/opening.ts';
import type { AttachmentRecord, LinkRecord, PageRecord, PersonRef } from '../../src/model/page.ts';
import { pageByFile, pageById, pageByTitle } from '../../src/model/refs.ts';
import type { PlannedPage } from '../../src/model/stored.ts';

const folders: string[] = [];
const open: Archive[] = [];

afterEach(async () => {
  for (const archive of open.splice(0)) await archive.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  folders.push(folder);
  return folder;
}

export const newFile = (): string => join(temporaryFolder(), 'archive.sqlite');

const clock = (): Date => new Date('2024-05-06T07:08:09Z');

/** An archive that is closed after the test. */
export async function opened(file: string, options: OpenOptions = {}): Promise<Archive> {
  const archive = await openArchive(file, { mode: 'write', clock, ...options });
  open.push(archive);
  return archive;
}

export interface Workshop {
  readonly file: string;
  readonly archive: Archive;
  readonly importId: number;
  /** Saves pages as new ones; their ids. */
  readonly create: (...records: readonly PageRecord[]) => Promise<readonly number[]>;
  readonly update: (pageId: number, record: PageRecord) => Promise<void>;
}

/** A new archive with an import under way. */
export async function workshop(): Promise<Workshop> {
  const file = newFile();
  const archive = await opened(file);
  const importId = await begin(archive);
  return {
    file,
    archive,
    importId,
    create: (...records) => archive.savePages(importId, records.map(created), 'rules'),
    async update(pageId, record) {
      await archive.savePages(importId, [{ record, pageId }], 'rules');
    },
  };
}

export const created = (record: PageRecord): PlannedPage => ({
  record,
  pageId: null,
});

export const begin = (archive: Archive): Promise<number> =>
  archive.beginImport({ source: '/exports/harbour', format: null, toolVersion: '0.0.0' });

/** Changes an archive as another program would, while it is open. */
export async function change(file: string, sql: string): Promise<void> {
  const database = new sqlite3.Database(file);
  try {
    await new Promise<void>((resolve, reject) => {
      database.exec(`PRAGMA foreign_keys = ON; ${sql}`, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  } finally {
    await new Promise((resolve) => {
      database.close(resolve);
    });
  }
}

export const person = (displayName: string, ids: Partial<PersonRef> = {}): PersonRef => ({
  displayName,
  username: null,
  accountId: null,
  profileUrl: null,
  ...ids,
});

export const link = (href: string, fields: Partial<LinkRecord> = {}): LinkRecord => ({
  position: 0,
  kind: 'page',
  href,
  text: href,
  target: null,
  fragment: null,
  removed: false,
  ...fields,
});

export const attachment = (
  fileName: string,
  fields: Partial<AttachmentRecord> = {},
): AttachmentRecord => ({
  confluenceId: null,
  fileName,
  mediaType: null,
  sourcePath: `attachments/1/${fileName}`,
  refs: [`attachment:file/dock/attachments/1/${fileName}`],
  ...fields,
});

/** A page of the space DOCK, with the names that it would have. */
export function page(title: string, fields: Partial<PageRecord> = {}): PageRecord {
  const { space = { key: 'DOCK', name: 'Dockyard' }, confluenceId = null } = fields;
  const sourcePath = fields.sourcePath ?? `${title}.html`;
  const spaceName = space.key ?? space.name;
  return {
    space,
    confluenceId,
    title,
    type: 'page',
    breadcrumbs: [],
    parentRef: null,
    creator: null,
    createdOn: null,
    lastModifier: null,
    lastModifiedOn: null,
    metadataRaw: null,
    exportedOn: null,
    format: 'confluence-html',
    sourcePath,
    sourceSha256: `sha of ${sourcePath}`,
    markdown: `About ${title}.`,
    text: `About ${title}.`,
    wordCount: 2,
    refs: [
      ...(confluenceId === null ? [] : [pageById(confluenceId)]),
      pageByTitle(spaceName, title),
      pageByFile(spaceName, sourcePath),
    ],
    anchors: [],
    sections: [],
    report: null,
    reportValues: [],
    labels: [],
    attachments: [],
    comments: [],
    links: [],
    macros: [],
    contributions: [],
    fingerprint: [],
    diagnostics: [],
    ...fields,
  };
}
