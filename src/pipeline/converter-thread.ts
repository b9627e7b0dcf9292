/** A thread that converts what it is sent; see `converter-threads.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { convertFiles, type Outcome, type Portion, type Ways } from './convert-files.ts';
import { vocabularyFrom, type VocabularyText } from './vocabulary-file.ts';

/** What is sent when the thread starts. */
export interface ThreadOptions extends Omit<Ways, 'vocabulary'> {
  readonly vocabulary: VocabularyText;
}

export type Answer =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'converted';
      readonly outcomes: readonly Outcome[];
      readonly isBrokenOff: boolean;
    };

const port = parentPort;
if (port !== null) {
  const options = workerData as ThreadOptions;
  const ways: Ways = { ...options, vocabulary: vocabularyFrom(options.vocabulary) };
  const answer = (message: Answer): void => {
    port.postMessage(message);
  };
  port.on('message', (portion: Portion) => {
    void convertFiles(portion, ways).then((done) => {
      answer({ kind: 'converted', ...done });
    });
  });
  answer({ kind: 'ready' });
}
