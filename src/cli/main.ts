#!/usr/bin/env node
/** The executable: joins the command line, the library and the process. */
import { VERSION } from '../model/version.ts';
import { loadedLibrary } from './loaded-library.ts';
import { run } from './program.ts';
import { processTerminal } from './terminal.ts';

// Node reads it when it first needs a thread. One connection to SQLite is at work at a time, and each
// further thread that it wanders to keeps memory of its own.
process.env.UV_THREADPOOL_SIZE ??= '2';

const code = await run(process.argv.slice(2), {
  library: loadedLibrary,
  terminal: processTerminal(),
  version: VERSION,
});
process.exitCode ??= code;
