/** How long an answer takes: of the command as a process, and of the library in one. */
import { archiveIn, COMMAND, imported, LIBRARY, pageText, type Bench } from './import-run.ts';
import { measure, program } from './process.ts';
import type { Latency, PartResult } from './result.ts';
import { percentile } from './rounds.ts';
import { drawn } from './subject.ts';

const WORDS = 20;
const SAMPLE = 200;

/** Words from the most common one to such as stand on one page, evenly by their rank's logarithm. */
function words(bench: Bench): readonly string[] {
  const pages = new Map<string, number>();
  for (const page of drawn(bench.subject.pages, SAMPLE)) {
    const [, body = ''] = /<body[^>]*>([\s\S]*)/i.exec(pageText(bench, page)) ?? [];
    const text = body.replace(/<[^<>]*>|&\w+;/g, ' ').toLowerCase();
    for (const word of new Set(text.match(/\p{L}{3,}/gu))) {
      pages.set(word, (pages.get(word) ?? 0) + 1);
    }
  }
  const ranked = [...pages].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  const ranks = Array.from({ length: WORDS }, (_, at) =>
    Math.floor((ranked.length - 1) ** (at / (WORDS - 1))),
  );
  return [...new Set(ranks)].flatMap((rank) => ranked[rank] ?? []);
}

const latency = (what: string, times: readonly number[]): Latency => ({
  what,
  searches: times.length,
  p50: percentile(times, 0.5),
  p95: percentile(times, 0.95),
});

export async function measureSearch(bench: Bench): Promise<PartResult> {
  const archive = archiveIn(await imported(bench));
  const asked = words(bench);
  const whole: number[] = [];
  const inside: number[] = [];
  for (let round = 1; round <= bench.options.rounds; round += 1) {
    bench.say(`round ${String(round)} of ${String(bench.options.rounds)}: search`);
    // Half of the words in each round: the process that starts is most of the time.
    for (const word of asked.filter((_, at) => at % 2 === round % 2)) {
      const { wallMs } = await measure([COMMAND, 'search', word, '--archive', archive]);
      whole.push(wallMs);
    }
    const { stdout } = await measure([program('search-words'), LIBRARY, archive, ...asked]);
    inside.push(...(JSON.parse(stdout) as number[]));
  }
  const search = [
    latency('the command, from its start to its end', whole),
    latency('the library, in a process that runs', inside),
  ];
  return { ratios: [], measured: [], search };
}
