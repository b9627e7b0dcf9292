/** Every page of an import with both its sides, ready to be audited with other Markdown. */
import { openArchive } from '../../src/archive/open.ts';
import { comparedWith, filesOf, sidesOf } from '../../src/pipeline/audit-pages.ts';
import { openSource } from '../../src/source/source.ts';
import type { AuditResult } from '../../src/audit/index.ts';

export interface AuditablePage {
  readonly sourcePath: string;
  readonly markdown: string;
  audit(markdown: string): AuditResult;
}

/** @param every of that many pages one is taken. */
export async function auditablePages(
  place: { readonly archive: string; readonly markdown: string; readonly source: string },
  every = 1,
): Promise<AuditablePage[]> {
  const archive = await openArchive(place.archive);
  const source = await openSource(place.source);
  try {
    const ids = (await archive.pageSummaries()).map(({ id }) => id);
    const chosen = ids.filter((_, at) => at % every === 0);
    const ledgers = await archive.pageLedgers(chosen);
    const files = filesOf([source]);
    const pages: AuditablePage[] = [];
    for (const page of await archive.publishablePages(chosen)) {
      const sides = await sidesOf(page, place.markdown, files);
      if (typeof sides === 'string') throw new Error(`${page.sourcePath}: ${sides}`);
      pages.push({
        sourcePath: page.sourcePath,
        markdown: sides.markdown,
        audit: (markdown) =>
          comparedWith(page, { ...sides, markdown }, ledgers.get(page.summary.id)).result,
      });
    }
    return pages;
  } finally {
    await source.close();
    await archive.close();
  }
}
