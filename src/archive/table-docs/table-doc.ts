/** The form in which tables and columns are described. */

export interface ColumnDoc {
  readonly name: string;
  /** One sentence: what it holds, its unit, and what null means where it can be null. */
  readonly summary: string;
}

export interface TableDoc {
  readonly name: string;
  /** What one row is. */
  readonly summary: string;
  /** In the order of the database. */
  readonly columns: readonly ColumnDoc[];
}

/** `columns` are name and sentence, in the order of the database. */
export const describeTable = (
  name: string,
  summary: string,
  columns: Readonly<Record<string, string>>,
): TableDoc => ({
  name,
  summary,
  columns: Object.entries(columns).map(([column, sentence]) => ({
    name: column,
    summary: sentence,
  })),
});
