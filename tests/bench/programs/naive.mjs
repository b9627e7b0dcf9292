/**
 * `naive.mjs LIST FOLDER`: the pipeline that one writes first. Each page is loaded by cheerio, its
 * body serialised, parsed again by turndown with the GFM plugin, and its rows are inserted one by
 * one. All rows are in one transaction, else the disk alone would decide.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gfm } from '@joplin/turndown-plugin-gfm';
import { load } from 'cheerio';
import sqlite3 from 'sqlite3';
import TurndownService from 'turndown';

const [listPath, target] = process.argv.slice(2);
const { folder, files } = JSON.parse(await readFile(listPath, 'utf8'));
await mkdir(target, { recursive: true });

const database = new sqlite3.Database(join(target, 'archive.sqlite'));
const run = (sql, ...values) =>
  new Promise((resolve, reject) => {
    database.run(sql, values, (error) => (error ? reject(error) : resolve()));
  });
for (const table of [
  'TABLE pages (path PRIMARY KEY, title, author, markdown)',
  'TABLE links (path, href, text)',
  'TABLE sections (path, level, heading)',
  'TABLE attachments (path, file)',
  'VIRTUAL TABLE search USING fts5 (title, markdown)',
]) {
  await run(`CREATE ${table}`);
}

const turndown = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced' });
turndown.use(gfm);

/** Copies what the page attaches; what the export lacks is left out. */
async function copyAttachments($, file) {
  const paths = $('a[href^="attachments/"], img[src^="attachments/"]')
    .toArray()
    .map((element) => ($(element).attr('href') ?? $(element).attr('src')).split('?')[0]);
  for (const path of new Set(paths)) {
    await run('INSERT INTO attachments VALUES (?, ?)', file, path);
    await mkdir(join(target, dirname(path)), { recursive: true });
    await copyFile(join(folder, path), join(target, path)).catch(() => undefined);
  }
}

async function convert(file) {
  const $ = load(await readFile(join(folder, file), 'utf8'));
  const title = $('title').text().trim();
  const author = $('.page-metadata .author').text().trim();
  const content = $('#main-content').length > 0 ? $('#main-content') : $('body');
  const markdown = turndown.turndown(content.html());
  await run('INSERT INTO pages VALUES (?, ?, ?, ?)', file, title, author, markdown);
  await run('INSERT INTO search VALUES (?, ?)', title, markdown);
  for (const link of content.find('a[href]').toArray()) {
    await run(
      'INSERT INTO links VALUES (?, ?, ?)',
      file,
      $(link).attr('href'),
      $(link).text().trim(),
    );
  }
  for (const heading of content.find('h1, h2, h3, h4, h5, h6').toArray()) {
    await run(
      'INSERT INTO sections VALUES (?, ?, ?)',
      file,
      Number(heading.name.slice(1)),
      $(heading).text().trim(),
    );
  }
  await copyAttachments($, file);
  await writeFile(
    join(target, `${basename(file, '.html')}.md`),
    `---\ntitle: ${JSON.stringify(title)}\n---\n\n${markdown}\n`,
  );
}

await run('BEGIN');
for (const file of files) await convert(file);
await run('COMMIT');
database.close();
