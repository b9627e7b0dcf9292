import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { readVocabulary } from '../../src/pipeline/vocabulary-file.ts';
import { parsedBuiltIn } from '../../src/vocabulary/built-in.ts';
import { parseVocabulary } from '../../src/vocabulary/vocabulary.ts';

function mistakesIn(yaml: string): string {
  try {
    parseVocabulary(yaml, 'mine.yaml', parsedBuiltIn());
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return '';
}

const HEAD = 'name: Mine\nversion: 1\n';
const SECTIONS = `${HEAD}sections:\n`;

describe('a mistake in a vocabulary', () => {
  it.each<readonly [yaml: string, mistake: string]>([
    ['', 'mine.yaml:1: The file is empty; it must hold “name:” and “sections:”.'],
    ['just words', 'mine.yaml:1: The file is the text “just words”; it must'],
    [HEAD, 'mine.yaml:1: the file has no “sections”; add some, or “extends: built-in”.'],
    ['sections:\n  a:\n    names: [a]', 'mine.yaml:1: the file has no “name”; add it'],
    [`${HEAD}sections: {}\n`, 'mine.yaml:3: “sections” is empty; add at least one section.'],
    [
      `${SECTIONS}  a:\n    names: [a]\n---\nname: Other\n`,
      'mine.yaml:6: a second document begins here; remove the line “---”',
    ],
    [`${HEAD}extends: builtin\n`, 'mine.yaml:3: “extends” is “builtin”; only “built-in”'],
    [`${HEAD}setions:\n`, 'mine.yaml:3: the file has no “setions”; did you mean “sections”?'],
    [
      `${SECTIONS}  plans:\n    title: Plans\n`,
      'mine.yaml:4: section “plans” has no names; add at least one under “names:”.',
    ],
    [
      `${SECTIONS}  plans:\n    nmaes: [a]\n    names: [b]\n`,
      'mine.yaml:5: section “plans” has no “nmaes”; did you mean “names”?',
    ],
    [
      `${SECTIONS}  Plans:\n    names: [b]\n`,
      'mine.yaml:4: section “Plans” needs a key of small letters',
    ],
    [
      `${SECTIONS}  plans: yes\n`,
      'mine.yaml:4: section “plans” is the text “yes”; it must be a mapping',
    ],
    [
      `${SECTIONS}  plans:\n    names: [a]\n    values: dates\n`,
      'mine.yaml:6: “values” of section “plans” cannot be “dates”; did you mean “date”?',
    ],
    [
      `${SECTIONS}  plans:\n    names: [a]\n    plural: maybe\n`,
      'mine.yaml:6: “plural” of section “plans” is the text “maybe”; it must be true or false.',
    ],
    [
      `${SECTIONS}  plans:\n    names:\n      - (next|coming steps\n`,
      'mine.yaml:6: the phrase “(next|coming steps” lacks a “)”; add it.',
    ],
    [
      `${SECTIONS}  plans:\n    names: [next) steps]\n`,
      'mine.yaml:5: the phrase “next) steps” has a “)” that closes nothing; remove it.',
    ],
    [
      `${SECTIONS}  plans:\n    names: ["[next]"]\n`,
      'the phrase “[next]” has no word that must be there; write at least one outside of [ ].',
    ],
    [`${SECTIONS}  plans:\n    names: ["a || b"]\n`, 'has an empty place'],
    [
      `${SECTIONS}  plans:\n    names: ["${'('.repeat(20)}a${')'.repeat(20)}"]\n`,
      'nested too deep',
    ],
    [
      `${SECTIONS}  plans:\n    names: [next steps]\n  goals:\n    names: [our goals, "[the] Next Step"]\n`,
      'mine.yaml:7: section “goals” claims “next step”, and so does section “plans” in line 5; leave it to one of them.',
    ],
    [
      `${SECTIONS}  plans:\n    names: [a]\n  plans:\n    names: [b]\n`,
      'mine.yaml:6: this is no YAML: Map keys must be unique.',
    ],
    [`${SECTIONS}  plans:\n    names: [a\n`, 'this is no YAML'],
    [`${SECTIONS}  plans:\n    names:\n      - * review\n`, 'a text that begins with * or ['],
    [
      `${SECTIONS}  plans:\n    names: &x [a]\n  goals:\n    names: *x\n`,
      '“names” of section “goals” is an alias; write out what it stands for.',
    ],
    [
      `${HEAD}sections:\n  a:\n    names: [a]\nreports:\n  telling: [b]\n`,
      'mine.yaml:7: an entry of “telling” of “reports” names the section “b”, which is not under “sections:”',
    ],
    [
      `${HEAD}extends: built-in\nreports:\n  enough: 0\n`,
      'mine.yaml:5: “enough” of “reports” is 0; it must be a whole number from 1 to 100.',
    ],
    [
      `${HEAD}extends: built-in\nperiods:\n  patterns:\n    - every: 3 months\n`,
      'a period has no pattern; add one',
    ],
    [
      `${HEAD}extends: built-in\nperiods:\n  patterns:\n    - { pattern: "Sprint {number}" }\n`,
      'mine.yaml:6: the pattern “Sprint {number}” has {number}, which means nothing; the places are {n}',
    ],
    [
      `${HEAD}extends: built-in\nperiods:\n  patterns:\n    - { pattern: "KW", every: 1 weeks }\n`,
      'needs {n} or {ordinal}',
    ],
    [
      `${HEAD}extends: built-in\nperiods:\n  patterns:\n    - { pattern: "S{n}", every: fortnight }\n`,
      'write a number and months, weeks or days',
    ],
    [
      `${HEAD}extends: built-in\nperiods:\n  patterns:\n    - { pattern: "S{n}", every: 14 days }\n`,
      'counts from a day; add the first one as “since: 2024-01-08”',
    ],
    [
      `${HEAD}extends: built-in\nperiods:\n  patterns:\n    - { pattern: "S{n}", n: 4-1 }\n`,
      'write the lowest and the highest number, such as 1-4',
    ],
    [
      `${HEAD}extends: built-in\nperiods:\n  patterns:\n    - { pattern: "spring", from: 3 }\n`,
      'needs both “from” and “to”',
    ],
    [
      `${HEAD}extends: built-in\nperiods:\n  patterns:\n    - { pattern: "[spring]", from: 3, to: 5 }\n`,
      'may be nothing at all',
    ],
    [
      `${HEAD}extends: built-in\nperiods:\n  months: [[januar]]\n`,
      'has 1 entries; it needs one for each of the 12 months',
    ],
  ])('%j', (yaml, mistake) => {
    expect(mistakesIn(yaml)).toContain(mistake);
  });

  it('is told together with all others, in the order of lines', () => {
    const lines = mistakesIn(
      `${SECTIONS}  a:\n    name: [a]\n  b:\n    title: B\nnonee: []\n`,
    ).split('\n');
    expect(lines.map((line) => line.split(':')[1])).toEqual(['4', '5', '6', '8']);
  });

  it('is none in files of the deepest nesting or the most aliases: they are refused', () => {
    for (const depth of [20_000, 50_000]) {
      expect(mistakesIn(`${HEAD}sections: ${'['.repeat(depth)}`)).toBe(
        'mine.yaml:1: The file is nested too deep; a vocabulary has no more than six levels.',
      );
    }
    const bomb = Array.from(
      { length: 30 },
      (_, at) =>
        `a${String(at)}: &a${String(at)} [${`*a${String(at - 1)}, `.repeat(at === 0 ? 0 : 9)}x]`,
    );
    expect(mistakesIn(`${HEAD}${bomb.join('\n')}\n`)).toContain('the file has no “a0”');
  });
});

describe('a file that is no vocabulary', () => {
  const folder = mkdtempSync(join(tmpdir(), 'confluence-archive-vocabulary-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('is refused: missing, a folder, too large, not UTF-8', async () => {
    await expect(readVocabulary(join(folder, 'none.yaml'))).rejects.toThrow(
      'There is no vocabulary at',
    );
    await expect(readVocabulary(folder)).rejects.toThrow('is not a file');
    const large = file('large.yaml', '');
    truncateSync(large, 300 * 1024);
    await expect(readVocabulary(large)).rejects.toThrow('it may have 262144');
    const latin = file('latin.yaml', Uint8Array.from([0x6e, 0xfc, 0x0a]));
    await expect(readVocabulary(latin)).rejects.toThrow('is not UTF-8');
  });
});
