/** How far V8 may let the heap grow before it collects what is dead. */
import { setFlagsFromString } from 'node:v8';
import type { ProgressEvent } from '../model/imports.ts';

/** Files of a run in which memory matters more than a tenth of its time. */
const MANY_FILES = 20_000;
/** Else V8 lets a heap of which a quarter is alive stand: 1.3 GB for 50,000 pages, with this 0.7 to 0.9. */
const SLOWLY = '--heap-growing-percent=50';

/**
 * Listens to the progress of a run, and makes the heap grow slowly once it is known to be long. The
 * flag is the process's, so only a command may set it that owns the process, never the library.
 */
export function createHeapWatch(
  setFlag: (flag: string) => void = setFlagsFromString,
): (event: ProgressEvent) => void {
  let isSet = false;
  return ({ total }) => {
    if (isSet || total < MANY_FILES) return;
    isSet = true;
    setFlag(SLOWLY);
  };
}
