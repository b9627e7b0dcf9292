/**
 * The life of a page, told from the exports that were imported: pure, and the same in whatever
 * order they came.
 */
import type { IsoDate } from './page.ts';

/** One thing that one export says of a page. */
export interface PageEvent {
  /**
   * `seen`: a file of the export shows the page as it was at `on`. `present`: the page was still
   * there when a full export was finished. `absent`: a full export does not have it.
   */
  readonly kind: 'seen' | 'present' | 'absent';
  readonly on: IsoDate;
  readonly importId: number;
  /** When that import recorded it, in UTC. */
  readonly recordedAt: string;
  /** What was seen; null for `absent`. */
  readonly copy: PageCopy | null;
  /** Space and format: only where a page was can it be missed. Null where the space is not known. */
  readonly place: string | null;
}

export interface PageCopy {
  readonly copyId: number;
  /** Equal for copies that say the same. */
  readonly contentId: number;
  readonly title: string | null;
  readonly parentRef: string | null;
  /** Of the file. */
  readonly sha256: string;
}

export type PageChange = 'created' | 'updated' | 'moved' | 'removed';

/** A state of the page and how it began; its `copy` is the first that showed it. */
export interface PageState extends Omit<PageEvent, 'kind'> {
  readonly change: PageChange;
  /** The newest file that shows this state: where the page's hash and export date come from. */
  readonly latest: PageCopy | null;
  readonly latestOn: IsoDate;
}

/** Sorts a day after the minutes of that day: what says less precisely when is not older. */
export const timeKey = (on: IsoDate): string => (on.length === 10 ? `${on}T~` : on);

/** Whether something said at `one` is older than something said at `other`. */
export const isOlder = (one: IsoDate, other: IsoDate): boolean => timeKey(one) < timeKey(other);

const RANK = { seen: 0, present: 1, absent: 1 } as const;

/** Wiki order; of two exports of one moment, the one that was imported later is believed. */
function byTime(a: PageEvent, b: PageEvent): number {
  const [one, other] = [timeKey(a.on), timeKey(b.on)];
  if (one !== other) return one < other ? -1 : 1;
  return (
    a.importId - b.importId ||
    RANK[a.kind] - RANK[b.kind] ||
    // Of two files of one export with one date, the one that was stored first is the page.
    (b.copy?.copyId ?? 0) - (a.copy?.copyId ?? 0)
  );
}

function next(state: PageState | null, event: PageEvent): PageState | null {
  const { kind, copy, place } = event;
  const before = state?.copy ?? null;
  if (copy === null) {
    if (state?.place !== place) return state;
    return before === null ? toldBy(state, event) : begin('removed', event);
  }
  if (state === null || before === null) return begin('created', event);
  if (kind === 'present') return toldBy(state, event);
  const isElsewhere = place !== null && state.place !== null && place !== state.place;
  if (isElsewhere) return begin('moved', event);
  if (before.contentId === copy.contentId) {
    return {
      ...toldBy(state, event),
      latest: copy,
      latestOn: event.on,
      place: place ?? state.place,
    };
  }
  const isMoved = before.title !== copy.title || before.parentRef !== copy.parentRef;
  return begin(isMoved ? 'moved' : 'updated', event);
}

const begin = (
  change: PageChange,
  { on, importId, recordedAt, copy, place }: PageEvent,
): PageState => ({ change, on, importId, recordedAt, copy, place, latest: copy, latestOn: on });

/** A state was brought by the first import that told of it, even if another one dates it earlier. */
const toldBy = (state: PageState, { importId, recordedAt }: PageEvent): PageState =>
  importId < state.importId ? { ...state, importId, recordedAt } : state;

/** The states that the page has been in, oldest first; the last one is the present. */
export function timelineOf(events: readonly PageEvent[]): readonly PageState[] {
  const states: PageState[] = [];
  for (const event of events.toSorted(byTime)) {
    const last = states.at(-1) ?? null;
    const state = next(last, event);
    if (state === null || state === last) continue;
    const isSame =
      last?.copy === state.copy && last.change === state.change && last.on === state.on;
    if (isSame) states.pop();
    states.push(state);
  }
  return states;
}
