/** What becomes of files whose thread dies. The threads here only pretend to convert. */
import { afterEach, describe, expect, it } from 'vitest';
import { AbortedError } from '../../src/index.ts';
import type { Outcome, Portion } from '../../src/pipeline/convert-files.ts';
import { Threads } from '../../src/pipeline/converter-threads.ts';
import type { Converter } from '../../src/pipeline/local-converter.ts';
import { builtInVocabulary } from '../../src/vocabulary/built-in.ts';

const script = (onMessage: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort, threadId } from 'node:worker_threads';
      parentPort.on('message', ({ files }) => {
        const isBrokenOff = files.some(({ path }) => path === 'slow');
        const outcomes = files.map(({ path }) => {
          ${onMessage}
          return { kind: 'failed', diagnostic: { message: path, thread: threadId } };
        });
        parentPort.postMessage({ kind: 'converted', outcomes, isBrokenOff });
      });
      parentPort.postMessage({ kind: 'ready' });`)}`,
  );

const portion = (...paths: readonly string[]): Portion => ({
  files: paths.map((path) => ({ path, bytes: new Uint8Array(4), sha256: path })),
  space: { key: null, name: null },
});

/** Says that it was this thread that converted. */
const here: Converter = {
  convert: ({ files }) => Promise.resolve(files.map((): Outcome => ({ kind: 'foreign' }))),
  close: () => Promise.resolve(),
};

let threads: Threads | null = null;
afterEach(() => threads?.close());

function start(count: number, from: URL, signal?: AbortSignal): Threads {
  const vocabulary = { vocabulary: builtInVocabulary(), isBuiltIn: true };
  const ways = { format: null, tables: 'repeat', maxPageSeconds: 60, workers: count } as const;
  threads = new Threads(count, here, { ...ways, vocabulary, signal }, from);
  return threads;
}

const said = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.diagnostic.message : 'here'));

const threadOf = ([first]: readonly Outcome[]): unknown =>
  first?.kind === 'failed' ? (first.diagnostic as unknown as { thread: number }).thread : null;

const failure = (reason: string): string =>
  `The page could not be converted because of a defect in this tool; please report it. (${reason})`;

describe('threads', () => {
  it('answer each portion with what it was made of, however many there are', async () => {
    const some = start(2, script(''));
    const paths = Array.from({ length: 20 }, (_, at) => [`${String(at)}a`, `${String(at)}b`]);
    const outcomes = await Promise.all(paths.map((path) => some.convert(portion(...path))));
    expect(outcomes.map(said)).toEqual(paths);
  });

  it('leave the work to this thread where the system gives none', async () => {
    const some = start(2, new URL('https://example.org/no-file.js'));
    expect(said(await some.convert(portion('a', 'b')))).toEqual(['here', 'here']);
  });

  it.each([
    [
      'throws',
      "if (path === 'deadly') throw new Error('no way');",
      { code: 'page-failed', message: failure('no way') },
    ],
    [
      'ends',
      "if (path === 'deadly') process.exit(7);",
      { code: 'page-failed', message: failure('A thread ended with 7.') },
    ],
    [
      'needs more memory than there is',
      "if (path === 'deadly') throw Object.assign(new Error('full'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });",
      { code: 'page-needs-memory', message: expect.stringContaining('more memory') as string },
    ],
  ])(
    'lose only the file of which a thread %s',
    { timeout: 60_000 },
    async (_what, onMessage, told) => {
      const some = start(2, script(onMessage));
      const both = await Promise.all([
        some.convert(portion('a', 'deadly', 'b')),
        some.convert(portion('c')),
      ]);
      const [lost] = both[0].slice(1, 2);
      expect(lost).toMatchObject({ kind: 'failed', diagnostic: told });
      expect(said(both[0])).toEqual(['a', expect.any(String), 'b']);
      expect(said(both[1])).toEqual(['c']);
      expect(said(await some.convert(portion('d')))).toEqual(['d']);
    },
  );

  it('are replaced where a page was broken off: it may have left things half done', async () => {
    const some = start(1, script(''));
    const first = threadOf(await some.convert(portion('a')));
    expect(threadOf(await some.convert(portion('slow')))).toBe(first);
    const next = threadOf(await some.convert(portion('b')));
    expect(next).toBeGreaterThan(Number(first));
  });

  it('are replaced after a large page, of which they would keep the memory', async () => {
    const some = start(1, script(''));
    const [small] = portion('small').files;
    const large = { path: 'large', bytes: new Uint8Array(4 * 1024 * 1024), sha256: 'large' };
    const both = { ...portion(), files: [...(small === undefined ? [] : [small]), large] };
    const first = await some.convert(both);
    expect(said(first)).toEqual(['small', 'large']);
    const next = threadOf(await some.convert(portion('b')));
    expect(next).toBeGreaterThan(Number(threadOf(first)));
  });

  it('that cannot start leave the work to the thread that asks', async () => {
    const some = start(2, new URL('data:text/javascript,throw new Error("no thread")'));
    expect(said(await some.convert(portion('a', 'b')))).toEqual(['here', 'here']);
    expect(said(await some.convert(portion('c')))).toEqual(['here']);
  });

  it('convert nothing where the run was stopped before they came to be', async () => {
    const some = start(1, script(''), AbortSignal.abort());
    await expect(some.convert(portion('a'))).rejects.toThrow(AbortedError);
  });

  it('stop at once when they are told to', async () => {
    const controller = new AbortController();
    const some = start(1, script('for (;;);'), controller.signal);
    const inWork = expect(some.convert(portion('a'))).rejects.toThrow(AbortedError);
    const waiting = expect(some.convert(portion('b'))).rejects.toThrow(AbortedError);
    controller.abort();
    await Promise.all([inWork, waiting]);
    await expect(some.convert(portion('c'))).rejects.toThrow(AbortedError);
  });
});
