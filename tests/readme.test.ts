/**
 * What the README shows works: its command lines run as processes in a folder that has what they
 * name, its queries find something in the demo's archive, its code compiles and runs.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow } from './support/tree.ts';
import { query } from './support/query.ts';
import { zipBytes } from './source/temporary.ts';

const ROOT = join(import.meta.dirname, '..');
const MAIN = join(ROOT, 'dist', 'cli', 'main.js');
const FIXTURES = join(ROOT, 'fixtures');
const DEMO = join(FIXTURES, 'demo-space', 'source');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

const blocks = (language: string): readonly string[] =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, block]) => block ?? '',
  );

/** Every line of the shell blocks, in order. */
const commands = blocks('sh').flatMap((block) => block.split('\n').filter((line) => line !== ''));

/**
 * These run the checks that this test is one of, or measure for minutes; that the scripts exist is
 * tested elsewhere.
 */
const CHECKS: readonly string[] = ['npm test', 'npm run check', 'npm run bench'];

const isInstalled = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-readme-'));
const bin = join(work, 'bin');
const here = join(work, 'here');

/** The command, and `npm start` without the installation and the build that have been done. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'confluence-archive': 'exec "$NODE" "$MAIN" "$@"',
  npm: '[ "$1" = start ] || exit 9; shift; [ "$1" = -- ] && shift; [ $# -gt 0 ] || set -- import "$DEMO"; exec "$NODE" "$MAIN" "$@"',
};

beforeAll(async () => {
  expect(existsSync(MAIN), `${MAIN} is missing: run npm test, which builds first`).toBe(true);
  mkdirSync(bin);
  for (const [name, script] of Object.entries(PROGRAMS)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  mkdirSync(here);
  writeFileSync(join(here, 'export.zip'), await zipBytes(Object.fromEntries(filesBelow(DEMO))));
  cpSync(join(FIXTURES, 'two-exports-in-one-folder', 'source'), join(here, 'exports'), {
    recursive: true,
  });
  cpSync(join(FIXTURES, 'crawled-index', 'source'), join(here, 'dump'), { recursive: true });
  cpSync(join(FIXTURES, 'word-export', 'source'), join(here, 'pages'), { recursive: true });
  run('npm start');
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

/** Throws, with what the command wrote, unless it ends with exit code 0. */
function run(line: string): string {
  const PATH = [bin, process.env.PATH ?? ''].join(delimiter);
  const env = { ...process.env, PATH, NODE: process.execPath, MAIN, DEMO, TZ: 'UTC', HOME: here };
  return execFileSync('/bin/sh', ['-c', line], { cwd: here, env, encoding: 'utf8', stdio: 'pipe' });
}

describe.skipIf(process.platform === 'win32')('command lines of the README', () => {
  it('are there, from the first one on', () => {
    expect(commands[0]).toBe('npm start');
    expect(commands.length).toBeGreaterThan(8);
    expect(commands).toEqual(expect.arrayContaining([...CHECKS]));
  });

  for (const line of commands.filter((command) => !CHECKS.includes(command))) {
    const program = /sqlite3|sha256sum/.exec(line)?.[0];
    it.skipIf(program !== undefined && !isInstalled(program))(line, () => {
      const output = run(line);
      if (!line.includes('>')) expect(output).not.toBe('');
    });
  }

  it('leave what the page says they do', () => {
    const files = [...filesBelow(here).keys()];
    for (const folder of ['output/markdown', 'mine/wiki', 'wiki']) {
      expect(files).toContain(`${folder}/manifest-sha256.txt`);
    }
    expect(files).toEqual(
      expect.arrayContaining(['output/archive.sqlite', 'mine/wiki.sqlite', 'wiki.sqlite']),
    );
    const report = JSON.parse(readFileSync(join(here, 'report.json'), 'utf8')) as object;
    expect(report).toMatchObject({ dryRun: false, counts: { failed: 0 } });
  });
});

describe('queries of the README', () => {
  const statements = blocks('sql').flatMap((block) =>
    block
      .split(/;\s*$/m)
      .map((statement) => statement.trim())
      .filter((statement) => statement !== ''),
  );

  it('are there', () => {
    expect(statements.length).toBeGreaterThan(5);
  });

  it.each(statements)('%s', async (statement) => {
    expect(await query(join(here, 'output', 'archive.sqlite'), statement)).not.toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('report vocabularies of the README', () => {
  it.each(blocks('yaml'))('%s', (text) => {
    writeFileSync(join(here, 'example.yaml'), text);
    expect(run('confluence-archive vocabulary check example.yaml')).toMatch(/is right|changes/);
  });
});

describe('code of the README', () => {
  const [example = ''] = blocks('ts');

  it('compiles under the strictest options', () => {
    const path = join(ROOT, 'readme-example.ts');
    const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (file) =>
      ts.sys.readFile(file),
    );
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
    const paths = { 'confluence-archive': [join(ROOT, 'src', 'index.ts')] };
    const host = ts.createCompilerHost({ ...options, paths });
    const getSourceFile = host.getSourceFile.bind(host);
    host.fileExists = (file) => file === path || ts.sys.fileExists(file);
    host.getSourceFile = (file, ...rest) =>
      file === path
        ? ts.createSourceFile(file, example, {
            languageVersion: ts.ScriptTarget.ES2023,
            impliedNodeFormat: ts.ModuleKind.ESNext,
          })
        : getSourceFile(file, ...rest);
    const program = ts.createProgram([path], { ...options, paths }, host);
    const file = program.getSourceFile(path);
    const problems = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ];
    expect(example).toContain('importExport');
    expect(
      problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
    ).toEqual([]);
  });

  it('runs', () => {
    mkdirSync(join(here, 'node_modules'));
    symlinkSync(ROOT, join(here, 'node_modules', 'confluence-archive'), 'junction');
    const options = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext };
    const script = ts.transpileModule(example, { compilerOptions: options }).outputText;
    writeFileSync(join(here, 'example.mjs'), script);
    const output = execFileSync(process.execPath, ['example.mjs'], {
      cwd: here,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    expect(output).toMatch(/^\d+ new pages, \d+ remarks\n.+: .+/);
  });
});
