/** `npm run check`: everything that must hold before a change is done, one line for each step. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const MARKDOWNLINT = join('.config', '.markdownlint-cli2.jsonc');
const bin = (...path) => join('node_modules', ...path);

/** Name, and the arguments for Node; documentation is checked by tests. */
const STEPS = [
  ['build', [bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json']],
  ['types', [bin('typescript', 'bin', 'tsc'), '--noEmit']],
  ['eslint', [bin('eslint', 'bin', 'eslint.js'), '.', '--max-warnings=0']],
  ['prettier', [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['vitest', [bin('vitest', 'vitest.mjs'), 'run']],
  ['knip', [bin('knip', 'bin', 'knip.js')]],
  ['publint', [bin('publint', 'src', 'cli.js'), '--strict', '--pack=false']],
  [
    'markdownlint',
    [bin('markdownlint-cli2', 'markdownlint-cli2-bin.mjs'), '--config', MARKDOWNLINT],
  ],
];

function runStep(root, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => resolve({ passed: false, output: error.message }));
    child.on('close', (code) =>
      resolve({ passed: code === 0, output: Buffer.concat(output).toString() }),
    );
  });
}

/** Runs all steps, or those of `--only=`, even after a failure; yields 0, or 1 when any failed, 2 for a bad argument. */
export async function runChecks(root, args) {
  const names = STEPS.map(([name]) => name);
  const only = args.flatMap((arg) => arg.replace(/^--only=/, '').split(','));
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(
      `error: expected --only=<step>,… of ${names.join(', ')}; found ${unknown.join(', ')}`,
    );
    return 2;
  }
  const failed = [];
  for (const [name, command] of STEPS) {
    if (only.length > 0 && !only.includes(name)) continue;
    const begin = Date.now();
    const { passed, output } = await runStep(root, command);
    const seconds = ((Date.now() - begin) / 1000).toFixed(1);
    console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(12)} ${seconds.padStart(5)} s`);
    if (!passed) {
      failed.push(name);
      console.log(output.trimEnd().replace(/^/gm, '    '));
    }
  }
  if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}
