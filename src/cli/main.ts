#!/usr/bin/env node
/** The executable: joins the command line, the library and the process. */
import { readFileSync } from 'node:fs';
import { importExport } from '../index.ts';
import { run } from './program.ts';
import { processTerminal } from './terminal.ts';

const manifest = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { readonly version: string };

const code = await run(process.argv.slice(2), {
  library: { importExport },
  terminal: processTerminal(),
  version: manifest.version,
});
process.exitCode ??= code;
