/** A published file in its parts: title, text, and what publishing adds below it. */
import { squash, type Content } from './content.ts';
import { textOf, type Nodes, type Root } from './markdown-text.ts';
import {
  addressesOf,
  foreignTagsIn,
  markdownContent,
  nodesIn,
  parseMarkdown,
  type Addresses,
} from './markdown-view.ts';

export interface PublishedParts extends Addresses {
  /** The first heading. */
  readonly title: string;
  readonly body: Content;
  /** The lines of the list of attachments. */
  readonly attachments: readonly string[];
  /** The heading over the comments, and the line over each. */
  readonly commentLines: readonly string[];
  /** What the placeholders of missing images and files name. */
  readonly placeholders: readonly string[];
  /** The words of all comments. */
  readonly comments: Content;
  /** Of the whole file. */
  readonly foreignTags: readonly string[];
}

/** What tells the parts that publishing adds from an author's own headings of the same words. */
export interface Expected {
  readonly hasComments: boolean;
  /** How many headings “Attachments” the source has itself. */
  readonly ownAttachments: number;
}

/** `[missing image: plan.png]` */
const PLACEHOLDER = /\[missing (?:image|file): ([^\][\n]{1,300})\]/g;

const FRONT_MATTER = /^---\n[\s\S]*?\n---\n/;

type Block = Root['children'][number];

const isHeading = (node: Nodes | undefined, words: string): boolean =>
  node?.type === 'heading' && node.depth === 2 && squash(textOf(node)) === words;

/** @param markdown a file as publishing writes it (LF line ends). */
export function publishedParts(markdown: string, expected: Expected): PublishedParts {
  const root = parseMarkdown(markdown.replace(FRONT_MATTER, ''));
  const [first, ...rest] = root.children;
  const hasTitle = first?.type === 'heading' && first.depth === 1;
  let body: readonly Block[] = hasTitle ? rest : root.children;
  let comments: readonly Block[] = [];
  let attachments: readonly string[] = [];
  const commentsAt = body.findLastIndex((node) => isHeading(node, 'Comments'));
  if (expected.hasComments && commentsAt !== -1) {
    comments = body.slice(commentsAt);
    body = body.slice(0, commentsAt);
  }
  const named = [...nodesIn(root)].filter((node) => isHeading(node, 'Attachments')).length;
  const list = body.at(-1);
  const isAdded = named > expected.ownAttachments && isHeading(body.at(-2), 'Attachments');
  if (isAdded && list?.type === 'list') {
    attachments = list.children.map((item) => squash(textOf(item)));
    body = body.slice(0, -2);
  }
  const isQuote = ({ type }: Block): boolean => type === 'blockquote';
  const shown = [...body, ...comments].map((node) => textOf(node)).join(' ');
  return {
    placeholders: [...shown.matchAll(PLACEHOLDER)].map(([, name = '']) => squash(name)),
    title: hasTitle ? squash(textOf(first)) : '',
    body: markdownContent(body),
    attachments,
    commentLines: comments.filter((node) => !isQuote(node)).map((node) => squash(textOf(node))),
    comments: markdownContent(
      comments.flatMap((node) => (node.type === 'blockquote' ? node.children : [])),
    ),
    foreignTags: foreignTagsIn(root),
    ...addressesOf(root),
  };
}
