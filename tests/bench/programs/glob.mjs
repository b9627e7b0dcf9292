/** `glob.mjs FOLDER`: a bare scan by fast-glob: the size and time of every file. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import glob from 'fast-glob';

const [folder] = process.argv.slice(2);
let bytes = 0;
for (const file of glob.sync('**', { cwd: folder, dot: true, followSymbolicLinks: false })) {
  bytes += lstatSync(join(folder, file)).size;
}
process.stdout.write(`${bytes}\n`);
