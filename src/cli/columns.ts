/** Columns of records that are called as their fields, in the way of the archive's schema. */
import type { Column, Field } from './records.ts';

/** `spaceKey` → `space_key`. */
const inSnakeCase = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The fields of `Row` that a column can show. */
type Shown<Row> = { [Key in keyof Row]: Row[Key] extends Field ? Key : never }[keyof Row] & string;

type Details = Partial<Pick<Column<never>, 'head' | 'align' | 'inTable'>>;

export function column<Row>(key: Shown<Row>, details: Details = {}): Column<Row> {
  return { name: inSnakeCase(key), of: (row) => row[key] as Field, ...details };
}

/** Columns that a terminal has no room for. */
export const unseen = <Row>(...keys: readonly Shown<Row>[]): readonly Column<Row>[] =>
  keys.map((key) => column<Row>(key, { inTable: false }));

/** For numbers. */
export const RIGHT = { align: 'right' } as const;

/** What the space is called: by its key, else by its name. */
export const SPACE: Column<{
  readonly spaceKey: string | null;
  readonly spaceName: string | null;
}> = { name: 'space', of: ({ spaceKey, spaceName }) => spaceKey ?? spaceName };
