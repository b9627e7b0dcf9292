/**
 * The documentation keeps step with the program: what exists is described, and what can be made
 * from the program is. `RECORD=1` makes it anew and fails, so that someone reads the difference.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../src/cli/exit-codes.ts';
import { allCommands } from '../src/cli/command-table.ts';
import { createProgram, run, type Surroundings } from '../src/cli/program.ts';
import { auditArchive, importExport } from '../src/index.ts';
import { DIAGNOSTICS } from '../src/model/diagnostics.ts';
import { PROFILES } from '../src/reader/profiles.ts';
import { fakeTerminal } from './cli/fake-terminal.ts';
import { markdownRules } from '../src/markdown/index.ts';
import { RULES } from '../src/normalise/index.ts';
import { sampleLibrary } from './cli/sample-library.ts';
import { regenerate, schemaPage, SECTION_NAMES, type Demo } from './support/generated.ts';
import { ruleExamples } from './support/rule-examples.ts';
import { MARKDOWN_EXAMPLES, rulesPage } from './support/rules-page.ts';
import { filesBelow } from './support/tree.ts';

const ROOT = join(import.meta.dirname, '..');
const README = join(ROOT, 'README.md');
const SCHEMA = join(ROOT, 'src', 'archive', 'schema.md');
const RULES_PAGE = join(ROOT, 'src', 'normalise', 'rules.md');

const docs = existsSync(join(ROOT, 'docs'))
  ? readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join('docs', name))
  : [];
const pages = [
  'README.md',
  'CHANGELOG.md',
  'src/archive/schema.md',
  'src/normalise/rules.md',
  ...docs,
]
  .filter((path) => existsSync(join(ROOT, path)))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
const allText = pages.map(({ text }) => text).join('\n');

const surroundings = (): Surroundings => ({
  library: sampleLibrary(),
  terminal: fakeTerminal(),
  version: '1.2.3',
});

/** The lines of shell blocks that call `program`, without prompt and comment. */
const commandLines = (program: string): readonly string[] =>
  [...allText.matchAll(/^```(?:sh|bash|console|shell)\n([\s\S]*?)^```/gm)]
    .flatMap(([, block]) => (block ?? '').split('\n'))
    .map((line) =>
      line
        .replace(/^\$ /, '')
        .replace(/\s+#.*$/, '')
        .trim(),
    )
    .filter((line) => line === program || line.startsWith(`${program} `));

/** The arguments after the program's own words; quoted words are one, redirections are left out. */
const argumentsOf = (line: string, words: number): readonly string[] =>
  [...line.replace(/ [>|].*$/, '').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)]
    .map(([, single, double, bare]) => single ?? double ?? bare ?? '')
    .slice(words);

/** Links in examples lead nowhere. */
function withoutCode(text: string): string {
  let fence: string | null = null;
  const lines = text.split('\n').filter((line) => {
    const found = /^`{3,}/.exec(line)?.[0] ?? null;
    if (fence === null) fence = found;
    else if (line === fence) fence = null;
    return fence === null && found === null;
  });
  return lines.join('\n').replace(/`[^`\n]*`/g, '');
}

describe('the documentation', () => {
  it('names every command and option', async () => {
    const program = createProgram(surroundings(), await allCommands(), () => undefined);
    const named = program.commands.flatMap((command) => [
      `confluence-archive ${command.name()}`,
      ...command.options.map((option) => option.long ?? option.flags),
    ]);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !allText.includes(name))).toEqual([]);
  });

  it('names every diagnostic', () => {
    const codes = Object.keys(DIAGNOSTICS);
    expect(codes.filter((code) => !allText.includes(`\`${code}\``))).toEqual([]);
  });

  it('tells every generation of Confluence', () => {
    const names = PROFILES.map(({ name }) => name);
    expect(names.filter((name) => !allText.includes(`| \`${name}\``))).toEqual([]);
  });

  it('explains every exit code', () => {
    const rows = Object.values(EXIT).filter(
      (code) => !new RegExp(`\\| *\`?${code}\`? *\\|`).test(allText),
    );
    expect(rows).toEqual([]);
  });

  it('shows command lines that the program accepts', async () => {
    const calls = [
      ...commandLines('confluence-archive').map((line) => argumentsOf(line, 1)),
      ...commandLines('npx confluence-archive').map((line) => argumentsOf(line, 2)),
      ...commandLines('npm start --').map((line) => argumentsOf(line, 3)),
    ];
    expect(calls.length).toBeGreaterThan(0);
    for (const args of calls) expect([args, await run(args, surroundings())]).toEqual([args, 0]);
  });

  it('shows npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const shown = [...allText.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)];
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.map(([, a, b]) => a ?? b ?? '').filter((name) => !(name in scripts))).toEqual([]);
  });

  it('links to files that exist', () => {
    const broken = pages.flatMap(({ path, text }) =>
      [...withoutCode(text).matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)]
        .map(([, target]) => join(dirname(path), target ?? ''))
        .filter((target) => !existsSync(join(ROOT, target))),
    );
    expect(broken).toEqual([]);
  });
});

describe('the generated parts', () => {
  const work = mkdtempSync(join(tmpdir(), 'confluence-archive-docs-'));
  let demo: Demo;

  beforeAll(async () => {
    const [archive, tree] = [join(work, 'archive.sqlite'), join(work, 'markdown')];
    const sources = [join(ROOT, 'fixtures', 'demo-space', 'source')];
    const report = await importExport({ sources, archive, markdown: tree });
    const audit = await auditArchive({ archive, markdown: tree });
    demo = { report, audit, tree: filesBelow(tree) };
  });
  afterAll(() => {
    rmSync(work, { recursive: true, force: true });
  });

  it('are all in the README', () => {
    const text = readFileSync(README, 'utf8');
    const found = [...text.matchAll(/<!-- generated: ([\w-]+) -->/g)].map(([, name]) => name);
    expect(found.sort()).toEqual([...SECTION_NAMES].sort());
    expect(text.match(/<!-- end -->/g)).toHaveLength(found.length);
  });

  it.each([
    ['README.md', README, () => regenerate(readFileSync(README, 'utf8'), demo)],
    ['schema.md', SCHEMA, schemaPage],
    ['rules.md', RULES_PAGE, rulesPage],
  ] as const)('of %s are in step', async (_name, path, make) => {
    const made = await make();
    if (process.env.RECORD === '1') {
      writeFileSync(path, made);
      expect.fail('the page was made anew: read the difference, then run the tests without RECORD');
    }
    expect(readFileSync(path, 'utf8')).toBe(made);
  });
});

describe('the rules', () => {
  const examples = ruleExamples();

  it('each have an example', () => {
    const shown = new Set(examples.map(({ rule }) => rule));
    expect(RULES.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
    expect([...shown].filter((name) => !RULES.some((rule) => rule.name === name))).toEqual([]);
  });

  it('take the examples that are marked as theirs', () => {
    const others = examples.filter(({ rule, takenBy }) => !takenBy.has(rule));
    expect(others.map(({ rule, html }) => `${rule}: ${html}`)).toEqual([]);
  });

  it('of the Markdown writer each have an example that holds their element', () => {
    const lacking = markdownRules('repeat').filter(({ name, elements }) => {
      const html = MARKDOWN_EXAMPLES[name] ?? '';
      return !elements.some((element) => new RegExp(`<${element}[ >]`).test(html));
    });
    expect(lacking.map(({ name }) => name)).toEqual([]);
    const names = markdownRules('repeat').map(({ name }) => name);
    expect(Object.keys(MARKDOWN_EXAMPLES).sort()).toEqual(names.sort());
  });
});
