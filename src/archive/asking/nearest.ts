/** Names that somebody may have meant. */

const MOST = 5;

/** Those that differ in few letters or hold the name, nearest first. */
export function nearest(name: string, names: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  return names
    .map((candidate) => ({ candidate, cost: edits(wanted, candidate.toLowerCase()) }))
    .filter(
      ({ candidate, cost }) =>
        cost <= Math.ceil(wanted.length / 3) || (wanted !== '' && candidate.includes(wanted)),
    )
    .sort((one, other) => one.cost - other.cost || one.candidate.localeCompare(other.candidate))
    .slice(0, MOST)
    .map(({ candidate }) => candidate);
}

/** How many letters must be added, left out or replaced to make one name of the other. */
function edits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 0; at < one.length; at += 1) {
    const next = [at + 1];
    for (let to = 0; to < other.length; to += 1) {
      const replaced = (row[to] ?? 0) + (one[at] === other[to] ? 0 : 1);
      next.push(Math.min(replaced, (row[to + 1] ?? 0) + 1, (next[to] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
