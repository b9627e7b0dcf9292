/**
 * The closed list of what can be remarkable about a page or file without stopping a run.
 *
 * A diagnostic travels with the page it is about, from the room that noticed it to the archive's
 * `diagnostics` table. A new code without a severity and a sentence does not compile.
 */

export type Severity = 'info' | 'warning' | 'error';

interface DiagnosticKind {
  readonly severity: Severity;
  /** A whole sentence for the user: what it means and, where it helps, what to do. */
  readonly sentence: string;
}

const kind = <const Kinds extends Record<string, DiagnosticKind>>(kinds: Kinds): Kinds => kinds;

export const DIAGNOSTICS = kind({
  // Bytes and files
  'charset-guessed': {
    severity: 'info',
    sentence: 'The file declares no character set and is not UTF-8; it was read as windows-1252.',
  },
  'charset-mismatch': {
    severity: 'warning',
    sentence: 'The file is not valid in the character set it declares; another one was used.',
  },
  'invalid-characters': {
    severity: 'warning',
    sentence: 'The file holds bytes that no supported character set explains; they became U+FFFD.',
  },
  'empty-file': {
    severity: 'error',
    sentence: 'The file is empty, so there is no page in it.',
  },
  'binary-content': {
    severity: 'error',
    sentence: 'The file is named like a page but holds binary data.',
  },
  'word-file-unreadable': {
    severity: 'error',
    sentence: 'The Word export holds no page: it was cut off, or its parts cannot be told apart.',
  },
  'unreadable-file': {
    severity: 'error',
    sentence: 'The file could not be read.',
  },
  'page-failed': {
    severity: 'error',
    sentence: 'The page could not be converted because of a defect in this tool; please report it.',
  },
  'page-too-slow': {
    severity: 'error',
    sentence:
      'The page took longer to convert than the limit allows, so this version of it was not imported, and an earlier one stays; raise the limit for pages (`--limit-page-time`).',
  },
  'page-needs-memory': {
    severity: 'error',
    sentence:
      'To convert the page takes more memory than Node.js may use, so this version of it was not imported, and an earlier one stays; allow it more, as with `NODE_OPTIONS=--max-old-space-size=8192`.',
  },
  'page-too-deep': {
    severity: 'warning',
    sentence: 'Markup is nested deeper than can be kept; the inner levels were flattened.',
  },
  'emphasis-unread': {
    severity: 'warning',
    sentence:
      'A paragraph has more signs of emphasis than can be read in reasonable time; the page’s stand as they were written.',
  },
  // What the page says about itself
  'removed-since': {
    severity: 'info',
    sentence:
      'Only an older export has the page: a newer one of the whole space does not. It is kept, marked as removed, and not published.',
  },
  'older-copy': {
    severity: 'info',
    sentence:
      'A newer copy of the same page is in the archive; this older one is part of the page’s history.',
  },
  'duplicate-page': {
    severity: 'info',
    sentence: 'The page repeats a richer copy of itself; it is kept, and points at that copy.',
  },
  'title-missing': {
    severity: 'warning',
    sentence: 'The page states no title.',
  },
  'metadata-unreadable': {
    severity: 'warning',
    sentence: 'The line about author and date has a form that is not known; it was kept as text.',
  },
  'date-unreadable': {
    severity: 'warning',
    sentence: 'A date has a form that is not known; it was kept as text only.',
  },
  'date-ambiguous': {
    severity: 'warning',
    sentence: 'A numeric date could be two days and nothing on the page settles which.',
  },
  'index-unreadable': {
    severity: 'warning',
    sentence: 'The space index has no page tree that can be read.',
  },
  'page-truncated': {
    severity: 'warning',
    sentence: 'The source file ends before the page does; the rest was lost before this import.',
  },
  // Markup
  'unknown-macro': {
    severity: 'warning',
    sentence: 'An unknown macro was kept as a placeholder with its content.',
  },
  'macro-lost-at-source': {
    severity: 'warning',
    sentence: 'The export itself lost the content of this macro.',
  },
  'comments-not-exported': {
    severity: 'info',
    sentence:
      'Words of the page carry inline comments, which no export holds; the words themselves are kept.',
  },
  'macro-omitted': {
    severity: 'info',
    sentence: 'A live widget without content of the page was left out of the Markdown.',
  },
  'export-leftover': {
    severity: 'info',
    sentence: 'Text that the export leaked (template variables, storage markup) was removed.',
  },
  'converter-error': {
    severity: 'info',
    sentence: 'A crawler wrote an error message into the page; it was removed.',
  },
  'secret-removed': {
    severity: 'warning',
    sentence: 'An access token in an address was removed.',
  },
  // Links and attachments
  'link-broken': {
    severity: 'warning',
    sentence: 'A link leads to a page that is not in the archive.',
  },
  'anchor-broken': {
    severity: 'info',
    sentence: 'A link leads to a heading that the target page does not have.',
  },
  'link-removed': {
    severity: 'warning',
    sentence: 'A link that cannot work outside Confluence was removed; its text was kept.',
  },
  'attachment-missing': {
    severity: 'warning',
    sentence: 'The export names an attachment that it does not contain.',
  },
  'attachment-too-large': {
    severity: 'warning',
    sentence: 'An attachment is larger than the limit and was not copied.',
  },
  'original-not-kept': {
    severity: 'warning',
    sentence: 'The bytes of this file could not be stored beside the archive.',
  },
  'image-missing': {
    severity: 'warning',
    sentence: 'The page shows an image that the export does not contain.',
  },
});

export type DiagnosticCode = keyof typeof DIAGNOSTICS;

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** The code's sentence, then what it is about, as one line of text. */
  readonly message: string;
}

/** Builds a diagnostic; `about` names the thing (a file, link, macro, text) in a few words. */
export function diagnostic(code: DiagnosticCode, about?: string): Diagnostic {
  const { severity, sentence } = DIAGNOSTICS[code];
  return { code, severity, message: about === undefined ? sentence : `${sentence} (${about})` };
}
