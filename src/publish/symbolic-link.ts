/** Symbolic addresses as they stand in stored Markdown, and what becomes of them. */
import type { Diagnostic } from '../model/diagnostics.ts';

export interface SymbolicLink {
  /** Without fragment, as it stands in the Markdown. */
  readonly target: string;
  /** Decoded; null if none. */
  readonly fragment: string | null;
  readonly isImage: boolean;
}

export interface Resolution {
  /** What to write, safe in Markdown and in HTML attributes; null to keep the text only. */
  readonly href: string | null;
  /** What to show in place of an image or link that is dropped and has no text of its own. */
  readonly label: string;
  /** What to show in place of a text that is nothing but an address; null to keep that text. */
  readonly title: string | null;
  /** The attachment that the address leads to. */
  readonly attachmentId: number | null;
  readonly diagnostic: Diagnostic | null;
}

export type ResolveLink = (link: SymbolicLink) => Resolution;

/** Resolves an address as written; null when it is no symbolic one. */
export type ResolveUri = (uri: string, isImage: boolean) => Resolution | null;

const SYMBOLIC = /^(?:page|attachment):/;

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // not percent-encoded after all: `#100%`
  }
}

/** Splits a symbolic address into target and fragment; null for any other address. */
export function parseSymbolic(uri: string, isImage: boolean): SymbolicLink | null {
  if (!SYMBOLIC.test(uri)) return null;
  const hash = uri.indexOf('#');
  if (hash === -1) return { target: uri, fragment: null, isImage };
  return { target: uri.slice(0, hash), fragment: decode(uri.slice(hash + 1)), isImage };
}
