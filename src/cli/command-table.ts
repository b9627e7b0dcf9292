/**
 * The commands by name, each loaded when the command line names it: nobody who imports waits for
 * what draws tables. Only the help of the whole, completion and slips of the pen need all of them.
 */
import type { Command } from 'commander';
import type { Library } from './library.ts';
import type { Terminal } from './terminal.ts';

/** Makes a command that reports its exit code to `finish`. */
export type CommandMaker = (
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
) => Command;

/** In the order of the help. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandMaker>>> = {
  import: async () => (await import('./commands/import.ts')).importCommand,
  audit: async () => (await import('./commands/audit.ts')).auditCommand,
  search: async () => (await import('./commands/search.ts')).searchCommand,
  show: async () => (await import('./commands/show.ts')).showCommand,
  pages: async () => (await import('./commands/pages.ts')).pagesCommand,
  people: async () => (await import('./commands/people.ts')).peopleCommand,
  attachments: async () => (await import('./commands/attachments.ts')).attachmentsCommand,
  links: async () => (await import('./commands/links.ts')).linksCommand,
  query: async () => (await import('./commands/query.ts')).queryCommand,
  reports: async () => (await import('./commands/reports.ts')).reportsCommand,
  vocabulary: async () => (await import('./commands/vocabulary.ts')).vocabularyCommand,
  history: async () => (await import('./commands/history.ts')).historyCommand,
  diff: async () => (await import('./commands/diff.ts')).diffCommand,
  changes: async () => (await import('./commands/changes.ts')).changesCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  package: async () => (await import('./commands/package.ts')).packageCommand,
  completion: async () => (await import('./commands/completion.ts')).completionCommand,
};

/** Describes the whole command line. */
const OF_ALL = 'completion';

export const allCommands = (): Promise<readonly CommandMaker[]> =>
  Promise.all(Object.values(COMMANDS).map((load) => load()));

/** The commands that the arguments after the program's name can need. */
export async function commandsFor([name = '']: readonly string[]): Promise<
  readonly CommandMaker[]
> {
  const load = Object.hasOwn(COMMANDS, name) && name !== OF_ALL ? COMMANDS[name] : undefined;
  return load === undefined ? allCommands() : [await load()];
}
