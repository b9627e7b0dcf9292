/** One section of all reports, to be read: in a terminal, or as a Markdown document. */
import type { ReportEntry, SectionOfReport, SectionStory } from '../model/reports.ts';
import { plainMarkdown } from './plain-markdown.ts';
import { nameOf, NO_REPORT } from './report-columns.ts';
import { printable, style, type Output } from './terminal.ts';
import { widthOf } from './text-table.ts';

/** Lines longer than that are hard to read, however wide the terminal is. */
const WIDEST = 96;

const days = ({ periodStart, periodEnd }: ReportEntry): string | null =>
  periodStart === null || periodEnd === null ? null : `${periodStart} to ${periodEnd}`;

/** Everything about a report that is known, in one line. */
function byline(report: ReportEntry): string {
  const { spaceKey, spaceName, title, authors, publishedOn } = report;
  const parts = [
    spaceKey ?? spaceName,
    title === nameOf(report) ? null : title,
    days(report),
    authors.length === 0 ? null : `by ${authors.join(', ')}`,
    publishedOn === null ? null : `published ${publishedOn}`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** What is said of a section that has no text to show; null for one that has. */
function remark({ state, text }: SectionOfReport, key: string): string | null {
  if (state === 'absent') return `no section “${key}”`;
  if (state === 'empty') return 'nothing under its heading';
  if (state === 'none') return `nothing to report: “${(text ?? '').replace(/\s+/g, ' ')}”`;
  return null;
}

/** For each report its name, what is known of it, and the section's words. */
export function storyText({ key, reports }: SectionStory, stream: Output): string {
  const width = Math.min(WIDEST, widthOf(stream));
  const parts = reports.map((part) => {
    const { report, state, markdown } = part;
    const name = printable(nameOf(report));
    if (state === 'missing') {
      return [style(stream, 'dim', `${name}  ${NO_REPORT}  ${days(report) ?? ''}`.trimEnd())];
    }
    const said = remark(part, key);
    return [
      style(stream, 'bold', name),
      style(stream, 'dim', printable(byline(report))),
      '',
      ...(said === null
        ? plainMarkdown(markdown ?? '', { indent: '  ', width, stream })
        : [style(stream, 'dim', `  (${printable(said)})`)]),
    ];
  });
  return parts.length === 0 ? '' : `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const escaped = (text: string): string =>
  text.replace(/[\\`*_[\]<>|#]/g, String.raw`\$&`).replace(/\s+/g, ' ');

/** A document with a heading for each period; subsections stand below it. */
export function storyMarkdown({ key, reports }: SectionStory): string {
  const parts = reports.map((part) => {
    const { report, state, markdown } = part;
    const head = `## ${escaped(nameOf(report))}`;
    if (state === 'missing') return `${head}\n\n_No report (${days(report) ?? ''})._`;
    const said = remark(part, key);
    const body = said === null ? (markdown ?? '') : `_${escaped(said)}_`;
    return `${head}\n\n_${escaped(byline(report))}_\n\n${body}`;
  });
  return `${[`# ${escaped(key)}`, ...parts].join('\n\n')}\n`;
}
