/**
 * `search-words.mjs LIBRARY ARCHIVE WORD…`: searches for each word five times in one process, and
 * prints how many milliseconds each search took, as JSON.
 */
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';

const [library, archive, ...words] = process.argv.slice(2);
const { searchArchive } = await import(pathToFileURL(library).href);

const times = [];
for (let pass = 0; pass < 5; pass += 1) {
  for (const query of words) {
    const begin = performance.now();
    await searchArchive({ archive, query });
    times.push(performance.now() - begin);
  }
}
process.stdout.write(JSON.stringify(times));
