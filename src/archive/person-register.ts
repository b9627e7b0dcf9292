/** Which row of `people` a person is. Pure: it is given all rows and says what to write. */
import type { PersonRef } from '../model/page.ts';

export interface PersonRow {
  readonly id: number;
  readonly display_name: string;
  username: string | null;
  account_id: string | null;
  profile_url: string | null;
}

export interface PersonRegister {
  /**
   * The row's id, a new one where no row fits.
   *
   * @param before rows that the same page named before: of namesakes they go first.
   */
  find(ref: PersonRef, before?: ReadonlySet<number>): number;
  /** Rows that are new or learned something; once each. */
  changes(): readonly PersonRow[];
}

/** As SQLite will keep it: half of a surrogate pair has no UTF-8. */
const wellFormed = (ref: PersonRef): PersonRef => ({
  displayName: ref.displayName.toWellFormed(),
  username: ref.username?.toWellFormed() ?? null,
  accountId: ref.accountId?.toWellFormed() ?? null,
  profileUrl: ref.profileUrl,
});

/** Whether nothing speaks against a row and a reference being one person. */
const fits = (row: PersonRow, ref: PersonRef): boolean =>
  (row.account_id === null || ref.accountId === null || row.account_id === ref.accountId) &&
  (row.username === null || ref.username === null || row.username === ref.username);

const isBare = ({ username, account_id }: PersonRow): boolean =>
  username === null && account_id === null;

interface PeopleIndex {
  add(row: PersonRow): void;
  /** To be told of a row that got an id. */
  addIds(row: PersonRow): void;
  find(ref: PersonRef, before: ReadonlySet<number>): PersonRow | undefined;
}

function peopleIndex(stored: readonly PersonRow[]): PeopleIndex {
  const byAccount = new Map<string, PersonRow>();
  const byUsername = new Map<string, PersonRow>();
  const byName = new Map<string, PersonRow[]>();
  const addIds = (row: PersonRow): void => {
    if (row.account_id !== null) byAccount.set(row.account_id, row);
    if (row.username !== null && !byUsername.has(row.username)) byUsername.set(row.username, row);
  };
  const add = (row: PersonRow): void => {
    addIds(row);
    const namesakes = byName.get(row.display_name);
    if (namesakes === undefined) byName.set(row.display_name, [row]);
    else namesakes.push(row);
  };
  stored.forEach(add);
  return {
    add,
    addIds,
    find(ref, before) {
      const account = ref.accountId === null ? undefined : byAccount.get(ref.accountId);
      if (account !== undefined) return account;
      const user = ref.username === null ? undefined : byUsername.get(ref.username);
      if (user !== undefined && fits(user, ref)) return user;
      const namesakes = byName.get(ref.displayName) ?? [];
      const known = namesakes.filter((row) => before.has(row.id) && fits(row, ref));
      if (known.length === 1) return known[0];
      if (namesakes.length === 1) return namesakes.find((row) => fits(row, ref));
      const isOnlyName = ref.accountId === null && ref.username === null;
      return isOnlyName ? namesakes.find(isBare) : undefined;
    },
  };
}

const NOBODY: ReadonlySet<number> = new Set();

/** Gives a row what it lacks; whether that was anything. */
function complete(row: PersonRow, ref: PersonRef): boolean {
  const learns =
    (row.username === null && ref.username !== null) ||
    (row.account_id === null && ref.accountId !== null) ||
    (row.profile_url === null && ref.profileUrl !== null);
  row.username ??= ref.username;
  row.account_id ??= ref.accountId;
  row.profile_url ??= ref.profileUrl;
  return learns;
}

/**
 * By account id, else by user name, else by the exact display name. A row that is found gets the
 * ids that it lacks; two account ids are two people; a name alone that several people have belongs
 * to none of them, and has a row of its own.
 */
export function personRegister(stored: readonly PersonRow[]): PersonRegister {
  let changed = new Set<PersonRow>();
  const decided = new WeakMap<PersonRef, number>();
  const index = peopleIndex(stored);
  let next = stored.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;
  const create = (ref: PersonRef): PersonRow => {
    const { displayName, username, accountId, profileUrl } = ref;
    const row = {
      id: next++,
      display_name: displayName,
      username,
      account_id: accountId,
      profile_url: profileUrl,
    };
    index.add(row);
    changed.add(row);
    return row;
  };
  const decide = (ref: PersonRef, before: ReadonlySet<number>): number => {
    const row = index.find(ref, before) ?? create(ref);
    if (complete(row, ref)) {
      index.addIds(row);
      changed.add(row);
    }
    return row.id;
  };
  return {
    find(ref, before = NOBODY) {
      // What one page was told stays so for that page, whatever later pages bring.
      const id = decided.get(ref) ?? decide(wellFormed(ref), before);
      decided.set(ref, id);
      return id;
    },
    changes() {
      const result = [...changed];
      changed = new Set();
      return result;
    },
  };
}
