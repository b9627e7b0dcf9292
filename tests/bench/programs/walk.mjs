/** `walk.mjs FOLDER`: a bare scan, by the means of Node alone: the size and time of every file. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

let bytes = 0;
for (const entry of readdirSync(process.argv[2], { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) bytes += lstatSync(join(entry.parentPath, entry.name)).size;
}
process.stdout.write(`${bytes}\n`);
