/** Tab completion, asked of the shells themselves. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { NamedQuery } from '../../src/index.ts';
import { fakeTerminal } from '../cli/fake-terminal.ts';
import { sampleLibrary } from '../cli/sample-library.ts';

type Shell = 'bash' | 'zsh' | 'fish';

const has = (shell: Shell): boolean => spawnSync(shell, ['--version']).status === 0;

const TIDES: NamedQuery = {
  name: 'tide-tables',
  summary: 'Which?',
  parameters: [],
  sql: 'SELECT 1',
};

let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'completion-'));
  for (const shell of ['bash', 'zsh', 'fish']) {
    const terminal = fakeTerminal();
    const library = sampleLibrary({ namedQueries: () => [TIDES] });
    const surroundings = { library, terminal, version: '1.2.3' };
    expect(await run(['completion', shell], surroundings)).toBe(0);
    writeFileSync(join(folder, `script.${shell}`), terminal.out());
  }
  mkdirSync(join(folder, 'work', 'exports'), { recursive: true });
  writeFileSync(join(folder, 'work', 'export.zip'), '');
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const inFolder = (command: string, args: readonly string[]): string =>
  execFileSync(command, args, { cwd: join(folder, 'work'), encoding: 'utf8' });

/** Splits at `=` too, as bash does. */
const bashWords = (line: string): readonly string[] =>
  line.split(' ').flatMap((word) => word.split(/(?<=^--[a-z-]+)(?==)|(?<==)/));

function completedByBash(line: string): string[] {
  const words = bashWords(line);
  const script = `source ../script.bash
    COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    _confluence_archive; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return inFolder('bash', ['-c', script, 'bash', ...words])
    .split('\n')
    .filter((word) => word !== '');
}

function completedByFish(line: string): string[] {
  const script = `source ../script.fish; complete -C ${JSON.stringify(line)}`;
  return inFolder('fish', ['--no-config', '-c', script])
    .split('\n')
    .map((each) => each.split('\t')[0] ?? '')
    .filter((word) => word !== '');
}

/** In a terminal of its own: zsh completes nowhere else. What it offers is listed between marks. */
function completedByZsh(line: string): string[] {
  const script = `
    zmodload zsh/zpty
    zpty shell zsh -f -i
    zpty -w shell 'PS1= RPS1=; autoload -Uz compinit; compinit -D -u; source ../script.zsh'
    zpty -w shell 'zstyle ":completion:*" list-grouped false; LISTMAX=0; setopt no_beep; stty columns 200'
    zpty -w shell 'compadd() { local -a offers; builtin compadd -O offers "$@"; (( \${#offers} )) && print -rl -- "<"\${^offers}">"; builtin compadd "$@" }'
    zpty -w shell 'echo READ''Y'
    zpty -r -m shell text '*READY*'
    zpty -w -n shell "$1"$'\\t'
    sleep 1
    while zpty -r -t shell text; do print -rn -- "$text"; done
    zpty -d shell`;
  const output = inFolder('zsh', ['-f', '-c', script, 'zsh', line]);
  return [...new Set([...output.matchAll(/<([^<>\s]+)>/g)].map(([, word]) => word ?? ''))];
}

const SHELLS: readonly (readonly [Shell, (line: string) => string[]])[] = [
  ['bash', completedByBash],
  ['fish', completedByFish],
  ['zsh', completedByZsh],
];

describe.each(SHELLS)('completion in %s', (shell, completed) => {
  it.skipIf(!has(shell)).each<[string, string, readonly string[]]>([
    ['commands', 'confluence-archive ve', ['verify']],
    ['options', 'confluence-archive import --tab', ['--tables']],
    ['options after paths', 'confluence-archive import exports --dry', ['--dry-run']],
    ['values', 'confluence-archive import --tables ht', ['html']],
    ['queries', 'confluence-archive query tide', ['tide-tables']],
    ['arguments', 'confluence-archive completion fi', ['fish']],
    ['a command behind an option with a value', 'confluence-archive --version ve', ['verify']],
  ])('offers %s', (_, line, expected) => {
    expect(completed(line)).toEqual(expected);
  });

  it.skipIf(!has(shell))('offers paths where there can be some, and nothing elsewhere', () => {
    const paths = completed('confluence-archive import exp').map((path) => path.replace(/\/$/, ''));
    expect(paths.sort()).toEqual(['export.zip', 'exports']);
    const files = completed('confluence-archive show --archive exp');
    expect(files.map((path) => path.replace(/\/$/, '')).sort()).toEqual(['export.zip', 'exports']);
    expect(completed('confluence-archive show exp')).toEqual([]);
    expect(completed('confluence-archive show --as-of exp')).toEqual([]);
  });
});

describe('completion in bash', () => {
  it.skipIf(!has('bash'))('knows values behind an equals sign', () => {
    expect(completedByBash('confluence-archive import --tables=ht')).toEqual(['html']);
    expect(completedByBash('confluence-archive import --tables=')).toEqual(['repeat', 'html']);
  });

  it.skipIf(!has('bash'))('does not take the value of an option for a command', () => {
    expect(completedByBash('confluence-archive import --space show --dry')).toEqual(['--dry-run']);
  });
});
