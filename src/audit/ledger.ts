/** What a page's own records say was left out, and why: the reasons that can explain a loss. */
import type { Measure } from '../model/audit.ts';
import type { DiagnosticCode } from '../model/diagnostics.ts';
import { missing, ONLY_AN_IMAGE, squash, wordsOf } from './content.ts';

export interface LedgerEntry {
  readonly reason: DiagnosticCode;
  /**
   * Words that were left out; or the words, still there, of a link or image that lost its address;
   * or a file that the export lacks.
   */
  readonly text: string;
  readonly lost: 'words' | 'address' | 'file';
}

/** Explains what is missing; words and addresses only as often as the entries say. */
export interface Ledger {
  explain(measure: Measure, item: string): DiagnosticCode | null;
}

function addTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/**
 * Whether most of a text is missing. An error message that Confluence wrote in place of a macro is
 * on record, and stays on the page: it explains no word that someone took from it.
 */
function isGone(text: string, lost: readonly string[]): boolean {
  const own = wordsOf(text);
  return missing(own, lost).length * 2 < own.length;
}

/**
 * @param repeats how often merged cells show a link or image of these words.
 * @param lost the words that are missing.
 */
export function ledgerOf(
  entries: readonly LedgerEntry[],
  repeats: ReadonlyMap<string, number>,
  lost: readonly string[],
): Ledger {
  const widgets = entries
    .filter((entry) => entry.lost === 'words' && isGone(entry.text, lost))
    .map(({ reason, text }) => ({ reason, text: squash(text) }));
  const words = new Map<string, DiagnosticCode[]>();
  for (const { reason, text } of widgets) {
    for (const word of wordsOf(text)) addTo(words, word, reason);
  }
  const addresses = new Map<string, DiagnosticCode[]>();
  for (const { reason, text, lost: what } of entries) {
    if (what !== 'address') continue;
    const key = squash(text);
    for (let times = repeats.get(key) ?? 1; times > 0; times -= 1) addTo(addresses, key, reason);
  }
  const files = entries.filter((entry) => entry.lost === 'file').map(({ reason }) => reason);
  /** Headings, items, cells and links of a widget go with it: as parts of its text. */
  const inWidget = (item: string): DiagnosticCode | null =>
    widgets.find(({ text }) => item !== '' && text.includes(item))?.reason ?? null;
  /** Without words of its own, an image goes by the name of its file, which the page may not say. */
  const anyImage = (): DiagnosticCode | null => {
    const left = [...addresses.values()].find((reasons) => reasons.includes('attachment-missing'));
    return left?.pop() ?? null;
  };
  return {
    explain(measure, item) {
      if (measure === 'words') return words.get(item)?.pop() ?? null;
      if (measure === 'attachments') return files.pop() ?? null;
      if (measure !== 'links' && measure !== 'images') return inWidget(item);
      // The archive knows a link around an image as one without words.
      const key = item === ONLY_AN_IMAGE ? '' : item;
      const reason = addresses.get(key)?.pop() ?? inWidget(item);
      return reason ?? (measure === 'images' && item === '' ? anyImage() : null);
    },
  };
}
