/** `npm run bench`: see `options.ts` for what it takes. */
import { constants } from 'node:os';
import { runBench } from './bench.ts';
import { HELP, parseOptions } from './options.ts';
import { resultText } from './table.ts';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(128 + constants.signals[signal]));
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(HELP);
    return;
  }
  const result = await runBench(options, (text) => process.stderr.write(`${text}\n`));
  const text = options.json ? `${JSON.stringify(result, null, 2)}\n` : resultText(result);
  process.stdout.write(text);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
