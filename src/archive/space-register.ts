/** Which row of `spaces` a page's space is. Pure: it is given all rows and says what to write. */
import type { SpaceRef } from '../model/page.ts';

export interface SpaceRow {
  readonly id: number;
  key: string | null;
  name: string | null;
}

export interface SpaceRegister {
  /** The row's id, a new one where no row fits; null for a space without key and name. */
  find(ref: SpaceRef): number | null;
  /** Rows that are new or learned something, and pairs that proved to be one space; once each. */
  changes(): {
    readonly rows: readonly SpaceRow[];
    readonly merged: readonly { readonly from: number; readonly into: number }[];
  };
}

/** As SQLite will keep it: half of a surrogate pair has no UTF-8. */
const wellFormed = ({ key, name }: SpaceRef): SpaceRef => ({
  key: key?.toWellFormed() ?? null,
  name: name?.toWellFormed() ?? null,
});

/** Confluence holds keys unique regardless of case. */
const sameKey = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one.toLowerCase() === other.toLowerCase();

/**
 * By key, else by name. What is learned later completes a row; two keys are two spaces even under
 * one name, and a name alone that two keys have belongs to neither.
 */
export function spaceRegister(stored: readonly SpaceRow[]): SpaceRegister {
  const rows = [...stored];
  let changed = new Set<SpaceRow>();
  let merged: { from: number; into: number }[] = [];
  const decided = new WeakMap<SpaceRef, SpaceRow>();
  const replacedBy = new Map<SpaceRow, SpaceRow>();
  let next = rows.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;

  const lookUp = ({ key, name }: SpaceRef): SpaceRow | undefined => {
    const byKey = rows.find((row) => sameKey(row.key, key));
    if (byKey !== undefined || name === null) return byKey;
    const namesakes = rows.filter((row) => row.name === name);
    const keyless = namesakes.find((row) => row.key === null);
    if (key !== null) return namesakes.length === 1 ? keyless : undefined;
    return keyless ?? (namesakes.length === 1 ? namesakes[0] : undefined);
  };

  /** Pages that knew only the name, and pages that knew only the key, meet in one row. */
  const absorbKeyless = (row: SpaceRow): void => {
    const namesakes = rows.filter((other) => other.name === row.name && other !== row);
    const [keyless] = namesakes;
    if (keyless?.key !== null || namesakes.length !== 1) return;
    rows.splice(rows.indexOf(keyless), 1);
    changed.delete(keyless);
    merged.push({ from: keyless.id, into: row.id });
    replacedBy.set(keyless, row);
  };

  const complete = (row: SpaceRow, { key, name }: SpaceRef): void => {
    const learnsName = row.name === null && name !== null;
    if (!learnsName && (row.key !== null || key === null)) return;
    row.key ??= key;
    row.name ??= name;
    changed.add(row);
    if (learnsName) absorbKeyless(row);
  };

  const decide = (ref: SpaceRef): SpaceRow => {
    const known = lookUp(ref);
    if (known !== undefined) {
      complete(known, ref);
      return known;
    }
    const row = { id: next++, key: ref.key, name: ref.name };
    rows.push(row);
    changed.add(row);
    return row;
  };

  return {
    find(ref) {
      if (ref.key === null && ref.name === null) return null;
      // What one page was told stays so for that page, whatever later pages bring.
      const row = decided.get(ref) ?? decide(wellFormed(ref));
      decided.set(ref, row);
      return (replacedBy.get(row) ?? row).id;
    },
    changes() {
      const result = { rows: [...changed], merged };
      changed = new Set();
      merged = [];
      return result;
    },
  };
}
