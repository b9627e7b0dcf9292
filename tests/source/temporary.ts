/** Folders and zips that exist for one test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach } from 'vitest';
import { ZipFile } from 'yazl';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export type Files = Readonly<Record<string, string | Uint8Array>>;

export function temporaryFolder(files: Files = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'source-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
  return folder;
}

export async function zipBytes(
  files: Files,
  options: { mode?: number; compress?: boolean } = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content), path, {
      mtime: new Date('2020-05-06T07:08:10Z'),
      ...options,
    });
  }
  zip.end();
  return buffer(zip.outputStream);
}

export function fileOf(bytes: Uint8Array, name = 'export.zip'): string {
  return join(temporaryFolder({ [name]: bytes }), name);
}

/** Replaces every occurrence of `from` by `to` of the same length, so that no offset changes. */
export function patch(bytes: Buffer, from: string, to: string): Buffer {
  const text = bytes.toString('latin1');
  if (from.length !== to.length || !text.includes(from)) throw new Error(`cannot patch ${from}`);
  return Buffer.from(text.replaceAll(from, to), 'latin1');
}

/** Where the headers of the central directory begin. */
export function centralHeaders(bytes: Buffer): readonly number[] {
  const found: number[] = [];
  const signature = Buffer.from([0x50, 0x4b, 1, 2]);
  for (let at = bytes.indexOf(signature); at >= 0; at = bytes.indexOf(signature, at + 4)) {
    found.push(at);
  }
  return found;
}
