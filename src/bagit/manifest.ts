/** Manifests: one line per file, `<checksum in hex> <path>`. */
import { decodePath, encodePath } from './bag-path.ts';

export interface ManifestEntry {
  /** Decoded. */
  readonly path: string;
  /** Lower-case hex. */
  readonly checksum: string;
  readonly hasAsterisk: boolean;
}

export interface Manifest {
  readonly entries: readonly ManifestEntry[];
  /** Lines that have another form, as they stand. */
  readonly malformed: readonly string[];
}

/** @param lines of a manifest, without line ends. */
export function parseManifest(lines: readonly string[], version: string): Manifest {
  const entries: ManifestEntry[] = [];
  const malformed: string[] = [];
  for (const line of lines) {
    const [, checksum, text = ''] = /^([\da-f]+)[ \t]+([^ \t].*)$/i.exec(line) ?? [];
    const hasAsterisk = text.startsWith('*');
    const path = pathOf(hasAsterisk ? text.slice(1) : text, version);
    if (checksum === undefined || path === null) malformed.push(line);
    else {
      entries.push({ path, checksum: checksum.toLowerCase(), hasAsterisk });
    }
  }
  return { entries, malformed };
}

/** Before 1.0 the percent sign itself was not encoded. Writers of old put `./` before paths. */
function pathOf(text: string, version: string): string | null {
  const path = version === '1.0' ? decodePath(text) : (decodePath(text) ?? text);
  return path?.replace(/^(?:\.\/)+/, '') ?? null;
}

/** @param checksums by path; written in the order of code units, which no locale changes. */
export function formatManifest(checksums: ReadonlyMap<string, string>): string {
  return [...checksums]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([path, checksum]) => `${checksum}  ${encodePath(path)}\n`)
    .join('');
}
