/** The bytes of one zip entry, checked as they come, because a zip's directory can lie. */
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { ArchiveToolError, SourceError } from '../model/errors.ts';
import { abortable } from './abort.ts';

/** Turns what yauzl and zlib say about a broken zip into a SourceError; our own errors pass. */
export function zipError(error: unknown, where: string): ArchiveToolError {
  if (error instanceof ArchiveToolError) return error;
  const found = error instanceof Error ? error.message : String(error);
  const message = `Expected a whole zip, found a truncated or damaged one: ${where} (${found}).`;
  const advice = 'Copy or download it again; “unzip -t” shows what of it is broken.';
  return new SourceError(message, advice, { cause: error });
}

/** Passes bytes on while they agree with the directory's size and checksum. */
function checked(entry: Entry, where: string): Transform {
  let bytes = 0;
  let checksum = 0;
  const expected = entry.uncompressedSize;
  const fail = (found: string, done: TransformCallback): void => {
    done(zipError(new Error(found), where));
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      checksum = crc32(chunk, checksum);
      if (bytes > expected) fail(`more than the stated ${String(expected)} bytes`, done);
      else done(null, chunk);
    },
    flush(done) {
      if (bytes !== expected) fail(`${String(bytes)} bytes of ${String(expected)}`, done);
      else if (checksum !== entry.crc32) fail('its checksum does not match', done);
      else done();
    },
  });
}

/** Opens one entry; it fails with SourceError, at once or later in the stream, if it is damaged. */
export async function openEntry(
  zip: ZipFile,
  entry: Entry,
  where: string,
  signal: AbortSignal | undefined,
): Promise<Readable> {
  const raw = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw zipError(error, where);
  });
  const output = checked(entry, where);
  raw.on('error', (error) => {
    output.destroy(zipError(error, where));
  });
  output.once('close', () => {
    raw.destroy();
  });
  raw.pipe(output);
  return abortable(output, signal);
}
