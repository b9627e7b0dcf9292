/** Validators of others, where this machine has them. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

function bagitCommand(): readonly string[] | null {
  for (const program of ['bagit.py', 'bagit']) if (onPath(program)) return [program];
  const module = ['python3', '-m', 'bagit'];
  const found = spawnSync('python3', ['-c', 'import bagit'], { stdio: 'ignore' });
  return found.status === 0 ? module : null;
}

/** The reference validator of the Library of Congress; null where it is not installed. */
export const BAGIT = bagitCommand();

export const HAS_SHA256SUM = onPath('sha256sum');

/** Whether the reference validator takes the folder for a valid bag. */
export function bagitAccepts(folder: string): boolean {
  const [program = '', ...args] = BAGIT ?? [];
  return spawnSync(program, [...args, '--validate', '--quiet', folder]).status === 0;
}

/** Whether sha256sum finds each file of a manifest as it is listed. */
export const sha256sumAccepts = (folder: string, manifest: string): boolean =>
  spawnSync('sha256sum', ['--check', '--strict', '--quiet', manifest], { cwd: folder }).status ===
  0;
