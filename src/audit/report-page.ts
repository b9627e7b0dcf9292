/**
 * The audit as one HTML file that needs nothing else: no script, no font, no request. What a source
 * shows is another's markup, so it is put into a sandboxed frame under a policy that loads nothing.
 */
import { load } from 'cheerio';
import {
  BROKEN_LINKS,
  MEASURES,
  UNAUDITED,
  type AuditReport,
  type Check,
  type Loss,
  type Measure,
  type PageAudit,
} from '../model/audit.ts';
import type { Element } from '../model/dom.ts';
import { DIAGNOSTICS } from '../model/diagnostics.ts';

/** Both sides of one of the pages that are shown in full. */
export interface ShownSides {
  readonly body: Element;
  readonly markdown: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 90rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { border-bottom: 1px solid #8886; padding: .2rem .8rem; text-align: left; vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
.bad { color: #c22; font-weight: 600; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
.sides > * { border: 1px solid #8886; height: 32rem; width: 100%; overflow: auto; margin: 0; box-sizing: border-box; }
.sides pre { padding: .8rem; white-space: pre-wrap; font: 13px/1.45 ui-monospace, monospace; }
iframe { background: #fff; }
mark { background: #fc6; color: #000; }
summary { cursor: pointer; }
code { overflow-wrap: anywhere; }
`;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

function checkRow({ name, total, kept, explained, score }: Check): string {
  const amiss = total - kept - explained;
  const percent = score === null ? '–' : `${score.toFixed(2)} %`;
  const cells = [...[total, kept, explained, amiss].map(String), percent].map(
    (text) => `<td class="n${amiss > 0 ? ' bad' : ''}">${text}</td>`,
  );
  return `<tr><td>${escape(name)}</td>${cells.join('')}</tr>`;
}

const checksTable = (checks: readonly Check[]): string =>
  '<table><thead><tr><th>what</th><th>of</th><th>kept</th><th>lost, and explained</th>' +
  `<th>amiss</th><th>score</th></tr></thead><tbody>${checks.map(checkRow).join('')}</tbody></table>`;

const reasonOf = ({ reason }: Loss): string =>
  reason === null
    ? '<span class="bad">unexplained</span>'
    : `${reason}: ${escape(DIAGNOSTICS[reason].sentence)}`;

const MOST_ROWS = 40;

/** Everything that is missing or foreign: what, which text, why; the unexplained first. */
function findingsOf(page: PageAudit): (readonly [what: string, text: string, why: string])[] {
  const why = '<span class="bad">unexplained</span>';
  const losses = page.losses.toSorted(
    (a, b) => Number(a.reason !== null) - Number(b.reason !== null),
  );
  const missing = losses.map(
    (loss) => [`${MEASURES[loss.measure]}, missing`, loss.text, reasonOf(loss)] as const,
  );
  const unexplained = page.losses.filter(({ reason }) => reason === null).length;
  return [
    ...missing.slice(0, unexplained),
    ...page.foreignWords.map((word) => ['word that the source does not have', word, why] as const),
    ...page.foreignTags.map((tag) => ['HTML tag', `<${tag}>`, why] as const),
    ...page.deadLinks.map((url) => ['link that leads nowhere', url, why] as const),
    ...missing.slice(unexplained),
  ];
}

function findingsTable(page: PageAudit): string {
  const counts = new Map<string, number>();
  for (const [what, text, why] of findingsOf(page)) {
    const row = `<td>${what}</td><td><code>${escape(text.slice(0, 300))}</code></td><td>${why}</td>`;
    counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  if (counts.size === 0) return '<p>Nothing is missing, nothing was added.</p>';
  const rows = [...counts].map(
    ([row, count]) =>
      `<tr>${row}<td class="n">${count === 1 ? '' : `× ${String(count)}`}</td></tr>`,
  );
  const more = rows.length - MOST_ROWS;
  return (
    '<table><thead><tr><th>what</th><th>text</th><th>why</th><th></th></tr></thead>' +
    `<tbody>${rows.slice(0, MOST_ROWS).join('')}</tbody></table>` +
    (more > 0 ? `<p>… and ${String(more)} more.</p>` : '')
  );
}

/** The source as a browser shows it, without what it would fetch. */
function sourceFrame(body: Element): string {
  const $ = load('', {}, false);
  const html =
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">` +
    `<style>body{font:14px/1.5 sans-serif;margin:.8rem}table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .5rem}pre{background:#eee;padding:.5rem}</style>` +
    $.html(body.children as never);
  return `<iframe sandbox="" loading="lazy" title="source" srcdoc="${escape(html)}"></iframe>`;
}

function marked(markdown: string, foreign: readonly string[]): string {
  const words = new Set(foreign);
  return markdown
    .split(/(\s+)/)
    .map((part) => (words.has(part) ? `<mark>${escape(part)}</mark>` : escape(part)))
    .join('');
}

function pageSection(page: PageAudit, sides: ShownSides | undefined, isOpen: boolean): string {
  const unexplained = page.losses.filter(({ reason }) => reason === null).length;
  const bad =
    unexplained + page.foreignWords.length + page.foreignTags.length + page.deadLinks.length;
  const counts = (Object.keys(MEASURES) as Measure[])
    .filter((measure) => page.measures[measure].total > 0)
    .map((measure) => {
      const { total, kept, explained } = page.measures[measure];
      return `${String(kept + explained)} of ${String(total)} ${MEASURES[measure]}`;
    });
  return (
    `<details${isOpen ? ' open' : ''}><summary><strong>${escape(page.title)}</strong> – ` +
    `<span${bad > 0 ? ' class="bad"' : ''}>${String(bad)} unexplained</span>, ` +
    `${String(page.losses.length - unexplained)} explained</summary>` +
    `<p><code>${escape(page.sourcePath)}</code> → <code>${escape(page.markdownPath)}</code><br>` +
    `${counts.join(', ')}</p>${findingsTable(page)}` +
    (sides === undefined
      ? ''
      : `<div class="sides">${sourceFrame(sides.body)}<pre>${marked(sides.markdown, page.foreignWords)}</pre></div>`) +
    '</details>'
  );
}

const list = (title: string, lines: readonly string[]): string =>
  lines.length === 0
    ? ''
    : `<details><summary>${escape(title)}: ${String(lines.length)}</summary><ul>${lines
        .map((line) => `<li>${line}</li>`)
        .join('')}</ul></details>`;

const coded = (text: string): string => `<code>${escape(text)}</code>`;

function otherFindings(report: AuditReport): string {
  const { links, attachments, files, unaudited, macros } = report;
  const named = ({ page, fileName }: { page: string; fileName: string }): string =>
    `${coded(fileName)} of ${coded(page)}`;
  return [
    list(
      'Pages that could not be compared',
      unaudited.map(({ path, reason }) => `${coded(path)}: ${UNAUDITED[reason]}`),
    ),
    list('Files changed since they were written', files.changed.map(coded)),
    list('Files that are gone', files.missing.map(coded)),
    list(
      'Links of the source that lead nowhere',
      links.broken.map(
        ({ sourcePath, href, text, reason }) =>
          `${coded(sourcePath)}: “${escape(text)}” (${coded(href)}): ${BROKEN_LINKS[reason]}`,
      ),
    ),
    list('Attachments that the export lacks', attachments.missing.map(named)),
    list('Attachments that no text leads to', attachments.unreferenced.map(named)),
    list(
      'Macros by outcome',
      macros.map(({ name, outcome, count }) => `${outcome}: ${coded(name)} × ${String(count)}`),
    ),
  ].join('');
}

/** @param sides by the page's path in the tree; the pages that are shown in full. */
export function auditReportPage(
  report: AuditReport,
  sides: ReadonlyMap<string, ShownSides>,
): string {
  const shown = report.pages.filter(({ markdownPath }) => sides.has(markdownPath));
  const sections = shown.map((page, at) =>
    pageSection(page, sides.get(page.markdownPath), at === 0),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>Audit of a Confluence archive</title>
<style>${STYLE}</style>
<h1>Audit: ${report.score.toFixed(2)} %</h1>
<p>${String(report.pages.length)} pages of ${report.sources.map(coded).join(', ')} compared with ${coded(report.markdownDir)}.
The figure is the lowest line of the table.</p>
${checksTable(report.checks)}
${otherFindings(report)}
<h2>The ${String(shown.length)} worst pages</h2>
<p>Source on the left (its pictures are not shown), Markdown on the right.</p>
${sections.join('\n')}
</html>
`;
}
