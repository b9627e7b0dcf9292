/** What a shell has to know of the command line, read from the command line itself. */
import type { Argument, Command, Option } from 'commander';

/** What may stand somewhere: one of some words, a path, or anything. */
export type Expected =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'path' }
  | { readonly kind: 'anything' };

export interface OptionNode {
  /** `--format`, and `-h` where there is one. */
  readonly names: readonly string[];
  readonly description: string;
  /** Null for an option that stands alone. */
  readonly value: Expected | null;
}

export interface CommandNode {
  /** The words that lead to it, without the program's name. */
  readonly path: readonly string[];
  readonly summary: string;
  readonly options: readonly OptionNode[];
  /** What the arguments are; null without any. All but the first are as the first. */
  readonly argument: Expected | null;
  readonly commands: readonly CommandNode[];
}

/** Placeholders by which options and arguments say that they take a path. */
const PATH = /^<?\[?(?:file|folder|dir|paths?|sources?|archive|package)(?:\.\.\.)?\]?>?$/;

const expected = (choices: readonly string[] | undefined, placeholder: string): Expected => {
  if (choices !== undefined) return { kind: 'words', words: choices };
  return PATH.test(placeholder) ? { kind: 'path' } : { kind: 'anything' };
};

const optionNode = (option: Option): OptionNode => ({
  names: [option.long, option.short].filter((name) => name != null),
  description: option.description,
  value:
    option.required || option.optional
      ? expected(option.argChoices, option.flags.split(' ').at(-1) ?? '')
      : null,
});

const argumentOf = (argument: Argument | undefined): Expected | null =>
  argument === undefined ? null : expected(argument.argChoices, argument.name());

/** The command and all below it; hidden options and commands are left out. */
export function commandTree(command: Command, path: readonly string[] = []): CommandNode {
  const help = command.createHelp();
  return {
    path,
    summary: command.summary() || command.description(),
    options: help.visibleOptions(command).map(optionNode),
    argument: argumentOf(command.registeredArguments[0]),
    commands: help
      .visibleCommands(command)
      .filter((child) => child.name() !== 'help')
      .map((child) => commandTree(child, [...path, child.name()])),
  };
}

/** The tree with words that are offered, among others, as arguments of one command. */
export const offering = (
  node: CommandNode,
  command: string,
  words: readonly string[],
): CommandNode => ({
  ...node,
  argument: node.path.join(' ') === command ? { kind: 'words', words } : node.argument,
  commands: node.commands.map((child) => offering(child, command, words)),
});

/** The command and all below it, in one list. */
export const everyCommand = (root: CommandNode): readonly CommandNode[] => [
  root,
  ...root.commands.flatMap(everyCommand),
];
