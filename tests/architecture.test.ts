/** The house rules as tests: who may import whom, how large things may grow, how they are called. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { cruise, type ICruiseResult, type IDependency } from 'dependency-cruiser';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const MAX_FILE_LINES = 300;
const MAX_FUNCTION_LINES = 60;

interface Allowance {
  /** Rooms whose code and types may be imported. */
  readonly rooms: readonly string[];
  /** Rooms of which only types may be imported. */
  readonly typesOf?: readonly string[];
  readonly packages?: readonly string[];
  /** Packages of which only types may be imported. */
  readonly typesOfPackages?: readonly string[];
  /** May reach files, processes, the network; the other rooms are pure. */
  readonly effects?: true;
}

const DOM = ['cheerio', 'domhandler'];

const IMPORT_TABLE: Readonly<Record<string, Allowance>> = {
  model: { rooms: [], typesOfPackages: ['domhandler'] },
  source: {
    rooms: ['model'],
    packages: ['@zone-eu/mailsplit', 'fast-glob', 'yauzl'],
    effects: true,
  },
  reader: {
    rooms: ['model'],
    typesOf: ['source'],
    packages: [
      ...[...DOM, 'css-select', 'css-what', 'htmlparser2'],
      ...['micromark', 'micromark-extension-gfm', 'parse5'],
      'parse5-htmlparser2-tree-adapter',
    ],
  },
  normalise: { rooms: ['model'], packages: [...DOM, 'github-slugger'] },
  extract: { rooms: ['model'], packages: DOM },
  // Reaches one file, the vocabulary that comes with it.
  vocabulary: { rooms: ['model'], packages: ['yaml'], effects: true },
  markdown: { rooms: ['model'], packages: ['turndown', 'domhandler'] },
  archive: { rooms: ['model'], packages: ['sqlite3'], effects: true },
  publish: { rooms: ['model', 'markdown'], effects: true },
  // Writes and validates packages of any files, and knows nothing of what is in them.
  bagit: { rooms: ['model'], effects: true },
  // The other reading of sources and Markdown: shares no code with the rooms whose work it checks.
  audit: {
    rooms: ['model'],
    packages: [
      ...[...DOM, 'github-slugger', 'mdast-util-from-markdown', 'mdast-util-gfm'],
      'micromark-extension-gfm',
    ],
  },
  pipeline: {
    rooms: [
      ...['model', 'source', 'reader', 'normalise', 'extract', 'markdown', 'archive', 'publish'],
      ...['vocabulary', 'audit', 'bagit'],
    ],
    packages: ['diff', 'p-limit'],
    effects: true,
  },
  index: { rooms: ['model', 'pipeline', 'source', 'archive'] },
  cli: {
    // The pipeline by one file only, which loads what is asked for.
    rooms: ['index', 'model', 'pipeline'],
    packages: ['cli-progress', 'commander', 'string-width'],
    effects: true,
  },
  web: { rooms: ['index', 'model'], effects: true },
};

/** Packages and modules with one address. */
const ONE_ADDRESS: readonly {
  readonly from: RegExp;
  readonly to: string;
  readonly path: string;
}[] = [
  { from: /^cli$/, to: 'pipeline', path: 'src/cli/loaded-library.ts' },
  { from: /^source$/, to: '@zone-eu/mailsplit', path: 'src/source/message.ts' },
  { from: /^pipeline$/, to: 'diff', path: 'src/pipeline/text-diff.ts' },
  { from: /^archive$/, to: 'sqlite3', path: 'src/archive/driver.ts' },
  { from: /^vocabulary$/, to: 'yaml', path: 'src/vocabulary/reading.ts' },
  { from: /^publish$/, to: 'markdown', path: 'src/markdown/front-matter.ts' },
];

const EFFECTS = new Set(
  'fs fs/promises child_process cluster dgram dns http http2 https net os process readline tls worker_threads'.split(
    ' ',
  ),
);

interface Edge {
  readonly from: string;
  /** A path under src, the name of a package, or that of a Node module. */
  readonly to: string;
  readonly kind: 'own' | 'package' | 'node' | 'unresolved';
  readonly typeOnly: boolean;
}

/** `src/reader/x.ts` → `reader`, `src/index.ts` → `index`. */
const roomOf = (path: string): string => (path.split('/')[1] ?? path).replace(/\.ts$/, '');

