/** Converting in the thread that asks for it. */
import { setImmediate } from 'node:timers/promises';
import { convertFiles, type Outcome, type Portion, type Ways } from './convert-files.ts';
import { aborted } from './options.ts';
import type { ChosenVocabulary } from './vocabulary-file.ts';

export interface Converter {
  /**
   * Outcomes for the files of a portion, in their order. Portions may be given before earlier ones are
   * done. @throws AbortedError when the signal fires.
   */
  convert(portion: Portion): Promise<readonly Outcome[]>;
  /** Ends its threads; what they have not finished is not waited for. */
  close(): Promise<void>;
}

export interface ConverterOptions extends Omit<Ways, 'vocabulary'> {
  readonly vocabulary: ChosenVocabulary;
  /** Threads besides this one; null for as many as the machine and the run are worth. */
  readonly workers: number | null;
  readonly signal: AbortSignal | undefined;
}

export interface LocalConverter extends Converter {
  /** Whether a page was broken off in this thread, which may have left things half done. */
  wasBrokenOff(): boolean;
}

/** Converts in this thread, which does other things between two portions. */
export function createLocalConverter(options: ConverterOptions): LocalConverter {
  const ways = { ...options, vocabulary: options.vocabulary.vocabulary };
  let before: Promise<unknown> = Promise.resolve();
  let wasBrokenOff = false;
  let isClosed = false;
  const run = async (portion: Portion): Promise<readonly Outcome[]> => {
    await before;
    await setImmediate();
    if (isClosed || options.signal?.aborted === true) throw aborted();
    const { outcomes, isBrokenOff } = await convertFiles(portion, ways);
    wasBrokenOff ||= isBrokenOff;
    return outcomes;
  };
  return {
    convert(portion) {
      const result = run(portion);
      before = result.catch(() => undefined);
      return result;
    },
    close() {
      isClosed = true;
      return Promise.resolve();
    },
    wasBrokenOff: () => wasBrokenOff,
  };
}
