/** Everything that an archive says, in a form that two archives with the same content share. */
import { query, type Row } from './query.ts';

export type ArchiveRows = Readonly<Record<string, readonly string[]>>;

/** Runs and their remarks, the index over text that other tables hold, and SQLite's own. */
const LEFT_OUT = /^(?:imports|checkpoint.*|diagnostics|sqlite_.*|search.*)$/;
/** When and by which run a row came is no content. */
const OF_THE_RUN = /^(?:(?:first_|last_)?import_id|recorded_at|used_since)$/;

interface Table {
  readonly rows: readonly Row[];
  /** Table that a column's numbers mean a row of. */
  readonly references: ReadonlyMap<string, string>;
}

async function tableOf(file: string, name: string): Promise<Table> {
  const keys = await query(file, `PRAGMA foreign_key_list("${name}")`);
  return {
    rows: await query(file, `SELECT * FROM "${name}"`),
    references: new Map(keys.map((key) => [String(key.from), String(key.table)])),
  };
}

/** How a person would name the row; pages and spaces refer to each other in circles. */
const NAMES: Readonly<Record<string, (row: Row) => string>> = {
  page_facts: (row) =>
    `${String(row.source_format)} ${String(row.confluence_id ?? row.source_path)}`,
  spaces: ({ key, name }) => String(key ?? name),
};

/**
 * Rows by table, without row numbers: a number that means another row is replaced by what that row
 * says. Sorted, because the order in which rows came is no content either.
 */
export async function archiveRows(file: string): Promise<ArchiveRows> {
  const found = await query(file, "SELECT name FROM sqlite_schema WHERE type = 'table'");
  const names = found.map(({ name }) => String(name)).filter((name) => !LEFT_OUT.test(name));
  const tables = new Map<string, Table>();
  for (const name of names) tables.set(name, await tableOf(file, name));
  const byId = new Map(
    [...tables].map(([name, { rows }]) => [name, new Map(rows.map((row) => [row.id, row]))]),
  );
  const nameOf = (table: string, id: Row[string]): unknown => {
    const row = id === null ? undefined : byId.get(table)?.get(id);
    return row === undefined ? id : (NAMES[table]?.(row) ?? contentOf(table, row));
  };
  function contentOf(name: string, row: Row): unknown {
    const references = tables.get(name)?.references;
    const content = Object.entries(row).filter(
      ([column]) => !OF_THE_RUN.test(column) && column !== 'id',
    );
    return content.map(([column, value]) => {
      const table = references?.get(column);
      return [column, table === undefined ? shown(value) : nameOf(table, value)];
    });
  }
  return Object.fromEntries(
    [...tables].map(([name, { rows }]) => [
      name,
      rows.map((row) => JSON.stringify(contentOf(name, row))).sort(),
    ]),
  );
}

const shown = (value: unknown): unknown =>
  Buffer.isBuffer(value) ? value.toString('base64') : value;

/** Rows that one archive has and the other lacks, as `- table row` and `+ table row`. */
export function rowDifferences(expected: ArchiveRows, found: ArchiveRows): readonly string[] {
  const tables = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  return tables.flatMap((table) => {
    const [before, after] = [expected[table] ?? [], found[table] ?? []];
    return [
      ...surplus(before, after).map((row) => `- ${table} ${row}`),
      ...surplus(after, before).map((row) => `+ ${table} ${row}`),
    ];
  });
}

/** The rows of the first list that the second has less often. */
function surplus(rows: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}
