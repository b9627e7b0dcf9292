/**
 * Reads a profile as `node --cpu-prof` writes it. Its form is that of the DevTools protocol
 * (https://chromedevtools.github.io/devtools-protocol/tot/Profiler/#type-Profile).
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly ProfileNode[];
  /** The node that ran at each sample, and the microseconds since the sample before. */
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

export interface ProfiledTimes {
  /** Microseconds by room of our code, with all that it called. */
  readonly stages: ReadonlyMap<string, number>;
  /** Microseconds by package, `own code`, and what Node itself did. */
  readonly owners: ReadonlyMap<string, number>;
  readonly busyMs: number;
}

const OUTSIDE = 'Node itself: start, loading of modules';
const COLLECTION = 'memory (garbage collection)';

/** The room that the file is in, or its own name where it is in none; null for others' files. */
function roomOf(url: string, build: string): string | null {
  if (!url.startsWith(build)) return null;
  return url.slice(build.length).split('/')[0]?.replace(/\.js$/, '') ?? null;
}

function ownerOf({ url, functionName }: ProfileNode['callFrame'], build: string): string {
  const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (name !== undefined) return name;
  if (url.startsWith(build)) return 'own code';
  return functionName === '(garbage collector)' ? COLLECTION : 'Node itself';
}

/** The stage of every node: its own room, else that of its caller. */
function stagesOf(nodes: readonly ProfileNode[], build: string): ReadonlyMap<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stages = new Map<number, string>();
  const open = nodes.slice(0, 1).map((node) => ({ node, above: OUTSIDE }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, above } = next;
    const { functionName, url } = node.callFrame;
    const stage =
      functionName === '(garbage collector)' ? COLLECTION : (roomOf(url, build) ?? above);
    stages.set(node.id, stage);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) open.push({ node: child, above: stage });
    }
  }
  return stages;
}

const add = (times: Map<string, number>, name: string, time: number): void => {
  times.set(name, (times.get(name) ?? 0) + time);
};

/** `build` is the folder with our code. */
export function profiledTimes(path: string, build: string): ProfiledTimes {
  const profile = JSON.parse(readFileSync(path, 'utf8')) as Profile;
  const prefix = `${pathToFileURL(build).href}/`;
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const stageOf = stagesOf(profile.nodes, prefix);
  const stages = new Map<string, number>();
  const owners = new Map<string, number>();
  let busy = 0;
  for (const [at, id] of profile.samples.entries()) {
    const frame = byId.get(id)?.callFrame;
    const time = profile.timeDeltas[at] ?? 0;
    if (frame === undefined || frame.functionName === '(idle)') continue;
    busy += time;
    add(stages, stageOf.get(id) ?? OUTSIDE, time);
    add(owners, ownerOf(frame, prefix), time);
  }
  return { stages, owners, busyMs: busy / 1000 };
}
