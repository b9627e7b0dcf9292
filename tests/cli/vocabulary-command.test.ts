import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/index.ts';
import { vocabularyText } from '../../src/cli/vocabulary-summary.ts';
import { vocabularyCommand } from '../../src/cli/commands/vocabulary.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { sampleLibrary } from './sample-library.ts';
import { sampleVocabulary } from './sample-vocabulary.ts';

const run = async (args: readonly string[]) => {
  const asked: unknown[] = [];
  const terminal = fakeTerminal();
  const watched = (options: unknown) => {
    asked.push(options);
    return Promise.resolve(sampleVocabulary());
  };
  const library = sampleLibrary({ checkVocabulary: watched, useVocabulary: watched });
  await vocabularyCommand(library, terminal, () => undefined).parseAsync(args, { from: 'user' });
  return { asked, text: terminal.out() };
};

describe('vocabulary', () => {
  it('prints the one in use, as it is', async () => {
    expect((await run([])).text).toBe('name: Reports\n');
  });

  it('checks a file, and tells what it would change', async () => {
    const { asked, text } = await run(['check', 'mine.yaml', '--archive', 'a']);
    expect(asked).toEqual([{ archive: 'a', vocabulary: 'mine.yaml' }]);
    expect(text).toBe(`Reviews of sprints, version 2, is right: 4 sections.
It would change 5 pages:
  3 sections under another key
  1 line read as a heading
  2 headings read as text
  7 reports instead of 6
  + Sprint 12 (NETS)
  + untitled
  - A look back (Nets)
`);
  });

  it('puts one in use, and answers in JSON', async () => {
    const { asked, text } = await run(['use', 'built-in', '--json']);
    expect(asked).toEqual([{ archive: 'output/archive.sqlite', vocabulary: 'built-in' }]);
    expect(JSON.parse(text)).toEqual(sampleVocabulary());
  });

  it('wants a file', async () => {
    await expect(run(['use'])).rejects.toThrow(UsageError);
  });

  it('says when there is no archive, or nothing changes', () => {
    const stream = fakeTerminal().stdout;
    const report = sampleVocabulary();
    expect(vocabularyText({ ...report, changes: null }, 'check', stream)).toContain(
      'There is no archive to try it on.',
    );
    const changes = { ...report.changes!, pages: 0, reportsAfter: 6 };
    expect(vocabularyText({ ...report, changes }, 'use', stream)).toContain(
      'It changes nothing: 6 reports, as before.',
    );
    const later = { ...changes, older: 2, again: 3 };
    expect(vocabularyText({ ...report, changes: later }, 'use', stream)).toContain(
      'as before.\n2 pages that an older version had read were read anew.\n' +
        '3 pages will be read again at the next import, from the sources.\n',
    );
  });

  it('notes a vocabulary that can find no reports', () => {
    const stream = fakeTerminal().stdout;
    const none = { ...sampleVocabulary(), canBeReports: false };
    expect(vocabularyText(none, 'check', stream)).toContain(
      '4 sections.\nNothing in it can make a page a report; add “reports:”',
    );
  });

  it('says where the changes show', () => {
    const stream = fakeTerminal().stdout;
    const shown = 'The Markdown files show it after the next import';
    expect(vocabularyText(sampleVocabulary(), 'use', stream)).toContain(shown);
    expect(vocabularyText(sampleVocabulary(), 'import', stream)).not.toContain(shown);
    expect(vocabularyText(sampleVocabulary(), 'try', stream)).toContain(
      'version 2, would be in use: 4 sections.\nIt would change 5 pages:',
    );
  });
});
