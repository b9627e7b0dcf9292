/** The caller's AbortSignal, seen by everything that takes time. */
import type { Readable } from 'node:stream';
import { AbortedError } from '../model/errors.ts';

const aborted = (): AbortedError =>
  new AbortedError('The run was stopped while reading the source.');

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw aborted();
}

/** Makes the stream fail with AbortedError as soon as the signal fires. Returns the same stream. */
export function abortable<Stream extends Readable>(
  stream: Stream,
  signal: AbortSignal | undefined,
): Stream {
  if (signal === undefined) return stream;
  const stop = (): void => {
    stream.destroy(aborted());
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  stream.once('close', () => {
    signal.removeEventListener('abort', stop);
  });
  return stream;
}
