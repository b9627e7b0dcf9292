/**
 * `redirects.nginx.conf`: two tables for nginx (https://nginx.org/docs/http/ngx_http_map_module.html).
 *
 * The key is `$uri`, which nginx has decoded, and of the parameters only those that name a page: so
 * it does not matter how a browser encodes a title, or that a link ends in `?src=search`.
 */
import { addressOf } from './addresses.ts';
import { compareText } from './page-order.ts';
import type { Redirects } from './redirects.ts';

const PARAMETERS = ['pageId', 'key', 'spaceKey', 'title'];
const KEY = `$uri?${PARAMETERS.map((name) => `$arg_${name}`).join('')}`;

/** nginx reads a configuration through a buffer of 4096 bytes, and a word must fit into it. */
const LONGEST = 3000;

const HEAD = `# Redirects from the addresses of the wiki to the files of this folder, for nginx.
# In the http block:    include /path/to/redirects.nginx.conf;
# In the server block:  if ($wiki_file) { return 301 $wiki_file; }
#                       if ($wiki_gone) { return 410; }
# Had the wiki a context path, put before these: rewrite ^/confluence(/.*)$ $1;
# Where the files lie in a folder of the site: return 301 /folder$wiki_file;
# The next two lines must go if your http block has its own, which must not be smaller.
`;

// eslint-disable-next-line no-control-regex -- no configuration holds control characters
const CONTROL = /[\u0000-\u001F\u007F]/;

const quoted = (text: string): string => `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;

/** As nginx compares: without regard to case, of ASCII only. */
const folded = (key: string): string => key.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** An address in the ways in which it may be asked for: a space may come as `+` or as `%20`. */
function keysOf(from: string): string[] {
  const variants = [from, from.replaceAll('+', '%20'), from.replaceAll('%20', '+')];
  const keys = variants.map((variant) => {
    const [path = '', query = ''] = variant.split('?');
    const given = new Map(query.split('&').map((pair) => pair.split('=') as [string, string]));
    const values = PARAMETERS.map((name) => given.get(name) ?? '');
    return `${decodeURIComponent(path)}?${values.join('')}`;
  });
  return [...new Set(keys)].filter(
    (key) => Buffer.byteLength(key) <= LONGEST && !CONTROL.test(key),
  );
}

const isTiny = (from: string): boolean => from.startsWith('/x/');

/**
 * Two tiny links may differ by case alone; only a regular expression tells these apart. Their
 * characters mean nothing in one, but for the question mark.
 */
const exactly = (key: string): string => `~^${key.replace('?', '[?]')}$`;

interface Entry {
  readonly key: string;
  readonly to: string | null;
}

function entriesOf(redirects: Redirects): readonly Entry[] {
  const tinies = new Map<string, number>();
  for (const from of redirects.keys())
    if (isTiny(from)) tinies.set(folded(from), (tinies.get(folded(from)) ?? 0) + 1);
  const taken = new Set<string>();
  const entries: Entry[] = [];
  for (const [from, { to }] of redirects)
    for (const plain of keysOf(from)) {
      const isShared = isTiny(from) && (tinies.get(folded(from)) ?? 0) > 1;
      const key = isShared ? exactly(plain) : plain;
      const place = isShared ? key : folded(key);
      // nginx refuses a table that has a key twice.
      if (taken.has(place)) continue;
      taken.add(place);
      entries.push({ key, to });
    }
  return entries.sort((a, b) => compareText(a.key, b.key));
}

function powerOfTwo(least: number, start: number): number {
  let power = start;
  while (power < least) power *= 2;
  return power;
}

function table(variable: string, lines: readonly string[]): string {
  return `map ${quoted(KEY)} ${variable} {\n  default "";\n${lines.join('')}}\n`;
}

export function nginxRedirects(redirects: Redirects): string {
  const entries = entriesOf(redirects);
  const longest = entries.reduce((most, { key }) => Math.max(most, Buffer.byteLength(key)), 0);
  const files: string[] = [];
  const gone: string[] = [];
  for (const { key, to } of entries) {
    if (to === null) gone.push(`  ${quoted(key)} 1;\n`);
    else files.push(`  ${quoted(key)} ${quoted(addressOf(to))};\n`);
  }
  return [
    HEAD,
    // A key lies in its bucket with two pointers and its length, rounded up to a pointer.
    `map_hash_bucket_size ${String(powerOfTwo(longest + 32, 128))};\n`,
    `map_hash_max_size ${String(powerOfTwo(2 * entries.length, 2048))};\n\n`,
    table('$wiki_file', files),
    '\n',
    table('$wiki_gone', gone),
  ].join('');
}
