/** The pages of the shared corpus and seeds, read as an import reads them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { identify } from '../../src/extract/identity.ts';
import type { ExportDocument } from '../../src/model/document.ts';
import { ownHostsOf, type PageFacts } from '../../src/normalise/index.ts';
import { confluenceHtmlReader } from '../../src/reader/confluence-html/index.ts';
import { crawledMarkdownReader } from '../../src/reader/crawled-markdown/index.ts';
import { decodeText } from '../../src/source/charset.ts';

export const shared =
  process.env.SHARED ?? fileURLToPath(new URL('../../../shared/', import.meta.url));

export const hasCorpus = existsSync(`${shared}corpus`);

export interface CorpusPage {
  readonly path: string;
  readonly document: ExportDocument;
  readonly facts: PageFacts;
}

export function* pagesOf(format: 'html' | 'markdown'): Generator<CorpusPage> {
  const reader = format === 'html' ? confluenceHtmlReader : crawledMarkdownReader;
  const extension = format === 'html' ? /\.html?$/ : /\.(?:md|txt)$/;
  const files = (readdirSync(shared, { recursive: true }) as string[])
    .filter((file) => /^(?:corpus|seeds)\//.test(file) && extension.test(file))
    .sort();
  for (const path of files) {
    const { text } = decodeText(
      readFileSync(`${shared}${path}`),
      format === 'html' ? 'html' : 'text',
    );
    if (!reader.recognises({ path, text })) continue;
    const document = reader.read({ path: path.split('/').slice(2).join('/') || path, text });
    if (document.kind === 'page') yield { path, document, facts: factsOf(document) };
  }
}

function factsOf(document: ExportDocument): PageFacts {
  return {
    ...identify(document, { key: null, name: null }),
    ownHosts: ownHostsOf(document.body),
    attachments: new Map(),
    profile: document.profile,
  };
}
