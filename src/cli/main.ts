#!/usr/bin/env node
/** The executable: joins the command line, the library and the process. */
import * as library from '../index.ts';
import { run } from './program.ts';
import { processTerminal } from './terminal.ts';

const code = await run(process.argv.slice(2), {
  library,
  terminal: processTerminal(),
  version: library.VERSION,
});
process.exitCode ??= code;
