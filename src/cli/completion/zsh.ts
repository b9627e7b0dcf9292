import { functionName, quoted } from './bash.ts';
import { everyCommand, type CommandNode, type Expected, type OptionNode } from './command-tree.ts';

/** Signs that `_arguments` and `_describe` would take for their own. */
const plain = (text: string): string => text.replace(/[[\]:\\]/g, String.raw`\$&`);

function action(expected: Expected): string {
  if (expected.kind === 'words') return `(${expected.words.join(' ')})`;
  return expected.kind === 'path' ? '_files' : ' ';
}

const optionSpecs = ({ names, description, value }: OptionNode): readonly string[] =>
  names.map((name) => {
    const taken = value === null ? '' : `:value:${action(value)}`;
    return quoted(`(${names.join(' ')})${name}[${plain(description)}]${taken}`);
  });

const functionOf = (program: string, { path }: CommandNode): string =>
  [functionName(program), ...path].join('_');

function body(program: string, command: CommandNode): readonly string[] {
  const options = command.options.flatMap(optionSpecs);
  if (command.commands.length === 0) {
    const rest =
      command.argument === null ? [] : [quoted(`*:argument:${action(command.argument)}`)];
    return [`  _arguments -s -S ${[...options, ...rest].join(' \\\n    ')}`];
  }
  const described = command.commands.map(({ path, summary }) =>
    quoted(`${path.at(-1) ?? ''}:${plain(summary)}`),
  );
  const below = command.commands.map(
    (child) => `      ${child.path.at(-1) ?? ''}) ${functionOf(program, child)} ;;`,
  );
  return [
    '  local line state',
    `  _arguments -C ${[...options, quoted('1: :->command'), quoted('*:: :->rest')].join(' \\\n    ')}`,
    '  case $state in',
    '    command)',
    `      local -a commands=(${described.join(' ')})`,
    "      _describe 'command' commands ;;",
    '    rest) case $line[1] in',
    ...below,
    '    esac ;;',
    '  esac',
  ];
}

/** Completion for zsh: to be sourced, or put into a folder of `fpath`. */
export function zshScript(program: string, root: CommandNode): string {
  const name = functionName(program);
  const functions = everyCommand(root).map((command) =>
    [`${functionOf(program, command)}() {`, ...body(program, command), '}'].join('\n'),
  );
  return `#compdef ${program}
${functions.join('\n\n')}

if [ "\${funcstack[1]}" = ${quoted(`_${program}`)} ]; then
  ${name} "$@"
else
  compdef ${name} ${program}
fi
`;
}
