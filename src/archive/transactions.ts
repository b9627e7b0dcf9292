/** Transactions of one connection: one after the other and, where asked, several committed as one. */
/** What `Database` can do with transactions. */
export interface Transactions {
  /** Everything in `work` or nothing. Each waits for the one before; they do not nest. */
  transaction<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * Transactions of `work` are committed together, every few seconds and at its end. One that fails
   * takes those with it that were not committed yet.
   */
  grouped<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** So much of a group's work is lost at most when the process is killed. */
const GROUP_MS = 3_000;

export function transactionsOf(exec: (sql: string) => Promise<void>): Transactions {
  let last: Promise<unknown> = Promise.resolve();
  /** When the transaction began that is open; null for none. */
  let begun: number | null = null;
  let isGrouped = false;

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  const undoing = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      begun = null;
      // A full disk rolls back by itself; then there is nothing left to undo.
      await exec('ROLLBACK').catch(() => undefined);
      throw error;
    }
  };
  const begin = async (): Promise<number> => {
    await exec('BEGIN IMMEDIATE');
    return performance.now();
  };
  const commit = async (): Promise<void> => {
    await exec('COMMIT');
    begun = null;
  };
  return {
    transaction: (work) =>
      inTurn(async () => {
        begun ??= await begin();
        const since = begun;
        return undoing(async () => {
          const result = await work();
          if (!isGrouped || performance.now() - since >= GROUP_MS) await commit();
          return result;
        });
      }),
    async grouped(work) {
      isGrouped = true;
      try {
        return await work();
      } finally {
        isGrouped = false;
        await inTurn(async () => {
          if (begun !== null) await undoing(commit);
        });
      }
    },
  };
}
