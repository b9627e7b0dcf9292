/** Errors that a crawler printed into its own output. */
import { diagnostic, type Diagnostic } from '../../model/diagnostics.ts';

/** `[invalid_url] err=parse "http://Some words": invalid character " " in host name url="…"` */
const ERROR_LINE = /^\[[a-z_]+\] err=/;

const LONGEST_QUOTE = 200;

interface Cleaned {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Removes the error lines before the page's first own line; each becomes a diagnostic. */
export function withoutConverterErrors(text: string): Cleaned {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '' && !ERROR_LINE.test(line));
  const before = lines.slice(0, first === -1 ? lines.length : first);
  const errors = before.filter((line) => ERROR_LINE.test(line));
  if (errors.length === 0) return { text, diagnostics: [] };
  return {
    text: lines.slice(before.length).join('\n'),
    diagnostics: errors.map((line) =>
      diagnostic('converter-error', line.trim().slice(0, LONGEST_QUOTE)),
    ),
  };
}