/** `@scope/name/file` → `@scope/name`, `name/file` → `name`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function targetOf(dependency: IDependency): Pick<Edge, 'to' | 'kind'> {
  const { module: specifier, resolved } = dependency;
  if (dependency.couldNotResolve) return { to: specifier, kind: 'unresolved' };
  if (resolved.startsWith('src/')) return { to: resolved, kind: 'own' };
  if (dependency.coreModule) return { to: specifier, kind: 'node' };
  return { to: packageOf(specifier), kind: 'package' };
}

function violation(edge: Edge): string | null {
  const { from, to, kind, typeOnly } = edge;
  const room = roomOf(from);
  const allowed = IMPORT_TABLE[room];
  const report = (rule: string): string => `${from} -> ${to}: ${rule}`;
  if (allowed === undefined) return report(`${room} is not in the import table`);
  if (kind === 'unresolved') return report('cannot be resolved');
  if (kind === 'node') {
    return EFFECTS.has(to) && !allowed.effects ? report(`${room} has no effects`) : null;
  }
  const name = kind === 'own' ? roomOf(to) : to;
  const [code, types] =
    kind === 'own'
      ? [[...allowed.rooms, room], allowed.typesOf]
      : [allowed.packages, allowed.typesOfPackages];
  if (!code?.includes(name) && !(typeOnly && types?.includes(name))) {
    return report(`${room} may not import ${name}${types?.includes(name) ? ' but its types' : ''}`);
  }
  return null;
}

/** A package that one file wraps, or the one file that another room may use. */
function addressViolation({ from, to, kind }: Edge): string | null {
  const target = kind === 'own' ? roomOf(to) : to;
  const rule = ONE_ADDRESS.find((entry) => entry.from.test(roomOf(from)) && entry.to === target);
  if (rule === undefined || rule.path === from || rule.path === to) return null;
  return `${from} -> ${to}: only by way of ${rule.path}`;
}

const walk = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1))
    .map((path) => path.split(sep).join('/'));

/** Lines (from 0) that hold more than comments and white space. */
function codeLines(file: ts.SourceFile): ReadonlySet<number> {
  const lines = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode)
      return;
    const children = node.getChildren(file);
    for (const child of children) visit(child);
    if (children.length > 0 || node.getEnd() === node.getStart(file)) return;
    const last = file.getLineAndCharacterOfPosition(node.getEnd()).line;
    for (let line = lineOf(file, node); line <= last; line += 1) lines.add(line);
  };
  visit(file);
  return lines;
}

const lineOf = (file: ts.SourceFile, node: ts.Node): number =>
  file.getLineAndCharacterOfPosition(node.getStart(file)).line;

