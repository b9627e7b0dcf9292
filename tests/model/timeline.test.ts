import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOlder, timelineOf, type PageEvent } from '../../src/model/timeline.ts';

const copy = (contentId: number, title = 'Tides', parentRef: string | null = null) => ({
  copyId: contentId,
  contentId,
  title,
  parentRef,
  sha256: `sha ${String(contentId)}`,
});

const event = (
  kind: PageEvent['kind'],
  on: string,
  importId: number,
  shown: PageEvent['copy'] = null,
): PageEvent => ({ kind, on, importId, recordedAt: `import ${String(importId)}`, copy: shown });

const told = (events: readonly PageEvent[]): string[] =>
  timelineOf(events).map(
    ({ change, on, importId, copy: shown }) =>
      `${change} ${on} by ${String(importId)}${shown === null ? '' : ` (${String(shown.contentId)})`}`,
  );

describe('the life of a page', () => {
  it('is told in the order of the wiki, whatever the order of the imports', () => {
    const events = [
      event('seen', '2024-03-01', 1, copy(3)),
      event('seen', '2024-01-01', 2, copy(1)),
      event('absent', '2024-02-01', 3),
    ];
    expect(told(events)).toEqual([
      'created 2024-01-01 by 2 (1)',
      'removed 2024-02-01 by 3',
      'created 2024-03-01 by 1 (3)',
    ]);
  });

  it('has one state for exports that say the same, from the first day, by the first import', () => {
    const events = [
      event('seen', '2024-02-01', 1, copy(1)),
      event('seen', '2024-01-01', 2, copy(1)),
      event('present', '2024-02-01', 1, copy(1)),
    ];
    expect(told(events)).toEqual(['created 2024-01-01 by 1 (1)']);
  });

  it('calls another title or parent a move, and other words an update', () => {
    const events = [
      event('seen', '2024-01-01', 1, copy(1)),
      event('seen', '2024-01-02', 2, copy(2)),
      event('seen', '2024-01-03', 3, copy(3, 'Moon')),
      event('seen', '2024-01-04', 4, copy(4, 'Moon', 'page:id/1')),
    ];
    expect(timelineOf(events).map(({ change }) => change)).toEqual([
      'created',
      'updated',
      'moved',
      'moved',
    ]);
  });

  it('begins with no removal, and has no two in a row', () => {
    expect(told([event('absent', '2024-01-01', 1)])).toEqual([]);
    const events = [
      event('seen', '2024-01-01', 1, copy(1)),
      event('absent', '2024-01-02', 2),
      event('absent', '2024-01-03', 3),
    ];
    expect(told(events)).toEqual(['created 2024-01-01 by 1 (1)', 'removed 2024-01-02 by 2']);
  });

  it('knows a page again that a whole export still holds in an old file', () => {
    const events = [
      event('seen', '2024-01-01', 1, copy(1)),
      event('absent', '2024-01-02', 1),
      event('present', '2024-01-03', 2, copy(1)),
    ];
    expect(told(events).at(-1)).toBe('created 2024-01-03 by 2 (1)');
  });

  it('believes the later import of two that say the same moment', () => {
    const events = [
      event('seen', '2024-01-01', 2, copy(2)),
      event('seen', '2024-01-01', 1, copy(1)),
    ];
    expect(told(events).at(-1)).toBe('updated 2024-01-01 by 2 (2)');
  });

  it('is the same for the same events in any order, and never repeats a state', () => {
    const events = fc.array(
      fc.record({
        kind: fc.constantFrom('seen', 'present', 'absent'),
        day: fc.integer({ min: 1, max: 9 }),
        importId: fc.integer({ min: 1, max: 5 }),
        content: fc.integer({ min: 1, max: 3 }),
      }),
    );
    fc.assert(
      fc.property(events, (drawn) => {
        // One import tells one thing of a page at one moment.
        const distinct = new Map(drawn.map((one) => [`${one.day} ${one.importId}`, one]));
        const all = [...distinct.values()].map(({ kind, day, importId, content }) =>
          event(kind, `2024-01-0${day}`, importId, kind === 'absent' ? null : copy(content)),
        );
        const states = timelineOf(all);
        expect(timelineOf(all.toReversed())).toEqual(states);
        for (const [at, state] of states.entries()) {
          const before = states[at - 1]?.copy ?? null;
          expect(state.copy?.contentId ?? null).not.toBe(before?.contentId ?? null);
        }
      }),
    );
  });
});

describe('moments', () => {
  it('of less precision are not older than those within them', () => {
    expect(isOlder('2024-01-01', '2024-01-01T08:00')).toBe(false);
    expect(isOlder('2024-01-01T08:00', '2024-01-01')).toBe(true);
    expect(isOlder('2024-01-01', '2024-01-02T00:00')).toBe(true);
  });
});
