/** Packages that are written are valid by every reading; each damage to one is found, and named. */
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { validateBag } from '../../src/bagit/validate-bag.ts';
import { writeBag, type PayloadFile } from '../../src/bagit/write-bag.ts';
import { BAG_PROBLEMS, type BagProblem } from '../../src/model/bag.ts';
import { AbortedError, OutputError } from '../../src/model/errors.ts';
import { bagitAccepts, BAGIT, HAS_SHA256SUM, sha256sumAccepts } from './foreign-validators.ts';
import { brokenRules } from './rfc-rules.ts';

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-bag-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const bag = join(work, 'bag');

const file = (path: string, text: string): PayloadFile => ({
  path,

  open: async function* () {
    yield Buffer.from(text);
  },
});

const PAYLOAD: readonly PayloadFile[] = [
  file('log.txt', 'The lamp was lit.'),
  file('empty', ''),
  file('notes/100% of it.md', 'All.'),
  file('notes/two\nlines\r.md', 'Line break in a name.'),
  file('notes/Núñez.md', 'Composed.'),
  file('~home/x', 'A personal space.'),
  {
    path: 'made.bin',
    make: (place) => {
      writeFileSync(place, Buffer.from([0, 1, 2]));
      return Promise.resolve();
    },
  },
];
const INFO = [
  ['Bagging-Date', '2024-05-06'],
  ['External-Description', 'A description that is longer than a line. '.repeat(4)],
] as const;

const codes = async (folder = bag): Promise<readonly BagProblem[]> =>
  (await validateBag(folder)).findings.map(({ problem }) => problem);

beforeEach(async () => {
  rmSync(bag, { recursive: true, force: true });
  await writeBag(bag, PAYLOAD, INFO);
});

