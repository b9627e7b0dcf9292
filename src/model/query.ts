/** What questions in SQL are, and what they answer. */

/**
 * A BLOB is told as its bytes in lower-case hex. An integer beyond 2^53, which no number here holds
 * exactly, is told as text, and what is endless as `Infinity` or `-Infinity`.
 */
export type QueryValue = string | number | null;

export interface QueryParameter {
  readonly name: string;
  /** What it is for, as a sentence. */
  readonly summary: string;
  /** A space is told by its key or name, a person by a name or a part of it. */
  readonly type: 'text' | 'space' | 'person' | 'integer';
  /** The smallest integer that makes sense; null for other types. */
  readonly least: number | null;
  /** What holds where it is not given; null leaves the condition out. */
  readonly standard: QueryValue;
}

/** A question with a name, whose SQL reads the archive's views. */
export interface NamedQuery {
  /** Lower case, with hyphens. */
  readonly name: string;
  /** What it answers, as a sentence. */
  readonly summary: string;
  readonly parameters: readonly QueryParameter[];
  /** One SELECT; each parameter stands in it as `:name`. */
  readonly sql: string;
}

export interface QueryAnswer {
  /** Names of columns, each once: SQLite numbers those that would be the same. */
  readonly columns: readonly string[];
  /** Values in the order of the columns. */
  readonly rows: readonly (readonly QueryValue[])[];
  /** Why there may be more rows than these; null when these are all. */
  readonly cut: 'limit' | 'size' | null;
}
