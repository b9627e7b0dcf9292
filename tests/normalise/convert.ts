/** Takes a fragment of a page through normalisation and the Markdown writer. */
import { joinBlocks, renderBlocks } from '../../src/markdown/index.ts';
import {
  firstViolation,
  normalise,
  type NormalisedPage,
  type PageFacts,
} from '../../src/normalise/index.ts';
import type { TableStyle } from '../../src/model/table-style.ts';
import { parseFragment } from '../../src/reader/parse.ts';

export const FACTS: PageFacts = {
  title: 'Field Guide',
  space: { key: 'KEY', name: 'Space' },
  confluenceId: '100',
  ownHosts: new Set(['wiki.example.org']),
  attachments: new Map([['plan.pdf', 'attachment:id/555']]),
  profile: 'confluence-5',
};

export interface Converted extends Omit<NormalisedPage, 'diagnostics'> {
  readonly markdown: string;
  /** Codes only. */
  readonly diagnostics: readonly string[];
}

export function convert(
  html: string,
  facts: Partial<PageFacts> = {},
  tables: TableStyle = 'repeat',
): Converted {
  const page = normalise(parseFragment(html), { ...FACTS, ...facts });
  const violation = firstViolation(page.body);
  if (violation !== null) throw new Error(`not in the vocabulary: ${violation}`);
  return {
    ...page,
    markdown: joinBlocks(renderBlocks(page.body, tables).map(({ markdown }) => markdown)),
    diagnostics: page.diagnostics.map(({ code }) => code),
  };
}

export const markdownOf = (
  html: string,
  facts: Partial<PageFacts> = {},
  tables: TableStyle = 'repeat',
): string => convert(html, facts, tables).markdown;
