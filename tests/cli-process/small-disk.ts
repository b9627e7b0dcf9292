/** Disks that are full or read-only, where this system lets a test have some. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MAIN, startProgram, type Outcome } from './command.ts';
import { writeFiles } from './work-folder.ts';

/** A user's own name space, where a small file system can be mounted that goes with the process. */
export const canMount =
  spawnSync('unshare', ['--map-root-user', '--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt'])
    .status === 0;

export const IMPORT = `'${process.execPath}' '${MAIN}' import`;

/** Runs shell lines in `folder`, where `disk` is a file system of this size; keeps a copy of it. */
export function onSmallDisk(
  folder: string,
  size: string,
  lines: readonly string[],
): Promise<Outcome> {
  mkdirSync(join(folder, 'disk'), { recursive: true });
  const mount = `mount -t tmpfs -o size=${size} none disk || exit 99`;
  const script = [mount, ...lines, 'code=$?; cp -a disk/. kept; exit $code'].join('\n');
  const args = ['--map-root-user', '--mount', 'sh', '-c', script];
  return startProgram('unshare', args, writeFiles(join(folder), { 'kept/.keep': '' })).outcome;
}
