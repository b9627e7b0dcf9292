/** Folders for one test file, and what can be said of an archive and a tree in them. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { query, type Row } from '../support/query.ts';
import { filesBelow } from '../support/tree.ts';

/** A folder that goes when the tests of the file are done. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'confluence-archive-process-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): string {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Archive and tree at their default places below a folder. */
export const archiveIn = (folder: string): string => join(folder, 'output', 'archive.sqlite');
export const treeIn = (folder: string): string => join(folder, 'output', 'markdown');

export const copyOutput = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true });
  cpSync(join(from, 'output'), join(to, 'output'), { recursive: true, preserveTimestamps: true });
};

/** What the archive says, without row numbers, import runs and their times. */
export async function contentOf(file: string): Promise<readonly (readonly Row[])[]> {
  const selects = [
    `SELECT source_path, source_sha256, coalesce(key, name) AS space, title, type, position, status,
       created_on, last_modified_on, markdown, text, markdown_path,
       (SELECT source_path FROM pages AS parent WHERE parent.id = pages.parent_id) AS parent
     FROM pages LEFT JOIN spaces ON spaces.id = space_id ORDER BY source_path`,
    `SELECT source_path, links.position, kind, href, fragment, links.status,
       (SELECT source_path FROM pages AS target WHERE target.id = target_page_id) AS target
     FROM links JOIN pages ON pages.id = page_id ORDER BY source_path, links.position`,
    `SELECT pages.source_path, file_name, attachments.status, attachments.bytes, sha256,
       published_path
     FROM attachments JOIN pages ON pages.id = page_id ORDER BY 1, 2`,
    `SELECT source_path, sections.position, heading, sections.text
     FROM sections JOIN pages ON pages.id = page_id ORDER BY 1, 2`,
    `SELECT source_path, role, display_name FROM contributions
     JOIN pages ON pages.id = page_id JOIN people ON people.id = person_id ORDER BY 1, 2, 3`,
  ];
  return Promise.all(selects.map((sql) => query(file, sql)));
}

/** Expects that SQLite finds the file whole. */
export async function expectSound(file: string): Promise<void> {
  expect(await query(file, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await query(file, 'PRAGMA foreign_key_check')).toEqual([]);
}

/** SHA-256 of every file below a folder, by path: what two equal trees have in common. */
export function hashesBelow(folder: string): ReadonlyMap<string, string> {
  const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  return new Map([...filesBelow(folder)].map(([path, bytes]) => [path, hash(bytes)]));
}

export const MANIFEST = 'manifest-sha256.txt';

/** Expects that `sha256sum -c` accepts the manifest. */
export function expectManifestAccepted(tree: string): void {
  const [program, ...args] = existsSync('/usr/bin/sha256sum')
    ? ['sha256sum', '--check', '--strict', '--quiet']
    : ['shasum', '-a', '256', '-c'];
  execFileSync(program, [...args, MANIFEST], { cwd: tree, stdio: 'pipe' });
}

/** Expects a tree that `sha256sum -c` accepts, and that holds nothing that the manifest does not. */
export function expectWholeTree(tree: string): void {
  expectManifestAccepted(tree);
  const files = filesBelow(tree);
  const listed = String(files.get(MANIFEST))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice(66));
  expect(listed.length).toBeGreaterThan(0);
  expect([...files.keys()].filter((path) => path !== MANIFEST).sort()).toEqual(listed.sort());
}
