/** Writes a package: whole, under a name of its own until it is finished, or not at all. */
import { basename, dirname, join, resolve } from 'node:path';
import { AbortedError, OutputError } from '../model/errors.ts';
import { isSafePath } from './bag-path.ts';
import * as disk from './disk.ts';
import { formatManifest } from './manifest.ts';
import { DECLARATION, formatInfo, type InfoElement } from './tag-text.ts';

/** A payload file: bytes to write, or what makes a file at a path that it is given. */
export type PayloadFile =
  | { readonly path: string; readonly open: () => AsyncIterable<Uint8Array> }
  | { readonly path: string; readonly make: (place: string) => Promise<void> };

export interface WriteBagOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onFile?: ((done: number, total: number) => void) | undefined;
}

export interface WrittenBag {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Writes a BagIt 1.0 package (RFC 8493) with SHA-256 manifests.
 *
 * @param folder where the package will be; it must not be there, or be empty.
 * @param payload paths are relative to `data`.
 * @param info elements of bag-info.txt; `Payload-Oxum` is added at the end.
 * @throws OutputError when there is something at `folder`, or it cannot be written; AbortedError.
 *   Nothing is left then.
 */
export async function writeBag(
  folder: string,
  payload: readonly PayloadFile[],
  info: readonly InfoElement[],
  options: WriteBagOptions = {},
): Promise<WrittenBag> {
  const target = resolve(folder);
  assertFree(target);
  disk.makeFolder(dirname(target));
  removeUnfinished(target);
  const temporary = join(dirname(target), `${unfinishedPrefix(target)}${String(process.pid)}`);
  try {
    const written = await writePayload(temporary, payload, options);
    await writeTags(temporary, written, info);
    assertFree(target);
    disk.moveFolder(temporary, target);
    return { files: written.checksums.size, bytes: written.bytes };
  } catch (error) {
    disk.removeFolder(temporary);
    throw error;
  }
}

/** @throws OutputError unless a package may be written there. */
export function assertFree(folder: string): void {
  const kind = disk.kindOf(folder);
  if (kind === 'absent' || (kind === 'folder' && disk.isEmptyFolder(folder))) return;
  throw new OutputError(
    kind === 'folder'
      ? `The folder ${folder} for the package is not empty.`
      : `There is something at ${folder}, where the package should be.`,
    'Name a folder that is not there yet: a package is never changed, and nothing is overwritten.',
  );
}

const unfinishedPrefix = (target: string): string => `.${basename(target)}.unfinished-`;

/** Removes what killed runs left of the same package; one that is at work is left alone. */
function removeUnfinished(target: string): void {
  const prefix = unfinishedPrefix(target);
  for (const name of disk.namesIn(dirname(target))) {
    if (!name.startsWith(prefix)) continue;
    const processId = Number(name.slice(prefix.length));
    if (Number.isInteger(processId) && (processId === process.pid || !isAlive(processId))) {
      disk.removeFolder(join(dirname(target), name));
    }
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

interface WrittenPayload {
  readonly bytes: number;
  /** By path relative to the package. */
  readonly checksums: ReadonlyMap<string, string>;
}

async function writePayload(
  base: string,
  payload: readonly PayloadFile[],
  { signal, onFile }: WriteBagOptions,
): Promise<WrittenPayload> {
  const checksums = new Map<string, string>();
  let bytes = 0;
  disk.makeFolder(join(base, 'data'));
  for (const [at, file] of payload.entries()) {
    if (signal?.aborted === true) {
      throw new AbortedError('The package was not finished, and nothing of it was left.');
    }
    const path = `data/${file.path}`;
    if (!isSafePath(path) || checksums.has(path)) {
      throw new OutputError(
        `The path ${JSON.stringify(file.path)} cannot be part of a package.`,
        'Rename that file, then run the command again.',
      );
    }
    const place = join(base, path);
    if ('open' in file) checksums.set(path, await disk.writeFile(place, file.open()));
    else checksums.set(path, await made(file.make, place));
    bytes += disk.sizeOf(place);
    onFile?.(at + 1, payload.length);
  }
  return { bytes, checksums };
}

async function made(make: (place: string) => Promise<void>, place: string): Promise<string> {
  disk.makeFolder(dirname(place));
  await make(place);
  const [checksum = ''] = await disk.checksumsOf(place, ['sha256']);
  return checksum;
}

async function writeTags(
  base: string,
  { bytes, checksums }: WrittenPayload,
  info: readonly InfoElement[],
): Promise<void> {
  const oxum = `${String(bytes)}.${String(checksums.size)}`;
  const tags: readonly (readonly [name: string, text: string])[] = [
    ['bagit.txt', DECLARATION],
    ['bag-info.txt', formatInfo([...info, ['Payload-Oxum', oxum]])],
    ['manifest-sha256.txt', formatManifest(checksums)],
  ];
  const tagChecksums = new Map<string, string>();
  for (const [name, text] of tags) tagChecksums.set(name, await writeText(base, name, text));
  await writeText(base, 'tagmanifest-sha256.txt', formatManifest(tagChecksums));
}

async function* pieceOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

const writeText = (base: string, name: string, text: string): Promise<string> =>
  disk.writeFile(join(base, name), pieceOf(text));
