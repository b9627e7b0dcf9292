/** The audit of the audit: whatever is taken from a published page, it must be missed. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { importExport } from '../../src/index.ts';
import { damaged, KINDS, spansIn, type Kind } from './mutations.ts';
import { auditablePages, type AuditablePage } from './published-pages.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');
const shared = process.env.SHARED ?? fileURLToPath(new URL('../../../shared/', import.meta.url));
const corpus = join(shared, 'corpus');
const hasCorpus = existsSync(corpus);

const work = mkdtempSync(join(tmpdir(), 'confluence-archive-mutations-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

async function published(source: string, name: string, every: number): Promise<AuditablePage[]> {
  const [archive, markdown] = [join(work, `${name}.sqlite`), join(work, name)];
  await importExport({ sources: [source], archive, markdown });
  return auditablePages({ archive, markdown, source }, every);
}

const isMissed = (page: AuditablePage, markdown: string): boolean => {
  const { audit } = page.audit(markdown);
  return audit.losses.some(({ reason }) => reason === null) || audit.foreignWords.length > 0;
};

/** A few places of each kind, spread over the page; the same ones in each run. */
const some = <Item>(items: readonly Item[], most: number): Item[] =>
  items.filter((_, at) => at % Math.max(1, Math.floor(items.length / most)) === 0).slice(0, most);

interface Tried {
  readonly counts: Map<Kind, number>;
  readonly unnoticed: string[];
}

function tryAll(pages: readonly AuditablePage[], most: number): Tried {
  const counts = new Map<Kind, number>(KINDS.map((kind) => [kind, 0]));
  const unnoticed: string[] = [];
  for (const page of pages) {
    for (const [kind, spans] of spansIn(page.markdown)) {
      for (const span of some(spans, most)) {
        const mutation = damaged(page.markdown, span);
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if (!isMissed(page, mutation.markdown)) {
          unnoticed.push(`${page.sourcePath}: ${kind} ${JSON.stringify(mutation.text)}`);
        }
      }
    }
  }
  return { counts, unnoticed };
}

describe('one thing less in a page of the fixtures', () => {
  const all = new Map<Kind, number>();
  const slugs = readdirSync(FIXTURES, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  it.each(slugs.map(({ name }) => name))('%s is noticed', async (slug) => {
    const pages = await published(join(FIXTURES, slug, 'source'), slug, 1);
    expect(pages.length).toBeGreaterThan(0);
    for (const page of pages) {
      expect(isMissed(page, page.markdown), `${page.sourcePath} as it is`).toBe(false);
    }
    const { counts, unnoticed } = tryAll(pages, 40);
    for (const [kind, count] of counts) all.set(kind, (all.get(kind) ?? 0) + count);
    expect(unnoticed).toEqual([]);
  });

  it('was tried for each kind', () => {
    for (const kind of KINDS) expect([kind, (all.get(kind) ?? 0) > 10]).toEqual([kind, true]);
  });
});

const exports_ = hasCorpus
  ? readdirSync(corpus).filter((name) => statSync(join(corpus, name)).isDirectory())
  : ['(not here)'];

describe.skipIf(!hasCorpus)('one thing less in a page of the corpus', () => {
  it.each(exports_)(
    '%s is noticed',
    async (name) => {
      const pages = await published(join(corpus, name), `corpus-${name}`, 9);
      const { counts, unnoticed } = tryAll(pages, 3);
      expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(3);
      expect(unnoticed).toEqual([]);
    },
    120_000,
  );
});
