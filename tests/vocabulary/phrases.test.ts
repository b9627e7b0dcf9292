import { describe, expect, it } from 'vitest';
import type { Vocabulary } from '../../src/model/vocabulary.ts';
import { parsedBuiltIn } from '../../src/vocabulary/built-in.ts';
import { parseVocabulary } from '../../src/vocabulary/vocabulary.ts';

/** A vocabulary of these sections, as YAML. */
const vocabularyOf = (sections: string, more = ''): Vocabulary =>
  parseVocabulary(
    `name: Test\nversion: 1\n${more}sections:\n${sections.replace(/^/gm, '  ')}`,
    'test.yaml',
    parsedBuiltIn(),
  ).vocabulary;

const keysOf = (names: string, headings: readonly string[]): (string | null)[] => {
  const vocabulary = vocabularyOf(`plans:\n  names: [${names}]`);
  return headings.map((heading) => vocabulary.keyOf(heading));
};

describe('phrases', () => {
  it.each<readonly [phrase: string, fitting: readonly string[], others: readonly string[]]>([
    [
      '"Next Steps"',
      ['next steps', 'NEXT STEP:', '**Next** steps', 'Next steps (draft)'],
      ['steps'],
    ],
    ['"(plan|goal) for q1"', ['Plans for Q1', 'goal for q1'], ['plan q1', 'plan goal for q1']],
    ['"[our] next [big] step"', ['Next step', 'Our next big steps'], ['our big step']],
    ['"* retrospective"', ['Sprint retrospective'], ['Retrospective', 'The sprint retrospective']],
    ['"plans for #"', ['Plans for 2024'], ['Plans for Q4', 'Plans for']],
    ['"... outlook ..."', ['Outlook', 'An outlook on all', 'Short outlook'], ['Outlooking']],
    ['"one|two"', ['one', 'two'], ['one two']],
    ['"Report Author(s)"', ['Report authors', 'Report Author(s):'], ['Report']],
    ['"次の計画"', ['次の計画', '次の計画：'], ['計画']],
    ['"Überblick"', ['ÜBERBLICK'], ['Uberblick']],
  ])('%s', (phrase, fitting, others) => {
    expect(keysOf(phrase, fitting)).toEqual(fitting.map(() => 'plans'));
    expect(keysOf(phrase, others)).toEqual(others.map(() => null));
  });

  it('lets filler words and those beside stand around what is mentioned, and no others', () => {
    const vocabulary = vocabularyOf(
      'risks:\n  mentions: [risk]\n  beside: [open and]',
      'filler: [our the of]\n',
    );
    const keys = ['Risks', 'Our open risks of 2024', 'Risks and fun'].map((text) =>
      vocabulary.keyOf(text),
    );
    expect(keys).toEqual(['risks', 'risks', null]);
  });

  it('gives a heading to the phrase that spells out most of it', () => {
    const vocabulary = vocabularyOf(
      'all:\n  names: [... work ...]\nplans:\n  names: [... planned work]\nmore:\n  names: [work]',
    );
    const keys = ['Work', 'Our planned work', 'Work done'].map((text) => vocabulary.keyOf(text));
    expect(keys).toEqual(['all', 'plans', 'all']);
  });

  it('prefers a file’s own names to those that it extends', () => {
    const vocabulary = vocabularyOf(
      'goals:\n  names: [planned work]\nplanned-work:\n  names: [road map]',
      'extends: built-in\n',
    );
    const keys = ['Planned Work', 'Planned Work Products', 'Road map'].map((text) =>
      vocabulary.keyOf(text),
    );
    expect(keys).toEqual(['goals', 'planned-work', 'planned-work']);
  });

  it('takes no time over hostile phrases and headings', () => {
    const nested = '[a [a [a [a [a [a]]]]]] '.repeat(10);
    const vocabulary = vocabularyOf(
      `one:\n  names: ["${nested}b"]\ntwo:\n  names: ["${'... a '.repeat(30)}c"]`,
    );
    const start = performance.now();
    for (let at = 0; at < 200; at += 1) {
      expect(vocabulary.keyOf(`${'a '.repeat(58)}${String(at % 7)}`)).toBeNull();
      expect(vocabulary.keyOf('a'.repeat(100_000))).toBeNull();
    }
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('what says nothing', () => {
  it('is what the file lists, and signs alone', () => {
    const vocabulary = vocabularyOf('a:\n  names: [a]', 'none: [n/a, entfällt]\n');
    const said = ['N/A', 'n. a.', 'Entfällt.', '–', '...', ''].map((text) =>
      vocabulary.isNone(text),
    );
    expect(said).toEqual([true, true, true, true, true, true]);
    expect(['none', 'N/A for now', '✓'].map((text) => vocabulary.isNone(text))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
