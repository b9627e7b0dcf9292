/** One order of pages that does not depend on when they were imported. */
import type { PageSummary } from '../model/stored.ts';

/** By UTF-16 units: the same on every machine, which `localeCompare` is not. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Ids count up, so the page that was made first comes first and keeps its plain name. */
export function compareIds(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.length - b.length || compareText(a, b);
}

/** Older Confluence ids first, pages without one last; row ids only when all else is equal. */
export function comparePages(a: PageSummary, b: PageSummary): number {
  return (
    compareIds(a.confluenceId, b.confluenceId) ||
    compareText(a.sourcePath, b.sourcePath) ||
    compareText(a.title ?? '', b.title ?? '') ||
    compareText(a.spaceKey ?? a.spaceName ?? '', b.spaceKey ?? b.spaceName ?? '') ||
    a.id - b.id
  );
}

/** The same order for attachments. */
export function compareAttachments(
  a: {
    readonly confluenceId: string | null;
    readonly sourcePath: string | null;
    readonly id: number;
  },
  b: {
    readonly confluenceId: string | null;
    readonly sourcePath: string | null;
    readonly id: number;
  },
): number {
  return (
    compareIds(a.confluenceId, b.confluenceId) ||
    compareText(a.sourcePath ?? '', b.sourcePath ?? '') ||
    a.id - b.id
  );
}

/** The file name of a path with `/`, without folders and without extension. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
