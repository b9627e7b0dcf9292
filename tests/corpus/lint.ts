/** Runs markdownlint over published pages, with the configuration that users can take. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from 'markdownlint';
import { lint } from 'markdownlint/sync';
import ts from 'typescript';
import { publishedPages } from './published-pages.ts';

const CONFIG = join(import.meta.dirname, '..', '..', '.config', 'output.markdownlint.jsonc');

/** TypeScript reads JSON with comments. */
const config = ts.parseConfigFileTextToJson(CONFIG, readFileSync(CONFIG, 'utf8'))
  .config as Configuration;

/** One line for each remark: page, line, rule, and what markdownlint says of it. */
export function lintRemarks(tree: ReadonlyMap<string, Buffer>): string[] {
  const results = lint({ strings: Object.fromEntries(publishedPages(tree)), config });
  return Object.entries(results).flatMap(([path, remarks]) =>
    remarks.map(
      ({ lineNumber, ruleNames, errorDetail, errorContext }) =>
        `${path}:${String(lineNumber)} ${ruleNames.join('/')} ${errorDetail ?? ''} ${errorContext ?? ''}`,
    ),
  );
}
