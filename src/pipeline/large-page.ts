/** Pages whose conversion must not decide what memory the rest of the run has. */
import { getHeapStatistics } from 'node:v8';
import type { Portion } from './convert-files.ts';

/** In bytes; less where Node.js may not use as much memory. */
const largeFrom = (): number =>
  Math.min(4 * 1024 * 1024, getHeapStatistics().heap_size_limit / 128);

/**
 * To convert a page takes ten to seventy times the memory that its file does. Where there is not as
 * much, the thread ends that converts it; and one that had as much keeps it for long.
 */
export function isLarge({ files }: Portion): boolean {
  const least = largeFrom();
  return files.some(({ bytes }) => bytes.length >= least);
}
