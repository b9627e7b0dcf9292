/**
 * What `npm start`, `npm test`, `npm run check` and `npm run bench` run: makes a fresh clone ready (packages, build),
 * then does the work. Plain Node without packages, in syntax that old versions can still read, so
 * that even they can say what is missing.
 *
 *   node .config/bootstrap.mjs start [arguments of confluence-archive]
 *   node .config/bootstrap.mjs test [arguments of vitest]
 *   node .config/bootstrap.mjs check [--only=<step>,…]
 *   node .config/bootstrap.mjs bench [arguments of tests/bench/main.ts]
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const NEEDED_NODE = [20, 19];
const DEMO = join('fixtures', 'demo-space', 'source');

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor >= NEEDED_NODE[1])) return;
  console.error(
    `error: confluence-archive needs Node ${NEEDED_NODE.join('.')} or newer; this is ${process.version}.\n` +
      'Install a newer one from https://nodejs.org and try again.',
  );
  process.exit(1);
}

/** Runs Node with these arguments on our terminal; signals go to it, its exit code comes back. */
function runNode(args, cwd, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => child.kill(signal));
    }
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal ? 128 + constants.signals[signal] : code));
  });
}

/** npm moves into the package's folder; paths on the command line are meant from where the user is. */
const usersFolder = () => (process.cwd() === ROOT ? process.env.INIT_CWD || ROOT : process.cwd());

async function start(args) {
  const main = join(ROOT, 'dist', 'cli', 'main.js');
  const here = usersFolder();
  if (args.length > 0) return runNode([main, ...args], here);
  console.log('Importing the demo space that comes with confluence-archive.\n');
  const code = await runNode([main, 'import', DEMO], ROOT);
  if (code === 0) {
    console.log('\nTo import an export of your own (a folder, a .zip or a single page):');
    console.log('  npm start -- import PATH        npm start -- import --help lists the options');
  }
  return code;
}

const test = (args) =>
  runNode([join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...args], ROOT, { TZ: 'UTC' });

/** Node 20 does not read TypeScript by itself. */
const bench = (args) =>
  runNode(
    ['--import', import.meta.resolve('tsx'), join(ROOT, 'tests', 'bench', 'main.ts'), ...args],
    usersFolder(),
  );

const VERBS = { start, test, bench, check: (args) => runChecks(ROOT, args) };

checkNode();
// Only now: these use what old versions do not have.
const { prepare } = await import('./prepare.mjs');
const { runChecks } = await import('./check.mjs');
const [verb, ...args] = process.argv.slice(2);
if (!Object.hasOwn(VERBS, verb ?? '')) {
  console.error(
    `error: expected one of ${Object.keys(VERBS).join(', ')}, found ${verb ?? 'nothing'}`,
  );
  process.exit(2);
}
try {
  await prepare(ROOT);
  process.exitCode = await VERBS[verb](args);
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
