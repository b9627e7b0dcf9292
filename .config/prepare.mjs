/** Makes the checkout ready: packages as package-lock.json names them, and a build of src. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Runs a program in the checkout; its output is shown only if it fails. */
function quietly(root, command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    // On Windows npm is a .cmd file, which only a shell can run.
    const shell = process.platform === 'win32' && command.endsWith('.cmd');
    const child = spawn(command, args, {
      cwd: root,
      env,
      shell,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      reject(
        new Error(`\`${basename(command)} ${args.map((arg) => basename(arg)).join(' ')}\` failed`),
      );
    });
  });
}

const readJson = (path) => JSON.parse(fs.readFileSync(path, 'utf8'));

/**
 * Whether node_modules is what package-lock.json asks for. npm keeps a list of what it installed;
 * comparing versions is surer than comparing times, which a checkout or a copy changes.
 */
function isInstalled(root) {
  const listPath = join(root, 'node_modules', '.package-lock.json');
  if (!fs.existsSync(listPath)) return false;
  const installed = readJson(listPath).packages;
  return Object.entries(readJson(join(root, 'package-lock.json')).packages).every(
    ([path, wanted]) =>
      path === '' || wanted.optional === true || wanted.version === installed[path]?.version,
  );
}

async function install(root) {
  console.error('Installing packages (once) …');
  // Under npm, the same npm; settings of the outer command must not move or thin the installation.
  const outer = process.env.npm_execpath ?? '';
  const env = { ...process.env };
  for (const name of [
    'npm_config_prefix',
    'npm_config_local_prefix',
    'npm_config_omit',
    'npm_config_global',
    'npm_config_dry_run',
  ]) {
    delete env[name];
  }
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=warn'];
  if (basename(outer) === 'npm-cli.js') {
    await quietly(root, process.execPath, [outer, ...args], env);
  } else {
    await quietly(root, process.platform === 'win32' ? 'npm.cmd' : 'npm', args, env);
  }
}

/** sqlite3 brings a compiled part, which an install without scripts or on another system lacks. */
function checkBindings(root) {
  try {
    createRequire(join(root, 'package.json'))('sqlite3');
  } catch (error) {
    throw new Error(
      `the package sqlite3 has no compiled part for this system (${error.message.split('\n')[0]})\n` +
        'Run `npm rebuild sqlite3` (with --ignore-scripts=false if your npm ignores scripts) and try again.',
      { cause: error },
    );
  }
}

/** Names what the build was made from: every source file with its size and time. */
function buildKey(root) {
  const files = fs
    .readdirSync(join(root, 'src'), { recursive: true })
    .map((name) => join('src', name))
    .concat('tsconfig.json', 'tsconfig.build.json', 'package-lock.json')
    .sort();
  const hash = createHash('sha256');
  for (const name of files) {
    const stat = fs.statSync(join(root, name));
    if (stat.isFile()) hash.update(`${name}\0${stat.size}\0${stat.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

const keyPath = (root) => join(root, 'node_modules', '.cache', 'confluence-archive', 'build');

function isBuilt(root) {
  return (
    fs.existsSync(join(root, 'dist', 'cli', 'main.js')) &&
    fs.existsSync(keyPath(root)) &&
    fs.readFileSync(keyPath(root), 'utf8') === buildKey(root)
  );
}

/** Builds in place: what other runs have open stays, and what has no source any more goes. */
async function build(root) {
  const key = buildKey(root);
  // A build that fails has still written: what is there is then of no known state.
  fs.rmSync(keyPath(root), { force: true });
  await quietly(root, process.execPath, [
    join(root, 'node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    'tsconfig.build.json',
  ]);
  for (const name of fs.readdirSync(join(root, 'dist'), { recursive: true })) {
    const source = join(root, 'src', name.replace(/\.(?:d\.ts|js)$/, '.ts'));
    if (/\.(?:d\.ts|js)$/.test(name) && !fs.existsSync(source)) fs.rmSync(join(root, 'dist', name));
  }
  fs.mkdirSync(dirname(keyPath(root)), { recursive: true });
  fs.writeFileSync(keyPath(root), key);
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Takes the lock file, which holds our process id; false when another living run has it. */
function takeLock(path) {
  try {
    fs.writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const holder = Number(fs.readFileSync(path, 'utf8'));
    const fresh = Date.now() - fs.statSync(path).mtimeMs < 5000;
    if (!fresh && !isAlive(holder)) fs.rmSync(path, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return false;
}

/** One run at a time installs or builds; the others wait and then find it done. */
async function withLock(root, work) {
  const path = join(root, '.bootstrap.lock');
  for (let told = false; !takeLock(path); told = true) {
    if (!told) console.error('Waiting for another run that prepares this checkout …');
    await sleep(200);
  }
  const release = () => fs.rmSync(path, { force: true });
  process.once('exit', release);
  try {
    await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** Installs and builds what is missing or out of date; does nothing when all is there. */
export async function prepare(root) {
  if (!isInstalled(root) || !isBuilt(root)) {
    await withLock(root, async () => {
      if (!isInstalled(root)) await install(root);
      if (!isBuilt(root)) await build(root);
    });
  }
  checkBindings(root);
}
