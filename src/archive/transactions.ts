/** Transactions of one connection: one after the other and, where asked, several committed as one. */

/** What `Database` can do with transactions. */
export interface Transactions {
  /** Everything in `work` or nothing. Each waits for the one before; they do not nest. */
  transaction<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * Transactions of `work` are committed together: by the first that ends three seconds or more after
   * the group began, and at the end of `work`. One that fails undoes those before it, too, that were
   * not committed yet, although they were done.
   */
  grouped<Result>(work: () => Promise<Result>): Promise<Result>;
  /** How often a transaction was undone so far: what was read within one may never have been. */
  undone(): number;
}

/** A process that is killed loses about so much of a group's work. */
const GROUP_MS = 3_000;

export function transactionsOf(exec: (sql: string) => Promise<void>): Transactions {
  let last: Promise<unknown> = Promise.resolve();
  /** When the transaction began that is open; null for none. */
  let begun: number | null = null;
  let isGrouped = false;
  let undone = 0;

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
      undone += 1;
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
      const end = async (): Promise<void> => {
        isGrouped = false;
        await inTurn(async () => {
          if (begun !== null) await undoing(commit);
        });
      };
      let result;
      try {
        result = await work();
      } catch (error) {
        // What was done before stays. Where that fails, too, the reason is the first failure.
        await end().catch(() => undefined);
        throw error;
      }
      await end();
      return result;
    },
    undone: () => undone,
  };
}
