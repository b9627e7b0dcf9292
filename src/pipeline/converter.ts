/** Who converts the files of a run: this thread, or threads beside it. */
import { availableParallelism } from 'node:os';
import { Threads } from './converter-threads.ts';
import { isLarge } from './large-page.ts';
import { createLocalConverter, type Converter, type ConverterOptions } from './local-converter.ts';

/**
 * A thread costs half a second of computing until it is warm, which this one is after as many pages.
 * Only when so many were really converted is it likely that many more will be.
 */
const PAGES_BEFORE_THREADS = 256;
/** Below so many files in the run no thread earns what it costs. */
const FILES_WORTH_THREADS = 1000;
/** More than this one thread can write what these convert. */
const MOST_THREADS = 4;

/**
 * @param files how many files the run may have to convert at most.
 * @param areAllNew whether it has to convert all of them: a long run is known to be one then, and this
 *   thread need not become warm as well.
 */
export function createConverter(
  files: number,
  areAllNew: boolean,
  options: ConverterOptions,
): Converter {
  const here = createLocalConverter(options);
  const { workers } = options;
  if (workers === 0) return here;
  if (workers !== null) return new Threads(workers, here, options);
  const spare = Math.min(availableParallelism() - 1, MOST_THREADS);
  const mayBeLong = spare > 0 && files >= FILES_WORTH_THREADS;
  if (mayBeLong && areAllNew) {
    const all = new Threads(spare, here, options);
    all.warmUp();
    return all;
  }
  let converted = 0;
  let threads: Threads | null = null;
  return {
    convert(portion) {
      converted += portion.files.length;
      const isLong = mayBeLong && converted > PAGES_BEFORE_THREADS;
      const isApart = isLarge(portion) || here.wasBrokenOff();
      if (isLong || isApart) threads ??= new Threads(Math.max(1, spare), here, options);
      if (isLong) threads?.warmUp();
      // Nobody waits for a thread that is still loading, if the page may be converted here.
      return threads !== null && (isApart || (isLong && threads.isReady))
        ? threads.convert(portion)
        : here.convert(portion);
    },
    async close() {
      await here.close();
      await threads?.close();
    },
  };
}
