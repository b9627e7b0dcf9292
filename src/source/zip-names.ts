/** Names of zip entries as text. */
import { isUtf8 } from 'node:buffer';
import { getFileNameLowLevel, type Entry } from 'yauzl';

/** Bit 11 of the general purpose flag: the name is UTF-8 (APPNOTE.TXT 4.4.4). */
const UTF8_FLAG = 0x800;

/**
 * The name as the zip means it, `\` read as `/`. Without the UTF-8 flag the format says code page
 * 437, but many tools write UTF-8 all the same, and names in 437 are hardly ever valid UTF-8.
 */
export function entryName(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const flags = isUtf8(raw) ? UTF8_FLAG : entry.generalPurposeBitFlag & UTF8_FLAG;
  return getFileNameLowLevel(flags, raw, entry.extraFields, false);
}
