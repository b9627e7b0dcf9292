#!/usr/bin/env node
/** The executable: joins the command line, the library and the process. */
import { VERSION } from '../model/version.ts';
import { loadedLibrary } from './loaded-library.ts';
import { run } from './program.ts';
import { processTerminal } from './terminal.ts';

const code = await run(process.argv.slice(2), {
  library: loadedLibrary,
  terminal: processTerminal(),
  version: VERSION,
});
process.exitCode ??= code;
