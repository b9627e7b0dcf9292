/** What a rule of normalisation is, and what it may do. */
import type { DiagnosticCode } from '../model/diagnostics.ts';
import type { ChildNode, Element } from '../model/dom.ts';
import type { LinkKind, MacroOutcome, PersonRef, SpaceRef } from '../model/page.ts';
import type { AttachmentRef, PageRef } from '../model/refs.ts';

/** What is known of the page before its body is read. */
export interface PageFacts {
  readonly title: string | null;
  readonly space: SpaceRef;
  readonly confluenceId: string | null;
  /** Hosts that are this wiki itself, such as `wiki.example.com`; empty when none is known. */
  readonly ownHosts: ReadonlySet<string>;
  /** From file name to the attachment's name, for pages that name attachments only by file name. */
  readonly attachments: ReadonlyMap<string, AttachmentRef>;
  /** The generation profile or dump shape that the reader found. */
  readonly profile: string;
}

/** Where an address leads. */
export interface Destination {
  readonly kind: LinkKind;
  readonly target: PageRef | AttachmentRef | null;
  readonly fragment: string | null;
  /** The address for the Markdown; null when the link must go and only its text stays. */
  readonly href: string | null;
  /** Why it must go; null otherwise. */
  readonly problem: DiagnosticCode | null;
}

/** A rule's way back into the walk, and its way to say what it found. */
export interface Walk {
  readonly page: PageFacts;
  /** The element's children, normalised: inline nodes and blocks as they come. */
  children(parent: Element): readonly ChildNode[];
  /** A normalised replacement for one raw node. */
  node(node: ChildNode): readonly ChildNode[];
  macro(name: string, outcome: MacroOutcome, detail?: string | null): void;
  report(code: DiagnosticCode, about?: string): void;
  mention(person: PersonRef): void;
  link(destination: Destination, href: string, text: string): void;
  /** Anchors that lead to the place reached now, or to the heading `at`. */
  anchor(names: readonly string[], at?: Element): void;
}

export interface Rule {
  /** The macro's or quirk's name, as in the archive's `macros` table. */
  readonly name: string;
  /** Simple selectors (see `selector.ts`), any of which may match. */
  readonly matches: readonly string[];
  /** One sentence for the documentation: what it is and what becomes of it. */
  readonly summary: string;
  /** The replacement in the closed vocabulary; null when the element is not this rule's after all. */
  apply(element: Element, walk: Walk): readonly ChildNode[] | null;
}
