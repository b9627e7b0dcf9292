/** Damage to a published page, as an editor's slip or a defect would do it: one thing less. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

type Root = ReturnType<typeof fromMarkdown>;
type Nodes = Root | Root['children'][number];

export const KINDS = ['word', 'cell', 'code line', 'link', 'image'] as const;
export type Kind = (typeof KINDS)[number];

export interface Mutation {
  readonly kind: Kind;
  /** What was taken away. */
  readonly text: string;
  readonly markdown: string;
}

const FRONT_MATTER = /^---\n[\s\S]*?\n---\n/;

function* nodesIn(node: Nodes): Generator<Nodes> {
  yield node;
  for (const child of 'children' in node ? node.children : []) yield* nodesIn(child);
}

interface Span {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
  /** What stays in its place. */
  readonly instead: string;
}

/** The tool's own words in place of what the export had lost: no source has them. */
const PLACEHOLDER =
  /\\?\[(?:macro|unknown macro|Jira|(?:missing )?(?:image|file))[^\]]*\]|macro: [\w.-]+/g;

/** Blanks placeholders out, so that positions stay. */
const withoutPlaceholders = (text: string): string =>
  text.replace(PLACEHOLDER, (found) => ' '.repeat(found.length));

const wordsWithin = (source: string, from: number, to: number): Span[] =>
  [
    ...withoutPlaceholders(source.slice(from, to)).matchAll(
      /(?!\p{Extended_Pictographic})[\p{L}\p{N}]+/gu,
    ),
  ].map(({ 0: word, index }) => ({
    kind: 'word',
    from: from + index,
    to: from + index + word.length,
    instead: '',
  }));

/** Lines of a fenced block between its fences, each with its line end. */
function codeLines(source: string, from: number, to: number): Span[] {
  const spans: Span[] = [];
  let at = source.indexOf('\n', from) + 1;
  const end = source.lastIndexOf('\n', to - 1);
  while (at > 0 && at <= end) {
    const next = source.indexOf('\n', at) + 1;
    spans.push({ kind: 'code line', from: at, to: next, instead: '' });
    at = next;
  }
  // Blank lines at the end of a block are nobody's code.
  while (spans.length > 0 && isBlank(source, spans.at(-1)!)) spans.pop();
  return spans;
}

const isBlank = (source: string, { from, to }: Span): boolean =>
  source.slice(from, to).trim() === '';

/** What only an image of a missing file left, or emoji, which are pictures in the source. */
const SAYS_NOTHING = /^(?:[\s|\p{Extended_Pictographic}\uFE0F]|<br>|\[[^\]]*\])*$/u;

function spansOf(node: Nodes, source: string): Span[] {
  const from = node.position?.start.offset ?? 0;
  const to = node.position?.end.offset ?? 0;
  if (node.type === 'text') return wordsWithin(source, from, to);
  if (node.type === 'image') return [{ kind: 'image', from, to, instead: '' }];
  if (node.type === 'code') return source.startsWith('`', from) ? codeLines(source, from, to) : [];
  if (node.type !== 'tableCell' && node.type !== 'link') return [];
  const first = node.children[0]?.position?.start.offset ?? from;
  const last = node.children.at(-1)?.position?.end.offset ?? from;
  const words = source.slice(first, last);
  if (words.startsWith('macro: ')) return [];
  if (node.type === 'tableCell') {
    return SAYS_NOTHING.test(words) ? [] : [{ kind: 'cell', from: first, to: last, instead: '' }];
  }
  // An address stays a link without brackets: such a one goes whole.
  const isAddress = !source.startsWith('[', from) || /https?:|www\.|@/.test(words);
  return [{ kind: 'link', from, to, instead: isAddress ? '' : words }];
}

/** Every single thing that can be taken from a published file, grouped by kind. */
export function spansIn(markdown: string): ReadonlyMap<Kind, readonly Span[]> {
  const head = FRONT_MATTER.exec(markdown)?.[0] ?? '';
  const root = fromMarkdown(markdown.slice(head.length), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const body = markdown.slice(head.length);
  const spans = [...nodesIn(root)].flatMap((node) => spansOf(node, body));
  return new Map(
    KINDS.map((kind) => [
      kind,
      spans
        .filter((span) => span.kind === kind)
        .map((span) => ({ ...span, from: span.from + head.length, to: span.to + head.length })),
    ]),
  );
}

export const damaged = (markdown: string, { kind, from, to, instead }: Span): Mutation => ({
  kind,
  text: markdown.slice(from, to),
  markdown: markdown.slice(0, from) + instead + markdown.slice(to),
});
