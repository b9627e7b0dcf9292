/**
 * The rules of RFC 8493 for a valid bag, written down once more and plainly, from the RFC alone:
 * shares nothing with the code that writes and validates packages.
 */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Sentences about what is wrong; [] for a valid bag. */
export function brokenRules(bag: string): string[] {
  const wrong: string[] = [];
  const must = (holds: boolean, rule: string): void => {
    if (!holds) wrong.push(rule);
  };
  const text = (name: string): string => readFileSync(join(bag, name), 'utf8');
  const all = readdirSync(bag, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(bag, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const isData = (path: string): boolean => path.startsWith('data/');

  // 2.1.1
  must(existsSync(join(bag, 'bagit.txt')), 'bagit.txt is there');
  if (!existsSync(join(bag, 'bagit.txt'))) return wrong;
  must(
    /^BagIt-Version: 1\.0\r?\nTag-File-Character-Encoding: UTF-8\r?\n?$/.test(text('bagit.txt')),
    'bagit.txt has two lines',
  );
  // 2.1.2
  must(
    existsSync(join(bag, 'data')) && lstatSync(join(bag, 'data')).isDirectory(),
    'data is there',
  );
  // 2.1.3
  const manifests = all.filter((path) => /^manifest-\w+\.txt$/.test(path));
  const tagManifests = all.filter((path) => /^tagmanifest-\w+\.txt$/.test(path));
  must(manifests.length > 0, 'there is a payload manifest');
  for (const name of [...manifests, ...tagManifests]) {
    const algorithm = name.replace(/^.*manifest-(\w+)\.txt$/, '$1');
    const listed: string[] = [];
    for (const line of text(name).split('\n').slice(0, -1)) {
      const at = line.search(/[ \t]/);
      const path = line
        .slice(at)
        .trimStart()
        .replace(/%0a/gi, '\n')
        .replace(/%0d/gi, '\r')
        .replaceAll('%25', '%');
      must(!/%(?!0a|0d|25)/i.test(line), `${name} encodes each percent sign`);
      must(/^[\da-f]+$/i.test(line.slice(0, at)), `${name} has checksums in hex`);
      must(!/(?:^|\/)\.\.(?:\/|$)|^[/~]/.test(path), `${name} lists no path out of the bag`);
      must(isData(path) === manifests.includes(name), `${name} lists what it is for`);
      must(!listed.includes(path), `${name} lists each file once`);
      listed.push(path);
      if (wrong.length > 0) continue;
      must(all.includes(path), `${path} of ${name} is there`);
      if (!all.includes(path)) continue;
      const actual = createHash(algorithm)
        .update(readFileSync(join(bag, path)))
        .digest('hex');
      must(actual === line.slice(0, at).toLowerCase(), `${path} has the checksum of ${name}`);
    }
    if (manifests.includes(name)) {
      for (const path of all.filter(isData)) must(listed.includes(path), `${name} lists ${path}`);
    } else {
      for (const other of manifests) must(listed.includes(other), `${name} lists ${other}`);
    }
  }
  // 2.2.2
  if (existsSync(join(bag, 'bag-info.txt'))) {
    const lines = text('bag-info.txt').split('\n').slice(0, -1);
    for (const line of lines)
      must(/^(?:[^\s:][^:]*: |[ \t])/.test(line), 'bag-info.txt has labels');
    const oxums = lines.filter((line) => /^payload-oxum: /i.test(line));
    const sizes = all.filter(isData).map((path) => lstatSync(join(bag, path)).size);
    const oxum = `${String(sizes.reduce((sum, size) => sum + size, 0))}.${String(sizes.length)}`;
    must(oxums.length <= 1, 'there is one Payload-Oxum at most');
    if (oxums.length === 1) must(oxums[0] === `Payload-Oxum: ${oxum}`, 'Payload-Oxum is right');
  }
  // 2.3
  for (const name of ['bagit.txt', 'bag-info.txt', ...manifests, ...tagManifests]) {
    if (!all.includes(name)) continue;
    const bytes = readFileSync(join(bag, name));
    must(bytes.equals(Buffer.from(bytes.toString('utf8'))), `${name} is UTF-8`);
    must(bytes[0] !== 0xef, `${name} has no byte order mark`);
    must(bytes.length === 0 || bytes.at(-1) === 0x0a, `the last line of ${name} ends`);
  }
  return wrong;
}
