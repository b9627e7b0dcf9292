/**
 * Spaces, people and labels: rows that many pages share. They are looked up in memory while a batch
 * is written, so that a page costs no query of its own.
 */
import type { PersonRef, SpaceRef } from '../model/page.ts';
import { insertRows } from './batch.ts';
import type { Queries } from './driver.ts';

export interface Directory {
  /** The row of a space; null when the page names none. New ones wait for `flush`. */
  space(ref: SpaceRef): number | null;
  person(ref: PersonRef | null): number | null;
  label(name: string): number;
  /** Writes rows that are new or that learned something. */
  flush(): Promise<void>;
}

interface SpaceRow {
  readonly id: number;
  key: string | null;
  name: string | null;
}

interface PersonRow {
  readonly id: number;
  display_name: string;
  username: string | null;
  account_id: string | null;
  profile_url: string | null;
}

export async function loadDirectory(queries: Queries): Promise<Directory> {
  const spaces = spaceRegister(await queries.all<SpaceRow>('SELECT id, key, name FROM spaces'));
  const people = personRegister(await queries.all<PersonRow>('SELECT * FROM people ORDER BY id'));
  const labels = new Map(
    (await queries.all<{ id: number; name: string }>('SELECT * FROM labels')).map((row) => [
      row.name,
      row.id,
    ]),
  );
  let nextLabel = Math.max(0, ...labels.values()) + 1;
  const newLabels: { id: number; name: string }[] = [];
  return {
    space: (ref) => spaces.find(ref),
    person: (ref) => (ref === null ? null : people.find(ref)),
    label(name) {
      const known = labels.get(name);
      if (known !== undefined) return known;
      const id = nextLabel++;
      labels.set(name, id);
      newLabels.push({ id, name });
      return id;
    },
    async flush() {
      await insertRows(
        queries,
        'spaces',
        ['id', 'key', 'name'],
        spaces.changed(),
        'ON CONFLICT (id) DO UPDATE SET key = excluded.key, name = excluded.name',
      );
      await insertRows(
        queries,
        'people',
        ['id', 'display_name', 'username', 'account_id', 'profile_url'],
        people.changed(),
        `ON CONFLICT (id) DO UPDATE SET username = excluded.username,
           account_id = excluded.account_id, profile_url = excluded.profile_url`,
      );
      await insertRows(queries, 'labels', ['id', 'name'], newLabels.splice(0));
    },
  };
}

interface Register<Ref, Row> {
  find(ref: Ref): number | null;
  /** Rows to write; each is given once. */
  changed(): Row[];
}

/** By key, else by name; a key or name that is learned later completes the row. */
function spaceRegister(rows: SpaceRow[]): Register<SpaceRef, SpaceRow> {
  const changed = new Set<SpaceRow>();
  let next = Math.max(0, ...rows.map(({ id }) => id)) + 1;
  return {
    find({ key, name }) {
      if (key === null && name === null) return null;
      const byKey = key === null ? undefined : rows.find((row) => row.key === key);
      const byName = rows.find(
        (row) => row.name === name && name !== null && (key === null || row.key === null),
      );
      let row = byKey ?? byName;
      if (row === undefined) {
        row = { id: next++, key, name };
        rows.push(row);
        changed.add(row);
      } else if ((row.key === null && key !== null) || (row.name === null && name !== null)) {
        row.key ??= key;
        row.name ??= name;
        changed.add(row);
      }
      return row.id;
    },
    changed() {
      const result = [...changed];
      changed.clear();
      return result;
    },
  };
}

/** By account id, else by user name, else by the exact name; different account ids never merge. */
function personRegister(rows: PersonRow[]): Register<PersonRef, PersonRow> {
  const changed = new Set<PersonRow>();
  const byAccount = new Map<string, PersonRow>();
  const byUsername = new Map<string, PersonRow>();
  const byName = new Map<string, PersonRow[]>();
  let next = Math.max(0, ...rows.map(({ id }) => id)) + 1;
  const register = (row: PersonRow): void => {
    if (row.account_id !== null) byAccount.set(row.account_id, row);
    if (row.username !== null && !byUsername.has(row.username)) byUsername.set(row.username, row);
    const namesakes = byName.get(row.display_name);
    if (namesakes === undefined) byName.set(row.display_name, [row]);
    else if (!namesakes.includes(row)) namesakes.push(row);
  };
  rows.forEach(register);
  const fits = (row: PersonRow, ref: PersonRef): boolean =>
    (row.account_id === null || ref.accountId === null || row.account_id === ref.accountId) &&
    (row.username === null || ref.username === null || row.username === ref.username);
  const lookUp = (ref: PersonRef): PersonRow | undefined => {
    const known = ref.accountId === null ? undefined : byAccount.get(ref.accountId);
    if (known !== undefined) return known;
    const named = ref.username === null ? undefined : byUsername.get(ref.username);
    if (named !== undefined && fits(named, ref)) return named;
    return byName.get(ref.displayName)?.find((row) => fits(row, ref));
  };
  return {
    find(ref) {
      let row = lookUp(ref);
      if (row === undefined) {
        row = {
          id: next++,
          display_name: ref.displayName,
          username: ref.username,
          account_id: ref.accountId,
          profile_url: ref.profileUrl,
        };
        changed.add(row);
      } else if (
        (row.username === null && ref.username !== null) ||
        (row.account_id === null && ref.accountId !== null) ||
        (row.profile_url === null && ref.profileUrl !== null)
      ) {
        row.username ??= ref.username;
        row.account_id ??= ref.accountId;
        row.profile_url ??= ref.profileUrl;
        changed.add(row);
      }
      register(row);
      return row.id;
    },
    changed() {
      const result = [...changed];
      changed.clear();
      return result;
    },
  };
}
