/** The records of every real page: what the page says of itself must have arrived in them. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportDocument, RawBreadcrumb } from '../../src/model/document.ts';
import type { PageRecord, SpaceRef } from '../../src/model/page.ts';
import { convertPage } from '../../src/pipeline/convert.ts';
import { parseFile } from '../../src/pipeline/read-file.ts';
import { isIndexName } from '../../src/pipeline/scan.ts';

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));

const UNKNOWN: SpaceRef = { key: null, name: null };

interface Converted {
  readonly path: string;
  readonly record: PageRecord;
  /** Copied before the conversion uses the document up. */
  readonly breadcrumbs: readonly RawBreadcrumb[];
  readonly attachments: number;
  readonly comments: number;
}

const isCandidate = (path: string): boolean =>
  /^(?:corpus\/[^/]+|seeds)\//.test(path) &&
  /\.(?:html|md|txt)$/.test(path) &&
  !path.includes('attachments/');

/** Indexes first, as an import reads them, because they know the space. */
function filesInOrder(): string[] {
  const paths = (readdirSync(shared, { recursive: true }) as string[])
    .map((path) => path.replaceAll('\\', '/'))
    .filter(isCandidate)
    .sort();
  return [
    ...paths.filter((path) => isIndexName(path)),
    ...paths.filter((path) => !isIndexName(path)),
  ];
}

function convert(document: ExportDocument, space: SpaceRef, bytes: Uint8Array): Converted {
  const { sourcePath: path, breadcrumbs, attachments, comments } = document;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    path,
    breadcrumbs,
    attachments: attachments.length,
    comments: comments.length,
    record: convertPage(document, { sha256, space, diagnostics: [] }),
  };
}

describe.skipIf(!existsSync(`${shared}corpus`))('records of real pages', () => {
  const pages: Converted[] = [];
  const failed: string[] = [];

  beforeAll(async () => {
    const spaces = new Map<string, SpaceRef>();
    for (const path of filesInOrder()) {
      const bytes = readFileSync(shared + path);
      try {
        const { result } = await parseFile(path, bytes, null);
        if (result?.kind === 'index') spaces.set(dirname(path), result);
        if (result?.kind !== 'page') continue;
        pages.push(convert(result, spaces.get(dirname(path)) ?? UNKNOWN, bytes));
      } catch (error) {
        failed.push(`${path}: ${String(error)}`);
      }
    }
  }, 300_000);

  const pathsWhere = (isWrong: (page: Converted) => boolean): string[] =>
    pages.filter(isWrong).map(({ path }) => path);

  it('exist for every page', () => {
    expect(failed).toEqual([]);
    expect(pages.filter(({ path }) => path.endsWith('.html')).length).toBeGreaterThan(1100);
    expect(pages.filter(({ path }) => path.startsWith('seeds/'))).toHaveLength(5);
  });

  it('name a person and an ISO day wherever the page has the line', () => {
    const stating = pages.filter(({ record }) => record.metadataRaw !== null);
    expect(stating.length).toBeGreaterThan(1300);
    const days = (record: PageRecord): (string | null)[] => [
      record.createdOn,
      record.lastModifiedOn,
    ];
    expect(
      pathsWhere(({ record }) => {
        if (record.metadataRaw === null) return false;
        const person = (record.creator ?? record.lastModifier)?.displayName ?? '';
        const day = days(record).find((date) => date !== null) ?? '';
        return person === '' || !/^\d{4}-\d{2}-\d{2}$/.test(day);
      }),
    ).toEqual([]);
  });

  it('hold every item of the breadcrumb, in order', () => {
    expect(
      pathsWhere(({ record, breadcrumbs }) => {
        const rows = record.breadcrumbs.map(({ title, href }) => ({ title, href }));
        return JSON.stringify(rows) !== JSON.stringify(breadcrumbs);
      }),
    ).toEqual([]);
    const rows = pages.flatMap(({ record }) => record.breadcrumbs);
    expect(rows.length).toBeGreaterThan(3500);
    expect(rows.filter(({ title }) => title === '')).toEqual([]);
  });

  it('have a title and a space; only plain-text dumps state none', () => {
    expect(
      pathsWhere(
        ({ record }) => record.format !== 'plain-text' && (record.title ?? '').trim() === '',
      ),
    ).toEqual([]);
    expect(
      pathsWhere(({ record }) => record.format !== 'plain-text' && record.space.name === null),
    ).toEqual([]);
    expect(
      pathsWhere(({ record }) => (record.title ?? '').startsWith(`${record.space.name} : `)),
    ).toEqual([]);
  });

  it('keep listed attachments and comments', () => {
    expect(
      pathsWhere(({ record, attachments }) => record.attachments.length < attachments),
    ).toEqual([]);
    expect(pathsWhere(({ record, comments }) => record.comments.length !== comments)).toEqual([]);
    const comments = pages.flatMap(({ record }) => record.comments);
    expect(comments).toHaveLength(80);
    expect(comments.filter(({ createdAt }) => createdAt === null)).toEqual([]);
  });

  it('keep the export’s furniture out of the Markdown', () => {
    const furniture =
      /^\**Document generated by Confluence on|^\W*Created by .*, last modified|^#+ Attachments:$/m;
    expect(pathsWhere(({ record }) => furniture.test(record.markdown))).toEqual([]);
  });
});
