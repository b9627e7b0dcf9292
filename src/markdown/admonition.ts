/** Information boxes and panels. */
import { escapeText } from './escape.ts';
import { asBlock, inCell, quoted, type MarkdownRule } from './rule.ts';

/** GitHub's alerts for Confluence's boxes; a Confluence “note” is a yellow box with a warning sign. */
const ALERTS: Readonly<Record<string, string>> = {
  info: 'NOTE',
  tip: 'TIP',
  note: 'WARNING',
  warning: 'CAUTION',
};

/** What is no paragraph: some readers take it for text where it follows the marker at once. */
const OTHER_BLOCK = /^(?:[|>#`<]|[-*+] |\d+[.)] )/;

export const admonition: MarkdownRule = {
  name: 'admonition',
  elements: ['aside'],
  summary: 'GitHub’s alerts; a panel is a quotation with its title.',
  replacement(content, node) {
    const alert = ALERTS[node.getAttribute('data-admonition') ?? ''];
    const title = node.getAttribute('data-title');
    const heading = title === null ? '' : `**${escapeText(title)}**\n\n`;
    const body = `${heading}${content.trim()}`.trim();
    if (inCell(node)) return asBlock(body);
    return asBlock(
      quoted(
        alert === undefined ? body : `[!${alert}]\n${OTHER_BLOCK.test(body) ? '\n' : ''}${body}`,
      ),
    );
  },
};
