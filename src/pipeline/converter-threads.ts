/** Threads that convert files, and what becomes of a file whose thread does not survive it. */
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { failedBy, type Outcome, type Portion } from './convert-files.ts';
import type { Answer, ThreadOptions } from './converter-thread.ts';
import { isLarge } from './large-page.ts';
import type { Converter, ConverterOptions } from './local-converter.ts';
import { aborted } from './options.ts';
import { textOfVocabulary } from './vocabulary-file.ts';

const MiB = 1024 * 1024;

/** A page’s trees die young: with room for them fewer are moved. */
const YOUNG_MB = 96;

/** Beside this file, and as this file is: compiled, or a source, which Node loads from 22.18 on. */
const THREAD = new URL(
  `./converter-thread.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
  import.meta.url,
);

interface Task {
  readonly portion: Portion;
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  isReady: boolean;
  /** Told to end; another one starts when it has. */
  isSpent: boolean;
  task: Task | null;
}

/**
 * Threads that convert, each a portion at a time. One that dies (of a page that needs more memory than
 * there is) is replaced; the files that it had are converted again one by one, and the one that a
 * thread dies of alone has failed. Where no thread can be started at all, `here` converts.
 */
export class Threads implements Converter {
  /** How many there may be: fewer where the system refuses more. */
  #count: number;
  readonly #here: Converter;
  readonly #workerData: ThreadOptions;
  readonly #script: URL;
  readonly #signal: AbortSignal | undefined;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Task[] = [];
  #wasReady = false;
  #cannotStart = false;
  #isClosed = false;

  /** Up to `count` threads that run `script`, which answers as `converter-thread.ts` does. */
  constructor(count: number, here: Converter, options: ConverterOptions, script = THREAD) {
    const { format, tables, maxPageSeconds, signal } = options;
    const vocabulary = textOfVocabulary(options.vocabulary);
    this.#count = count;
    this.#here = here;
    this.#script = script;
    this.#workerData = { format, tables, maxPageSeconds, vocabulary };
    this.#signal = signal;
    signal?.addEventListener('abort', this.#stop);
  }

  /** Starts all of them now; otherwise they start as portions wait. */
  warmUp(): void {
    this.#start(this.#count);
  }

  /** Whether any of them has loaded what it needs. */
  get isReady(): boolean {
    return this.#wasReady;
  }

  convert(portion: Portion): Promise<readonly Outcome[]> {
    return new Promise((resolve, reject) => {
      // It may have fired before there was anybody to hear it.
      if (this.#isClosed || this.#signal?.aborted === true) {
        reject(aborted());
        return;
      }
      this.#waiting.push({ portion, resolve, reject });
      this.#hand();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#signal?.removeEventListener('abort', this.#stop);
    const inWork = [...this.#threads].flatMap(({ task }) => task ?? []);
    for (const { reject } of [...inWork, ...this.#waiting.splice(0)]) reject(aborted());
    await this.#here.close();
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
  }

  readonly #stop = (): void => {
    void this.close();
  };

  /** Starts the threads that are missing, and gives what waits to those that do nothing. */
  #hand(): void {
    if (this.#isClosed) return;
    const busy = [...this.#threads].filter(({ task }) => task !== null).length;
    this.#start(busy + this.#waiting.length);
    if (this.#cannotStart) {
      for (const { portion, resolve, reject } of this.#waiting.splice(0)) {
        this.#here.convert(portion).then(resolve, reject);
      }
      return;
    }
    for (const thread of this.#threads) {
      const isFree = thread.isReady && !thread.isSpent && thread.task === null;
      const task = isFree ? this.#waiting.shift() : undefined;
      if (task === undefined) continue;
      thread.task = task;
      thread.worker.postMessage(task.portion);
    }
  }

  #start(wanted: number): void {
    while (this.#threads.size < Math.min(wanted, this.#count)) {
      try {
        this.#startOne();
      } catch {
        // The system gives no more threads: those that there are do the work.
        this.#fewer(this.#threads.size);
      }
    }
  }

  #fewer(count: number): void {
    this.#count = count;
    this.#cannotStart = count === 0;
  }

  #startOne(): void {
    const worker = new Worker(this.#script, {
      workerData: this.#workerData,
      resourceLimits: {
        maxYoungGenerationSizeMb: YOUNG_MB,
        // As much as this thread might use if it converted the page.
        maxOldGenerationSizeMb: Math.round(getHeapStatistics().heap_size_limit / MiB),
      },
    });
    const thread: Thread = { worker, isReady: false, isSpent: false, task: null };
    this.#threads.add(thread);
    let reason: unknown = null;
    worker.on('message', (answer: Answer) => {
      this.#hear(thread, answer);
      this.#hand();
    });
    worker.on('error', (error) => {
      reason = error;
    });
    worker.on('exit', (code) => {
      if (!this.#threads.delete(thread) || this.#isClosed) return;
      // One that never came so far as to be ready is not started again.
      if (!thread.isReady) this.#fewer(Math.max(0, this.#count - 1));
      if (thread.task !== null) {
        this.#retry(thread.task, reason ?? new Error(`A thread ended with ${String(code)}.`));
      }
      this.#hand();
    });
  }

  #hear(thread: Thread, answer: Answer): void {
    if (answer.kind === 'ready') {
      thread.isReady = true;
      this.#wasReady = true;
      return;
    }
    const { task } = thread;
    task?.resolve(answer.outcomes);
    thread.task = null;
    // What it broke off may have left things half done that later pages would meet; and V8 gives what
    // a large page took back only with the thread.
    thread.isSpent = answer.isBrokenOff || (task !== null && isLarge(task.portion));
    if (thread.isSpent) void thread.worker.terminate();
  }

  /** The thread of a task died. Of several files nobody knows which one it was. */
  #retry({ portion, resolve, reject }: Task, reason: unknown): void {
    const { files, space } = portion;
    if (files.length < 2) {
      resolve(files.map(() => failedBy(reason)));
      return;
    }
    Promise.all(files.map((file) => this.convert({ files: [file], space }))).then((outcomes) => {
      resolve(outcomes.flat());
    }, reject);
  }
}
