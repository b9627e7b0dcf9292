import { everyCommand, type CommandNode, type Expected, type OptionNode } from './command-tree.ts';

/** A single-quoted word of fish, where only these two signs are special. */
const quoted = (text: string): string => `'${text.replace(/[\\']/g, String.raw`\$&`)}'`;

/** Whether the words so far lead to this command and to none below it. */
function condition({ path, commands }: CommandNode): string {
  const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
  const below = commands.map((child) => child.path.at(-1) ?? '');
  const deeper = below.length === 0 ? [] : [`not __fish_seen_subcommand_from ${below.join(' ')}`];
  return [...seen, ...deeper].join('; and ');
}

function taking(expected: Expected | null): readonly string[] {
  if (expected === null) return [];
  if (expected.kind === 'path') return ['-r', '-F'];
  return expected.kind === 'words' ? ['-x', '-a', quoted(expected.words.join(' '))] : ['-x'];
}

const optionParts = ({ names, description, value }: OptionNode): readonly string[] => [
  ...names.flatMap((name) =>
    name.startsWith('--') ? ['-l', name.slice(2)] : ['-s', name.slice(1)],
  ),
  ...taking(value),
  ...['-d', quoted(description)],
];

/** Completion for fish 3 and later. */
export function fishScript(program: string, root: CommandNode): string {
  const lines = everyCommand(root).flatMap((command) => {
    const here = ['complete', '-c', program, '-n', quoted(condition(command))];
    const { argument } = command;
    const isPath = argument?.kind === 'path';
    return [
      ...command.commands.map(({ path, summary }) => [
        ...here,
        ...['-a', path.at(-1) ?? '', '-d', quoted(summary)],
      ]),
      ...command.options.map((option) => [...here, ...optionParts(option)]),
      ...(isPath ? [[...here, '-F']] : []),
      ...(argument?.kind === 'words' ? [[...here, '-a', quoted(argument.words.join(' '))]] : []),
    ].map((parts) => parts.join(' '));
  });
  return [`# fish completion for ${program}`, `complete -c ${program} -f`, ...lines, ''].join('\n');
}
