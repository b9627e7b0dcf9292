/** Links of a published tree, followed as a viewer of Markdown does. */
import GithubSlugger from 'github-slugger';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { deadLinks } from '../../src/audit/dead-links.ts';
import { readMarkdown } from '../publish/markdown-tree.ts';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

const textOf = (node: Node): string =>
  node.value ?? (node.children ?? []).map((child) => textOf(child)).join('');

const withoutFrontMatter = (markdown: string): string =>
  markdown.replace(/^---\n[\s\S]*?\n---\n/, '');

function anchorsOf(markdown: string): ReadonlySet<string> {
  const root: Node = fromMarkdown(withoutFrontMatter(markdown), {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const slugs = new GithubSlugger();
  const anchors = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === 'heading') anchors.add(slugs.slug(textOf(node)));
    node.children?.forEach(visit);
  };
  visit(root);
  return anchors;
}

/** Every link that leads to no file, or to no heading of one, as `file → address`. */
export function danglingLinks(tree: ReadonlyMap<string, string>): readonly string[] {
  const anchors = new Map<string, ReadonlySet<string>>();
  const pages = [...tree].filter(([path]) => path.endsWith('.md'));
  const view = {
    hasFile: (path: string) => tree.has(path),
    anchorsOf(path: string) {
      const markdown = path.endsWith('.md') ? tree.get(path) : undefined;
      if (markdown === undefined) return null;
      const known = anchors.get(path) ?? anchorsOf(markdown);
      anchors.set(path, known);
      return known;
    },
  };
  return pages.flatMap(([path, markdown]) =>
    deadLinks(readMarkdown(withoutFrontMatter(markdown)).urls, path, view).dead.map(
      (url) => `${path} → ${url}`,
    ),
  );
}
