/** Comments of a page, through the same rules as its body. */
import { diagnostic, type Diagnostic } from '../model/diagnostics.ts';
import type { RawComment } from '../model/document.ts';
import type { CommentRecord, IsoDate } from '../model/page.ts';
import type { TableStyle } from '../model/table-style.ts';
import { parseDate, settle } from '../extract/dates.ts';
import { personFromName } from '../extract/people.ts';
import { blockText } from '../extract/text.ts';
import { joinBlocks, renderBlocks } from '../markdown/index.ts';
import { normalise, type NormalisedPage, type PageFacts } from '../normalise/index.ts';

export interface ConvertedComment extends Pick<NormalisedPage, 'links' | 'macros' | 'mentions'> {
  readonly record: CommentRecord;
  readonly diagnostics: readonly Diagnostic[];
}

/** Converts comments in order; `near` are the page's dates, to settle a date that could be two days. */
export function convertComments(
  comments: readonly RawComment[],
  facts: PageFacts,
  { near, tables }: { readonly near: readonly IsoDate[]; readonly tables: TableStyle },
): ConvertedComment[] {
  return comments.map((comment, position) => {
    const { body, links, macros, mentions, diagnostics } = normalise(comment.body, facts);
    const created = comment.date === null ? null : dateOf(comment.date, near);
    const author = comment.author === null ? null : personFromName(comment.author);
    const unreadable =
      comment.date !== null && created === null
        ? [diagnostic('date-unreadable', comment.date)]
        : [];
    return {
      links,
      macros,
      mentions,
      diagnostics: [...diagnostics, ...unreadable],
      record: {
        position,
        confluenceId: comment.confluenceId,
        author,
        createdAt: created,
        createdRaw: comment.date,
        markdown: joinBlocks(renderBlocks(body, tables).map(({ markdown }) => markdown)),
        text: blockText(body.children),
      },
    };
  });
}

function dateOf(raw: string, near: readonly IsoDate[]): IsoDate | null {
  const { iso, ambiguous } = parseDate(raw);
  return iso ?? (ambiguous === null ? null : settle(ambiguous, near));
}
