/** Differences that people can read, and that always lead from one text to the other. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiffPart } from '../../src/model/history.ts';
import { diffTexts } from '../../src/pipeline/text-diff.ts';

const MARKS = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;

const marked = ({ kind, text }: DiffPart): string => `${MARKS[kind][0]}${text}${MARKS[kind][1]}`;

/** The changed lines, as git's word diff would mark them. */
const changed = (before: string, after: string): string[] =>
  diffTexts(before, after)
    .flatMap(({ lines }) => lines)
    .filter((parts) => parts.some(({ kind }) => kind !== 'same'))
    .map((parts) => parts.map(marked).join(''));

const paragraphs = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `Paragraph ${String(at)}.`);

describe('a difference', () => {
  it('is nothing where nothing changed', () => {
    expect(diffTexts('a\n\nb', 'a\n\nb')).toEqual([]);
  });

  it.each([
    ['Two seals at low tide.', 'Two seals at high tide.', 'Two seals at [-low-]{+high+} tide.'],
    ['Two seals.', 'Two seals!', 'Two seals[-.-]{+!+}'],
    ['Count at the pier.', 'Count at the pier, twice.', 'Count at the pier{+, twice+}.'],
    ['One two three four five.', 'One 2 3 four five.', 'One [-two three-]{+2 3+} four five.'],
    ['海豹在岸上。', '海豹在水里。', '海豹在[-岸上-]{+水里+}。'],
    ['- gauge', '- gauges', '- [-gauge-]{+gauges+}'],
  ])('of %j and %j is %j', (before, after, expected) => {
    expect(changed(before, after)).toEqual([expected]);
  });

  it('shows sentences whole that have nothing in common', () => {
    expect(changed('The boats lie in the harbour.', 'Nobody knows what became of it.')).toEqual([
      '[-The boats lie in the harbour.-]',
      '{+Nobody knows what became of it.+}',
    ]);
    expect(changed('', 'a\n\nb')).toEqual(['{+a+}', '{+b+}']);
  });

  it('names the section of each hunk, and shows a few lines around it', () => {
    const before = ['Intro.', '', '## Tides', '', ...paragraphs(12), '', '## Seals', '', 'Two.'];
    const after = [...before.with(6, 'Paragraph two.'), '', 'Three.'];
    const hunks = diffTexts(before.join('\n'), after.join('\n'));
    expect(hunks.map(({ section }) => section)).toEqual(['Tides', 'Seals']);
    expect(hunks[0]).toMatchObject({ oldLine: 4, newLine: 4 });
    expect(hunks[0]?.lines).toHaveLength(7);
    expect(hunks[1]?.lines.at(-1)).toEqual([{ kind: 'added', text: 'Three.' }]);
  });

  it('takes no comment in code for a heading', () => {
    const page = (word: string): string => `## Setup\n\n\`\`\`sh\n# install\nrun ${word}\n\`\`\`\n`;
    expect(diffTexts(page('it'), page('this'))[0]?.section).toBe('Setup');
  });

  it('calls a renamed section by its new name, and one that went by its own', () => {
    expect(diffTexts('## Old\n\ntext', '## New\n\ntext')[0]?.section).toBe('New');
    expect(diffTexts('## A\n\na\n\n## B\n\nb', '## A\n\na')[0]?.section).toBe('B');
  });
});

const LINES = fc.array(
  fc.constantFrom('', '## Tides', 'low tide', 'high tide.', 'a b  c', '潮の表'),
  {
    maxLength: 12,
  },
);
const TEXTS = LINES.map((lines) => lines.join('\n'));

describe('every difference', () => {
  const unspaced = (text: string): string => text.replace(/\s+/g, '');
  /** The hunks as one of the texts has them: lines may have been joined or parted. */
  const sides = (before: string, after: string, without: DiffPart['kind']): string[] =>
    diffTexts(before, after).map(({ lines }) =>
      unspaced(
        lines
          .flat()
          .flatMap(({ kind, text }) => (kind === without ? [] : [text]))
          .join(''),
      ),
    );

  it('shows parts of both texts as they are', () => {
    fc.assert(
      fc.property(TEXTS, TEXTS, (before, after) => {
        for (const part of sides(before, after, 'added')) expect(unspaced(before)).toContain(part);
        for (const part of sides(before, after, 'removed')) expect(unspaced(after)).toContain(part);
      }),
    );
  });

  it('of other texts is something', () => {
    fc.assert(
      fc.property(TEXTS, TEXTS, (before, after) => {
        const lines = (text: string): string => (text === '' ? '' : `${text.replace(/\n$/, '')}\n`);
        expect(diffTexts(before, after).length === 0).toBe(lines(before) === lines(after));
      }),
    );
  });
});

describe('a huge page', () => {
  it('is compared in bounded time, however much changed', () => {
    const text = (seed: number): string =>
      Array.from(
        { length: 20_000 },
        (_, at) => `Line ${String((at * 7919 + seed) % 100_003)} of the ${String(seed)} log.`,
      ).join('\n');
    const started = performance.now();
    expect(diffTexts(text(1), text(2))).not.toEqual([]);
    const one = (word: string): string => Array.from({ length: 200_000 }, () => word).join(' ');
    expect(diffTexts(one('ebb'), one('flow'))).not.toEqual([]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
