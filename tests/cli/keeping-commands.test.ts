/** `confluence-archive verify` and `package` over a library that answers with samples. */
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/program.ts';
import type { Library } from '../../src/cli/library.ts';
import { ArchiveError, OutputError } from '../../src/model/errors.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { sampleBag, sampleCheck, samplePackage } from './sample-check.ts';
import { sampleLibrary } from './sample-library.ts';

async function cli(args: readonly string[], watched: Partial<Library> = {}) {
  const terminal = fakeTerminal();
  const library = sampleLibrary(watched);
  const code = await run(args, { library, terminal, version: '1.2.3' });
  return { code, out: terminal.out(), err: terminal.err() };
}

/** A call of the library that notes its options and gives an answer. */
function watch<Options, Report>(answer: Report) {
  const calls: Options[] = [];
  const call = (options: Options): Promise<Report> => {
    calls.push(options);
    return Promise.resolve(answer);
  };
  return { calls, call };
}

const damaged = sampleCheck({
  findings: [
    { problem: 'original-missing', path: 'ab/abc.gz', detail: 'Tides_1.html' },
    { problem: 'file-changed', path: 'SEA/Ti\u001b[31mdes.md', detail: null },
    { problem: 'archive-damaged', path: null, detail: 'row 3 missing from index' },
  ],
  strays: ['cd/stray'],
  ownFiles: 2,
});

describe('verify', () => {
  it('has defaults, and hands everything to the library', async () => {
    const { calls, call } = watch(sampleCheck());
    await cli(['verify'], { verifyArchive: call });
    await cli(['verify', '--archive', 'a', '--markdown', 'b'], { verifyArchive: call });
    await cli(['verify', '--no-markdown'], { verifyArchive: call });
    expect(calls).toMatchObject([
      { archive: 'output/archive.sqlite', markdown: 'output/markdown' },
      { archive: 'a', markdown: 'b' },
      { archive: 'output/archive.sqlite', markdown: null },
    ]);
  });

  it('says what it has checked, and exits with 0', async () => {
    const { code, out } = await cli(['verify']);
    expect(code).toBe(0);
    expect(out).toBe(`Verified in 1.2 s: everything is as it was

Archive:   /here/archive.sqlite
Originals: 17 unpacked and hashed
Markdown:  /here/markdown, 13 files hashed (11 pages, 2 attachments)
`);
  });

  it('names what is changed or missing with what to do, and exits with 1', async () => {
    const { call } = watch(damaged);
    const { code, out } = await cli(['verify'], { verifyArchive: call });
    expect(code).toBe(1);
    expect(out).toContain('3 things changed or missing');
    expect(out).toContain(
      'original-missing × 1: The stored bytes of a source file are gone.\n  Restore',
    );
    expect(out).toContain('    ab/abc.gz (Tides_1.html)\n');
    expect(out).toContain('    SEA/Ti\\u{1b}[31mdes.md\n');
    expect(out).toContain('    row 3 missing from index\n');
    expect(out).toContain('2 files more are somebody’s own');
    expect(out).toContain('    cd/stray\n');
    const quiet = await cli(['verify', '--quiet'], { verifyArchive: call });
    expect([quiet.code, quiet.out]).toEqual([1, '']);
    const json = await cli(['verify', '--json'], { verifyArchive: call });
    expect(JSON.parse(json.out)).toEqual(JSON.parse(JSON.stringify(damaged)));
  });

  it('validates a package, alone', async () => {
    const { calls, call } = watch(sampleBag());
    const { code, out } = await cli(['verify', '--package', 'p'], { validatePackage: call });
    expect([code, calls]).toMatchObject([0, [{ folder: 'p' }]]);
    expect(out).toBe('The package /here/package is valid\n\nBagIt 1.0, sha256: 32 files, 1.2 MB\n');
    expect((await cli(['verify', '--package', 'p', '--archive', 'a'])).code).toBe(2);
    expect((await cli(['verify', '--package', 'p', '--no-markdown'])).code).toBe(2);
  });

  it('says why a package is not valid', async () => {
    const { call } = watch(
      sampleBag({
        version: null,
        findings: [{ problem: 'file-changed', path: 'data/x', detail: 'manifest-sha256.txt' }],
        remarks: [{ remark: 'names-alike', path: 'data/X' }],
      }),
    );
    const { code, out } = await cli(['verify', '--package', 'p'], { validatePackage: call });
    expect(code).toBe(1);
    expect(out).toContain('is not valid: 1 finding');
    expect(out).toContain('    data/x (manifest-sha256.txt)\n');
    expect(out).toContain('names-alike × 1: ');
  });

  it('reports an error in one line and one of advice', async () => {
    const verifyArchive = () => Promise.reject(new ArchiveError('There is none.', 'Make one.'));
    const { code, err } = await cli(['verify'], { verifyArchive });
    expect([code, err]).toEqual([4, 'error: There is none.\nMake one.\n']);
  });
});

describe('package', () => {
  it('has defaults, and hands everything to the library', async () => {
    const { calls, call } = watch(samplePackage());
    await cli(['package', 'p'], { packageArchive: call });
    await cli(['package', 'p', '--archive', 'a', '--markdown', 'b', '--no-originals'], {
      packageArchive: call,
    });
    await cli(['package', 'p', '--no-markdown'], { packageArchive: call });
    expect(calls).toMatchObject([
      {
        folder: 'p',
        archive: 'output/archive.sqlite',
        markdown: 'output/markdown',
        originals: true,
      },
      { folder: 'p', archive: 'a', markdown: 'b', originals: false },
      { folder: 'p', markdown: null, originals: true },
    ]);
    expect((await cli(['package'])).code).toBe(2);
  });

  it('says what is in it, and what was packed as it is', async () => {
    const { findings } = damaged;
    const { call } = watch(samplePackage({ leftOut: ['.git/'], findings: findings.slice(1, 2) }));
    const { code, out } = await cli(['package', 'p'], { packageArchive: call });
    expect(code).toBe(0);
    expect(out).toContain('Package: /here/package (32 files, 1.2 MB)\n');
    expect(out).toContain('data/archive.originals: 17 files\n');
    expect(out).toContain('Left out: 1 hidden file or link\n');
    expect(out).toContain('Packed as it is:\nfile-changed × 1: ');
    expect(out).toContain('  confluence-archive verify --package /here/package\n');
    const json = await cli(['package', 'p', '--json']);
    expect(JSON.parse(json.out)).toEqual(samplePackage());
    expect((await cli(['package', 'p', '--quiet'])).out).toBe('');
  });

  it('reports an error in one line and one of advice', async () => {
    const packageArchive = () => Promise.reject(new OutputError('It is full.', 'Empty it.'));
    const { code, err } = await cli(['package', 'p'], { packageArchive });
    expect([code, err]).toEqual([4, 'error: It is full.\nEmpty it.\n']);
  });
});
