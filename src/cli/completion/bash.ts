import { everyCommand, type CommandNode, type Expected, type OptionNode } from './command-tree.ts';

/** A single-quoted word of a POSIX shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The name of a shell function that completes `program`. */
export const functionName = (program: string): string => `_${program.replaceAll('-', '_')}`;

/** `import`, or `import --archive`: what a `case` looks at. */
const pathOf = ({ path }: CommandNode, ...more: readonly string[]): string =>
  [...path, ...more].join(' ');

function reply(expected: Expected | null): string {
  if (expected?.kind === 'words') return `words=${quoted(expected.words.join(' '))}`;
  return expected?.kind === 'path' ? 'paths=1' : ':';
}

const optionsWithValue = (command: CommandNode): readonly OptionNode[] =>
  command.options.filter(({ value }) => value !== null);

const values = (command: CommandNode): readonly string[] =>
  optionsWithValue(command).map(
    ({ names, value }) =>
      `    ${names.map((name) => quoted(pathOf(command, name))).join(' | ')}) ${reply(value)} ;;`,
  );

/** Below a group stand its commands; below a command its arguments. */
function words(command: CommandNode): string {
  const options = command.options.flatMap(({ names }) => names).join(' ');
  const below = command.commands.map(({ path }) => path.at(-1)).join(' ');
  const rest = below === '' ? reply(command.argument) : `words=${quoted(below)}`;
  return `    ${quoted(pathOf(command))}) options=${quoted(options)}; ${rest} ;;`;
}

/** Completion for bash 3.2 and later, without any other package. */
export function bashScript(program: string, root: CommandNode): string {
  const all = everyCommand(root);
  const withValue = all.flatMap((command) =>
    optionsWithValue(command).flatMap(({ names }) =>
      names.map((name) => quoted(pathOf(command, name))),
    ),
  );
  const paths = all.filter(({ path }) => path.length > 0).map((one) => quoted(pathOf(one)));
  const name = functionName(program);
  return `# bash completion for ${program}
${name}() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="" path="" words="" options="" paths="" word next i
  # bash takes the sign in --option=value for a word of its own.
  if [[ $current == = ]]; then current=""; before="\${COMP_WORDS[COMP_CWORD-1]}"
  elif [[ \${COMP_WORDS[COMP_CWORD-1]} == = ]]; then before="\${COMP_WORDS[COMP_CWORD-2]}"
  else before="\${COMP_WORDS[COMP_CWORD-1]}"; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    next="\${path:+$path }$word"
    case "$next" in
      ${withValue.join(' | ')}) i=$((i + 1)); [[ \${COMP_WORDS[i]} == = ]] && i=$((i + 1)) ;;
      ${paths.join(' | ')}) path="$next" ;;
    esac
  done
  case "$path\${path:+ }$before" in
${all.flatMap(values).join('\n')}
    *)
  case "$path" in
${all.map(words).join('\n')}
  esac
  if [[ $current == -* ]]; then words="$options" paths=""; fi
    ;;
  esac
  COMPREPLY=()
  if [[ -n $paths ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
  elif [[ -n $words ]]; then
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$words" -- "$current")
  fi
}
complete -F ${name} ${program}
`;
}
