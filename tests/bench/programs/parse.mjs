/** `parse.mjs LIST`: what `cheerio.load` of these files costs, and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'cheerio';

const { folder, files } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const file of files) load(readFileSync(join(folder, file), 'utf8'));
