#!/usr/bin/env node
/** The executable: joins the command line, the library and the process. */
import {
  auditArchive,
  importExport,
  packageArchive,
  validatePackage,
  verifyArchive,
  VERSION,
} from '../index.ts';
import { run } from './program.ts';
import { processTerminal } from './terminal.ts';

const code = await run(process.argv.slice(2), {
  library: { importExport, auditArchive, verifyArchive, packageArchive, validatePackage },
  terminal: processTerminal(),
  version: VERSION,
});
process.exitCode ??= code;
