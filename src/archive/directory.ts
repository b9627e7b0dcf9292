/**
 * Spaces, people and labels: rows that many pages share. They are looked up in memory while a batch
 * is written, so that a page costs no query of its own.
 */
import type { PersonRef, SpaceRef } from '../model/page.ts';
import { insertRows, runOver } from './batch.ts';
import type { Database, Queries } from './driver.ts';
import { personRegister, type PersonRow } from './person-register.ts';
import { spaceRegister, type SpaceRegister, type SpaceRow } from './space-register.ts';

export interface Directory {
  /** The row of a space; null when the page names none. New ones wait for `flush`. */
  space(ref: SpaceRef): number | null;
  /** @param before rows that the same page named before. */
  person(ref: PersonRef | null, before?: ReadonlySet<number>): number | null;
  label(name: string): number;
  /** Writes rows that are new or that learned something. */
  flush(): Promise<void>;
}

/** The directory of an open archive: kept from batch to batch, read anew when it may be stale. */
export interface SharedDirectory {
  /** Runs a transaction that may look up and add rows; if it fails, so do the additions. */
  transaction<Result>(work: (directory: Directory) => Promise<Result>): Promise<Result>;
  /** Forgets what was looked up; for work that writes these rows by itself. */
  drop(): void;
}

export function sharedDirectory(database: Database): SharedDirectory {
  let kept: { readonly directory: Directory; readonly version: string } | null = null;
  const drop = (): void => {
    kept = null;
  };
  const current = async (): Promise<Directory> => {
    // Changes exactly when another connection has written (https://sqlite.org/pragma.html).
    const row = await database.get<{ data_version: number }>('PRAGMA data_version');
    // And what a transaction added that was undone, this directory still has.
    const version = `${String(row?.data_version ?? 0)} ${String(database.undone())}`;
    if (kept?.version !== version) kept = { directory: await loadDirectory(database), version };
    return kept.directory;
  };
  return {
    drop,
    transaction: (work) => database.transaction(async () => work(await current())),
  };
}

async function loadDirectory(queries: Queries): Promise<Directory> {
  const spaces = spaceRegister(
    await queries.all<SpaceRow>('SELECT id, key, name FROM spaces ORDER BY id'),
  );
  const people = personRegister(await queries.all<PersonRow>('SELECT * FROM people ORDER BY id'));
  const stored = await queries.all<{ id: number; name: string }>('SELECT id, name FROM labels');
  const labels = new Map(stored.map(({ id, name }) => [name, id]));
  let nextLabel = stored.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;
  let newLabels: { id: number; name: string }[] = [];
  return {
    space: (ref) => spaces.find(ref),
    person: (ref, before) => (ref === null ? null : people.find(ref, before)),
    label(text) {
      const name = text.toWellFormed();
      const known = labels.get(name);
      if (known !== undefined) return known;
      const id = nextLabel++;
      labels.set(name, id);
      newLabels.push({ id, name });
      return id;
    },
    async flush() {
      await writeSpaces(queries, spaces.changes());
      await insertRows(
        queries,
        'people',
        ['id', 'display_name', 'username', 'account_id', 'profile_url'],
        people.changes(),
        `ON CONFLICT (id) DO UPDATE SET username = excluded.username,
           account_id = excluded.account_id, profile_url = excluded.profile_url`,
      );
      await insertRows(queries, 'labels', ['id', 'name'], newLabels);
      newLabels = [];
    },
  };
}

async function writeSpaces(
  queries: Queries,
  { rows, merged }: ReturnType<SpaceRegister['changes']>,
): Promise<void> {
  await insertRows(
    queries,
    'spaces',
    ['id', 'key', 'name'],
    rows,
    'ON CONFLICT (id) DO UPDATE SET key = excluded.key, name = excluded.name',
  );
  const pairs = merged.map(({ from, into }) => [from, into]);
  await runOver(
    queries,
    `UPDATE page_facts SET space_id = value ->> 1 FROM json_each(?) WHERE space_id = value ->> 0`,
    pairs,
  );
  await runOver(
    queries,
    `UPDATE spaces SET description = coalesce(spaces.description, old.description),
       homepage_id = coalesce(spaces.homepage_id, old.homepage_id),
       exported_on = coalesce(spaces.exported_on, old.exported_on)
     FROM json_each(?) JOIN spaces AS old ON old.id = value ->> 0
     WHERE spaces.id = value ->> 1`,
    pairs,
  );
  for (const table of ['snapshots', 'page_copies']) {
    await runOver(
      queries,
      `UPDATE ${table} SET space_id = value ->> 1 FROM json_each(?) WHERE space_id = value ->> 0`,
      pairs,
    );
  }
  await runOver(
    queries,
    'DELETE FROM spaces WHERE id IN (SELECT value ->> 0 FROM json_each(?))',
    pairs,
  );
}
