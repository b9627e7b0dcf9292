import { Argument, Command } from 'commander';
import { bashScript } from '../completion/bash.ts';
import { commandTree, offering } from '../completion/command-tree.ts';
import { fishScript } from '../completion/fish.ts';
import { zshScript } from '../completion/zsh.ts';
import { EXIT } from '../exit-codes.ts';
import type { Library } from '../library.ts';
import type { Terminal } from '../terminal.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

const EXAMPLES = `
Examples:
  bash: confluence-archive completion bash > ~/.local/share/bash-completion/completions/confluence-archive
  zsh:  confluence-archive completion zsh > "\${fpath[1]}/_confluence-archive"
  fish: confluence-archive completion fish > ~/.config/fish/completions/confluence-archive.fish

In bash and zsh, \`source <(confluence-archive completion bash)\` in the start file does the same.`;

/** `confluence-archive completion <shell>`: a script by which a shell completes the command line. */
export function completionCommand(
  library: Library,
  terminal: Terminal,
  finish: (code: number) => void,
): Command {
  return new Command('completion')
    .summary('print a script for tab completion in your shell')
    .description('Prints a script by which bash, zsh or fish complete commands and options.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SCRIPTS)))
    .showHelpAfterError('(see confluence-archive completion --help)')
    .addHelpText('after', EXAMPLES)
    .action(async (shell: keyof typeof SCRIPTS, _flags: unknown, command: Command) => {
      const root = command.parent ?? command;
      const queries = (await library.namedQueries()).map(({ name }) => name);
      terminal.stdout.write(
        SCRIPTS[shell](root.name(), offering(commandTree(root), 'query', queries)),
      );
      finish(EXIT.done);
    });
}
