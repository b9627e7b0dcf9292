/** The text of tag files: declaration, lines, and the labels of bag-info.txt. */

export const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Versions whose rules are known; those before 1.0 differ in what is said of whole sets only. */
export const VERSIONS: readonly string[] = ['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'];

/** Version and encoding of bagit.txt; null when it is not these two lines. */
export function parseDeclaration(
  text: string,
): { readonly version: string; readonly encoding: string } | null {
  const found =
    /^BagIt-Version: (\d+\.\d+)(?:\r\n|\r|\n)Tag-File-Character-Encoding: (\S+)(?:\r\n|\r|\n)?$/.exec(
      text,
    );
  const [, version, encoding] = found ?? [];
  return version === undefined || encoding === undefined ? null : { version, encoding };
}

export interface Lines {
  readonly lines: readonly string[];
  readonly isTerminated: boolean;
}

/** Lines end in LF, CR or both. */
export function linesOf(text: string): Lines {
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.pop() ?? '';
  return last === ''
    ? { lines, isTerminated: true }
    : { lines: [...lines, last], isTerminated: false };
}

export type InfoElement = readonly [label: string, value: string];

/** The elements of bag-info.txt in their order, and lines that are neither element nor continuation. */
export function parseInfo(
  lines: readonly string[],
  version: string,
): { readonly elements: readonly InfoElement[]; readonly malformed: readonly string[] } {
  const elements: [string, string][] = [];
  const malformed: string[] = [];
  const form = version === '1.0' ? /^([^\s:](?:[^:]*[^\s:])?):[ \t](.*)$/ : /^([^:]+):(.*)$/;
  for (const line of lines) {
    const last = elements.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      last[1] += ` ${line.trim()}`;
      continue;
    }
    const [, label, value] = form.exec(line) ?? [];
    if (label === undefined || value === undefined) malformed.push(line);
    else elements.push([label.trim(), value.trim()]);
  }
  return { elements, malformed };
}

const LINE_WIDTH = 79;

/** Values become one line each, folded at spaces where they are longer than the RFC recommends. */
export const formatInfo = (elements: readonly InfoElement[]): string =>
  elements
    .map(([label, value]) => `${fold(`${label}: ${value.replace(/\s+/g, ' ').trim()}`)}\n`)
    .join('');

function fold(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    // The label's colon keeps its space: a label never stands alone.
    if (longer.length > LINE_WIDTH && line.trim() !== '' && !line.endsWith(':')) {
      lines.push(line);
      line = `  ${word}`;
    } else line = longer;
  }
  return [...lines, line].join('\n');
}