interface Measured {
  readonly path: string;
  readonly lines: number;
  readonly functions: readonly { readonly at: string; readonly lines: number }[];
  readonly hasDefaultExport: boolean;
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

function measure(path: string, text: string): Measured {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const code = codeLines(file);
  const functions: { at: string; lines: number }[] = [];
  let hasDefaultExport = false;
  const visit = (node: ts.Node): void => {
    hasDefaultExport ||= isDefaultExport(node);
    if (ts.isFunctionLike(node)) {
      const first = lineOf(file, node);
      const last = file.getLineAndCharacterOfPosition(node.getEnd()).line;
      const lines = [...code].filter((line) => line >= first && line <= last).length;
      functions.push({ at: `${path}:${first + 1}`, lines });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { path, lines: code.size, functions, hasDefaultExport };
}

const sources = walk('src').filter((path) => path.endsWith('.ts'));

describe('the import table', () => {
  let graph: ICruiseResult;
  let edges: readonly Edge[];

  beforeAll(async () => {
    const { output } = await cruise(
      ['src'],
      {
        baseDir: ROOT,
        tsPreCompilationDeps: true,
        doNotFollow: { path: 'node_modules' },
        validate: true,
        ruleSet: { forbidden: [{ name: 'no-cycles', from: {}, to: { circular: true } }] },
      },
      // Some files of packages have no address but the one that the package exports.
      { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    );
    if (typeof output === 'string') throw new Error('dependency-cruiser gave text, not a graph');
    graph = output;
    edges = graph.modules.flatMap(({ source, dependencies }) =>
      dependencies.map((dependency): Edge => ({
        from: source,
        ...targetOf(dependency),
        typeOnly: dependency.dependencyTypes.includes('type-only'),
      })),
    );
  });

  it('saw every file of src', () => {
    const seen = graph.modules
      .map(({ source }) => source)
      .filter((path) => path.startsWith('src/'));
    expect(sources.length).toBeGreaterThan(10);
    expect(edges.length).toBeGreaterThan(sources.length);
    expect([...seen].sort()).toEqual([...sources].sort());
  });

  it('is kept', () => {
    expect(edges.map(violation).filter((line) => line !== null)).toEqual([]);
  });

  it('gives wrapped packages one address', () => {
    expect(edges.map(addressViolation).filter((line) => line !== null)).toEqual([]);
  });

  /** The file itself, and all that is loaded with it: own files and packages. */
  function loadedBy(start: string): ReadonlySet<string> {
    const reached = new Set([start]);
    for (const path of reached) {
      for (const module of graph.modules.filter(({ source }) => source === path)) {
        for (const dependency of module.dependencies) {
          const isLoaded = !dependency.dynamic && !dependency.dependencyTypes.includes('type-only');
          if (isLoaded) reached.add(targetOf(dependency).to);
        }
      }
    }
    return reached;
  }

  // What a command needs is loaded when it is asked for; see `loaded-library.ts`.
  it.each<readonly [string, readonly string[]]>([
    ['src/cli/main.ts', ['commander']],
    ['src/cli/commands/import.ts', ['commander']],
    ['src/pipeline/import.ts', ['fast-glob']],
    ['src/pipeline/search.ts', []],
    ['src/pipeline/listings.ts', []],
    ['src/pipeline/query.ts', []],
    ['src/pipeline/reports.ts', ['domhandler']],
    ['src/pipeline/show.ts', ['domhandler']],
  ])('loads no more packages for %s than these', (start, packages) => {
    const reached = loadedBy(start);
    const manifest = edges.filter(({ kind }) => kind === 'package').map(({ to }) => to);
    expect([...new Set(manifest)].filter((name) => reached.has(name)).sort()).toEqual(packages);
  });

  it('loads neither the tables of pages nor what lays out the tree for an import of nothing new', () => {
    const loaded = [...loadedBy('src/pipeline/import.ts')];
    expect(loaded).toContain('src/archive/import-rows.ts');
    expect(loaded).toContain('src/publish/manifest.ts');
    const heavy = [
      'src/archive/open.ts',
      'src/archive/migrations/index.ts',
      'src/publish/paths.ts',
    ];
    expect(loaded.filter((path) => heavy.includes(path))).toEqual([]);
  });

  it('has no cycles', () => {
    const cycles = graph.summary.violations.map(({ from, cycle }) => [
      from,
      ...(cycle ?? []).map(({ name }) => name),
    ]);
    expect(cycles).toEqual([]);
  });

  it('uses only packages that users of the package get', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    const used = new Set(edges.filter(({ kind }) => kind === 'package').map(({ to }) => to));
    expect([...used].filter((name) => !(name in manifest.dependencies))).toEqual([]);
  });

  it.each<readonly [Edge, string]>([
    [own('src/reader/a.ts', 'src/extract/b.ts'), 'reader may not import extract'],
    [own('src/cli/a.ts', 'src/archive/b.ts'), 'cli may not import archive'],
    [own('src/reader/a.ts', 'src/source/b.ts'), 'reader may not import source but its types'],
    [own('src/helpers/a.ts', 'src/model/b.ts'), 'helpers is not in the import table'],
    [
      { from: 'src/model/a.ts', to: 'domhandler', kind: 'package', typeOnly: false },
      'but its types',
    ],
    [
      { from: 'src/extract/a.ts', to: 'yaml', kind: 'package', typeOnly: true },
      'may not import yaml',
    ],
    [{ from: 'src/extract/a.ts', to: 'fs', kind: 'node', typeOnly: false }, 'has no effects'],
  ])('would notice %j', (edge, expected) => {
    expect(violation(edge)).toContain(expected);
  });

  it('would notice a second address', () => {
    const edge: Edge = { from: 'src/archive/x.ts', to: 'sqlite3', kind: 'package', typeOnly: true };
    expect(addressViolation(edge)).toContain('src/archive/driver.ts');
    expect(addressViolation({ ...edge, from: 'src/archive/driver.ts' })).toBeNull();
  });
});

function own(from: string, to: string): Edge {
  return { from, to, kind: 'own', typeOnly: false };
}

describe('sizes and names', () => {
  const measured = sources.map((path) => measure(path, readFileSync(join(ROOT, path), 'utf8')));

  it('measures as intended', () => {
    const text =
      '/** Doc. */\nfunction a(): string {\n  // note\n\n  return `\n\n`;\n}\nexport default a;\n';
    expect(measure('x.ts', text)).toEqual({
      path: 'x.ts',
      lines: 6,
      functions: [{ at: 'x.ts:2', lines: 5 }],
      hasDefaultExport: true,
    });
  });

  it(`has no file over ${MAX_FILE_LINES} lines of code`, () => {
    expect(measured.filter(({ lines }) => lines > MAX_FILE_LINES).map(({ path }) => path)).toEqual(
      [],
    );
  });

  it(`has no function over ${MAX_FUNCTION_LINES} lines of code`, () => {
    const functions = measured.flatMap((file) => file.functions);
    expect(functions.length).toBeGreaterThan(measured.length);
    expect(functions.filter(({ lines }) => lines > MAX_FUNCTION_LINES)).toEqual([]);
  });

  it('has a median file of at most 80 lines of code', () => {
    const lengths = measured.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(80);
  });

  it('exports by name', () => {
    expect(measured.filter((file) => file.hasDefaultExport).map(({ path }) => path)).toEqual([]);
  });

  it('names files and folders in kebab-case, and none after a drawer for everything', () => {
    const parts = [...walk('src'), ...walk('tests')].flatMap((path) => path.split('/'));
    const names = [...new Set(parts)].map((part) => part.replace(/(?:\.test)?\.\w+$/, ''));
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))).toEqual([]);
    expect(names.filter((name) => /^(?:utils?|helpers?|common|misc)$/.test(name))).toEqual([]);
  });
});