describe('a package', () => {
  it('is valid, by the code and by the RFC', async () => {
    expect(brokenRules(bag)).toEqual([]);
    expect(await validateBag(bag)).toEqual({
      folder: bag,
      version: '1.0',
      algorithms: ['sha256'],
      payload: { files: 7, bytes: 17 + 4 + 21 + 9 + 17 + 3 },
      findings: [],
      remarks: [],
    });
  });

  it('has the files of the RFC, paths encoded and long values folded', () => {
    expect(readdirSync(bag).sort()).toEqual(
      ['bag-info.txt', 'bagit.txt', 'data', 'manifest-sha256.txt', 'tagmanifest-sha256.txt'].sort(),
    );
    const manifest = readFileSync(join(bag, 'manifest-sha256.txt'), 'utf8');
    expect(manifest).toContain('  data/notes/100%25 of it.md\n');
    expect(manifest).toContain('  data/notes/two%0Alines%0D.md\n');
    const info = readFileSync(join(bag, 'bag-info.txt'), 'utf8');
    expect(Math.max(...info.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(79);
    expect(info).toMatch(/\nPayload-Oxum: \d+\.7\n$/);
  });

  it.skipIf(BAGIT === null)('is accepted by the reference validator', () => {
    expect(bagitAccepts(bag)).toBe(true);
    appendFileSync(join(bag, 'data', 'log.txt'), '!');
    expect(bagitAccepts(bag)).toBe(false);
  });

  it.skipIf(!HAS_SHA256SUM)(
    'is accepted by sha256sum, where no name had to be encoded',
    async () => {
      const plain = join(work, 'plain');
      await writeBag(plain, PAYLOAD.slice(0, 2), []);
      expect(sha256sumAccepts(plain, 'manifest-sha256.txt')).toBe(true);
      expect(sha256sumAccepts(plain, 'tagmanifest-sha256.txt')).toBe(true);
    },
  );

  it('may be empty', async () => {
    const empty = join(work, 'empty');
    await writeBag(empty, [], []);
    expect([brokenRules(empty), await codes(empty)]).toEqual([[], []]);
  });

  it('takes any names', async () => {
    const name = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .map((text) => text.toWellFormed().replace(/[/\\\0]/g, '_'))
      .filter((text) => !['.', '..'].includes(text) && Buffer.byteLength(text) < 200);
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(name, { maxLength: 5 }), async (names) => {
        number += 1;
        const folder = join(work, 'names', String(number));
        await writeBag(
          folder,
          names.map((text) => file(text, text)),
          [],
        );
        expect(brokenRules(folder)).toEqual([]);
        expect(await codes(folder)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('writing', () => {
  it('refuses a folder that is not empty, and anything else in the way', async () => {
    const before = readdirSync(bag);
    await expect(writeBag(bag, PAYLOAD, INFO)).rejects.toThrow(OutputError);
    expect(readdirSync(bag)).toEqual(before);
    writeFileSync(join(work, 'file'), 'x');
    await expect(writeBag(join(work, 'file'), PAYLOAD, INFO)).rejects.toThrow(OutputError);
    mkdirSync(join(work, 'free'));
    await writeBag(join(work, 'free'), PAYLOAD, INFO);
    expect(await codes(join(work, 'free'))).toEqual([]);
  });

  it.each([
    ['fails', new Error('The source is gone.')],
    ['is stopped', null],
  ])('leaves nothing when it %s', async (_what, error) => {
    const parent = join(work, 'nothing');
    mkdirSync(parent, { recursive: true });
    const stop = new AbortController();
    const trouble: PayloadFile = {
      path: 'trouble',
      make: () => {
        if (error !== null) return Promise.reject(error);
        stop.abort();
        return Promise.resolve();
      },
    };
    const writing = writeBag(
      join(parent, 'bag'),
      [file('a', 'a'), { path: 'b', make: trouble.make }, file('c', 'c')],
      [],
      { signal: stop.signal },
    );
    await expect(writing).rejects.toThrow(error === null ? undefined : error.message);
    expect(readdirSync(parent)).toEqual([]);
  });

  it('removes what a killed run left, and leaves a living one alone', async () => {
    const parent = join(work, 'killed');
    mkdirSync(join(parent, '.bag.unfinished-99999999', 'data'), { recursive: true });
    mkdirSync(join(parent, `.bag.unfinished-${String(process.ppid)}`));
    await writeBag(join(parent, 'bag'), [], []);
    expect(readdirSync(parent).sort()).toEqual([`.bag.unfinished-${String(process.ppid)}`, 'bag']);
  });

  it('refuses paths that lead out of the package, and two files of one name', async () => {
    const target = join(work, 'hostile');
    for (const path of ['../x', '/x', 'a/../../x', 'a//b', '', '..\\x']) {
      await expect(writeBag(target, [file(path, 'x')], [])).rejects.toThrow(OutputError);
    }
    await expect(writeBag(target, [file('a', '1'), file('a', '2')], [])).rejects.toThrow(
      /cannot be/,
    );
    expect(existsSync(target)).toBe(false);
  });
});

/** Writes a tag file anew, and the tag manifest so that it still fits. */
function retag(name: string, change: (text: string) => string | Buffer): void {
  writeFileSync(join(bag, name), change(readFileSync(join(bag, name), 'utf8')));
  const tags = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'manifest-sha512.txt'];
  const lines = tags
    .filter((tag) => existsSync(join(bag, tag)))
    .map((tag) => {
      const sha256 = createHash('sha256')
        .update(readFileSync(join(bag, tag)))
        .digest('hex');
      return `${sha256}  ${tag}\n`;
    });
  writeFileSync(join(bag, 'tagmanifest-sha256.txt'), lines.join(''));
}

const inBag = (path: string): string => join(bag, path);
const HASH = 'a'.repeat(64);

/** Each damage, and what must be said of it. */
const DAMAGES: readonly (readonly [what: string, damage: () => void, problem: BagProblem])[] = [
  [
    'a byte changed',
    () => {
      writeFileSync(inBag('data/log.txt'), 'The lamp was lat.');
    },
    'file-changed',
  ],
  [
    'a file cut off',
    () => {
      writeFileSync(inBag('data/log.txt'), 'The');
    },
    'oxum-wrong',
  ],
  [
    'a file added',
    () => {
      writeFileSync(inBag('data/new.txt'), '');
    },
    'file-unlisted',
  ],
  [
    'a file removed',
    () => {
      rmSync(inBag('data/log.txt'));
    },
    'file-missing',
  ],
  [
    'a file renamed',
    () => {
      renameSync(inBag('data/log.txt'), inBag('data/Log.txt'));
    },
    'file-unlisted',
  ],
  [
    'a link to a file',
    () => {
      symlinkSync('/etc/passwd', inBag('data/link'));
    },
    'not-a-file',
  ],
  [
    'a folder for a file',
    () => {
      rmSync(inBag('data/log.txt'));
      mkdirSync(inBag('data/log.txt'));
    },
    'file-missing',
  ],
  [
    'no payload',
    () => {
      rmSync(inBag('data'), { recursive: true });
    },
    'payload-missing',
  ],
  [
    'no declaration',
    () => {
      rmSync(inBag('bagit.txt'));
    },
    'declaration-missing',
  ],
  [
    'a declaration of one line',
    () => {
      retag('bagit.txt', () => 'BagIt-Version: 1.0\n');
    },
    'declaration-malformed',
  ],
  [
    'a declaration of three lines',
    () => {
      retag('bagit.txt', (text) => `${text}More: x\n`);
    },
    'declaration-malformed',
  ],
  [
    'a declaration in another order',
    () => {
      retag('bagit.txt', () => 'Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n');
    },
    'declaration-malformed',
  ],
  [
    'a version of the future',
    () => {
      retag('bagit.txt', (text) => text.replace('1.0', '9.0'));
    },
    'version-unknown',
  ],
  [
    'an unknown encoding',
    () => {
      retag('bagit.txt', (text) => text.replace('UTF-8', 'Morse'));
    },
    'encoding-unknown',
  ],
  [
    'a byte order mark',
    () => {
      retag('bag-info.txt', (text) => `\uFEFF${text}`);
    },
    'byte-order-mark',
  ],
  [
    'bytes that are no UTF-8',
    () => {
      retag('bag-info.txt', () => Buffer.from([0x41, 0xff, 0x0a]));
    },
    'tag-file-undecodable',
  ],
  [
    'no manifest',
    () => {
      rmSync(inBag('manifest-sha256.txt'));
    },
    'manifest-missing',
  ],
  [
    'a manifest line without checksum',
    () => {
      retag('manifest-sha256.txt', (text) => `${text}data/log.txt\n`);
    },
    'line-malformed',
  ],
  [
    'a percent sign that was not encoded',
    () => {
      retag('manifest-sha256.txt', (text) => text.replace('%25', '%'));
    },
    'line-malformed',
  ],
  [
    'a file listed twice',
    () => {
      retag('manifest-sha256.txt', (text) => `${text}${HASH}  data/log.txt\n`);
    },
    'listed-twice',
  ],
  [
    'a path that climbs out',
    () => {
      retag('manifest-sha256.txt', (text) => `${text}${HASH}  data/../../x\n`);
    },
    'path-unsafe',
  ],
  [
    'an absolute path',
    () => {
      retag('manifest-sha256.txt', (text) => `${text}${HASH}  /etc/passwd\n`);
    },
    'path-unsafe',
  ],
  [
    'a path in a home',
    () => {
      retag('manifest-sha256.txt', (text) => `${text}${HASH}  ~root/x\n`);
    },
    'path-unsafe',
  ],
  [
    'a payload manifest that lists a tag file',
    () => {
      retag('manifest-sha256.txt', (text) => `${text}${HASH}  bagit.txt\n`);
    },
    'path-misplaced',
  ],
  [
    'a tag manifest that lists payload',
    () => {
      appendFileSync(inBag('tagmanifest-sha256.txt'), `${HASH}  data/log.txt\n`);
    },
    'path-misplaced',
  ],
  [
    'a tag manifest without the payload manifest',
    () => {
      writeFileSync(inBag('tagmanifest-sha256.txt'), '');
    },
    'manifest-unlisted',
  ],
  [
    'a tag file changed',
    () => {
      appendFileSync(inBag('bag-info.txt'), 'Contact-Name: Me\n');
    },
    'file-changed',
  ],
  [
    'an oxum of other size',
    () => {
      retag('bag-info.txt', (text) => text.replace(/Oxum: \d+/, 'Oxum: 1'));
    },
    'oxum-wrong',
  ],
  [
    'an oxum of other count',
    () => {
      retag('bag-info.txt', (text) => text.replace(/\.7\n/, '.8\n'));
    },
    'oxum-wrong',
  ],
  [
    'an oxum that is no number',
    () => {
      retag('bag-info.txt', (text) => text.replace(/Oxum: .*/, 'Oxum: much'));
    },
    'oxum-malformed',
  ],
  [
    'two oxums',
    () => {
      retag('bag-info.txt', (text) => `${text}payload-oxum: 1.1\n`);
    },
    'oxum-malformed',
  ],
  [
    'metadata without a label',
    () => {
      retag('bag-info.txt', (text) => `${text}no label here\n`);
    },
    'line-malformed',
  ],
  [
    'a checksum of another kind',
    () => {
      retag('manifest-sha256.txt', (text) => {
        writeFileSync(inBag('manifest-crc99.txt'), text);
        return text;
      });
    },
    'algorithm-unknown',
  ],
  [
    'a second manifest that lacks a file',
    () => {
      const sha512 = createHash('sha512').update('The lamp was lit.').digest('hex');
      writeFileSync(inBag('manifest-sha512.txt'), `${sha512} data/log.txt\n`);
      retag('bagit.txt', (text) => text);
    },
    'manifests-disagree',
  ],
  [
    'a file to fetch that no manifest lists',
    () => {
      writeFileSync(inBag('fetch.txt'), 'https://example.org/x 12 data/far.bin\n');
    },
    'fetch-unlisted',
  ],
  [
    'a line to fetch without a length',
    () => {
      writeFileSync(inBag('fetch.txt'), 'https://example.org/x data/far.bin\n');
    },
    'line-malformed',
  ],
];

describe('validation', () => {
  it.each(DAMAGES)('finds %s', async (_what, damage, problem) => {
    damage();
    const { findings } = await validateBag(bag);
    expect(findings.map((finding) => finding.problem)).toContain(problem);
  });

  it('was tried with every problem there is', () => {
    expect(new Set(DAMAGES.map(([, , problem]) => problem))).toEqual(
      new Set(Object.keys(BAG_PROBLEMS)),
    );
  });

  it('agrees with the rules of the RFC about each damage that they know', async () => {
    const unknown: string[] = [];
    for (const [what, damage] of DAMAGES) {
      rmSync(bag, { recursive: true, force: true });
      await writeBag(bag, PAYLOAD, INFO);
      damage();
      let isBroken = true;
      try {
        isBroken = brokenRules(bag).length > 0;
      } catch {
        // So broken that the plain reading gives up.
      }
      if (!isBroken) unknown.push(what);
    }
    expect(unknown).toEqual([
      'a file to fetch that no manifest lists',
      'a line to fetch without a length',
    ]);
  });

  it('finds any byte that changed', async () => {
    const paths = readdirSync(bag, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path).length > 0);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.nat(),
        fc.nat({ max: 7 }),
        async (path, place, bit) => {
          const before = readFileSync(path);
          const after = Buffer.from(before);
          const at = place % after.length;
          after[at] = (after[at] ?? 0) ^ (1 << bit);
          writeFileSync(path, after);
          const found = await codes();
          writeFileSync(path, before);
          // A checksum may be written in capitals, and its tag manifest is covered by none.
          const isSame =
            path.endsWith('tagmanifest-sha256.txt') &&
            /[\da-f]/i.test(String.fromCharCode(before[at] ?? 0)) &&
            bit === 5;
          if (!isSame) expect([path, at, bit, found.length > 0]).toEqual([path, at, bit, true]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('takes several manifests that agree, checksums in capitals, and other line ends', async () => {
    const lines = readFileSync(inBag('manifest-sha256.txt'), 'utf8').split('\n').slice(0, -1);
    const paths = lines.map((line) => line.slice(66));
    const decoded = (path: string): string =>
      path.replaceAll('%25', '%').replaceAll('%0A', '\n').replaceAll('%0D', '\r');
    const sha512 = (path: string): string =>
      createHash('sha512')
        .update(readFileSync(inBag(decoded(path))))
        .digest('hex');
    writeFileSync(
      inBag('manifest-sha512.txt'),
      paths.map((path) => `${sha512(path).toUpperCase()}\t ${path}\r\n`).join(''),
    );
    retag('bag-info.txt', (text) => text.replaceAll('\n', '\r'));
    const report = await validateBag(bag);
    expect(report.findings).toEqual([]);
    expect(report.algorithms).toEqual(['sha256', 'sha512']);
  });

  it('reads older packages by their rules', async () => {
    retag('bagit.txt', (text) => text.replace('1.0', '0.97'));
    retag('bag-info.txt', (text) => text.replace('Bagging-Date: ', 'Bagging-Date :   '));
    const sha512 = createHash('sha512').update('The lamp was lit.').digest('hex');
    writeFileSync(inBag('manifest-sha512.txt'), `${sha512} data/log.txt\n`);
    retag('bagit.txt', (text) => text);
    expect((await validateBag(bag)).findings).toEqual([]);
  });

  it('remarks on what is only unwise', async () => {
    const listed = readFileSync(inBag('manifest-sha256.txt'), 'utf8');
    const upper = createHash('sha256').update('').digest('hex');
    writeFileSync(inBag('data/LOG.txt'), '');
    retag('bag-info.txt', (text) => text.replace(/Payload-Oxum.*\n/, 'Contact-Name: Me'));
    retag(
      'manifest-sha256.txt',
      () =>
        `${listed.replace('  data/log', ' *data/log').replace('Núñez', 'Núñez'.normalize('NFD'))}${upper}  data/LOG.txt\n`,
    );
    const { findings, remarks } = await validateBag(bag);
    expect(findings).toEqual([]);
    expect(remarks.map(({ remark }) => remark).sort()).toEqual(
      ['asterisk', 'line-unterminated', 'name-composed-otherwise', 'names-alike'].sort(),
    );
  });

  it('needs a folder, and stops when it is told to', async () => {
    await expect(validateBag(join(work, 'nowhere'))).rejects.toThrow(OutputError);
    const signal = AbortSignal.abort();
    await expect(validateBag(bag, { signal })).rejects.toThrow(AbortedError);
  });

  it('does not look outside: a package that is copied elsewhere is the same', async () => {
    const copy = join(work, 'copy');
    cpSync(bag, copy, { recursive: true });
    expect(await codes(copy)).toEqual([]);
  });
});
