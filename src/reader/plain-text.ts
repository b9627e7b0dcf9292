/** Reads pages that a text browser, or a copy and paste, turned into plain text. */
import { diagnostic } from '../model/diagnostics.ts';
import type { Reader } from '../model/document.ts';
import { bodyOf } from './plain-text/body.ts';
import { splitHeader, splitTail } from './plain-text/furniture.ts';
import { blocksIn } from './plain-text/lines.ts';
import { looksDumped } from './plain-text/recognise.ts';

/** The form is that of the text dumps of wiki pages: no markup, and of the furniture only labels. */
export const plainTextReader: Reader = {
  format: 'plain-text',
  summary: 'Pages dumped as plain text: paragraphs, “•” bullets, and labels at the end.',

  recognises: looksDumped,

  read(file) {
    const { part: tail, rest } = splitTail(blocksIn(file.text));
    const { part: header, rest: blocks } = splitHeader(rest);
    const { body, tooDeep } = bodyOf(blocks);
    const diagnostics = header.heading === null ? [diagnostic('title-missing')] : [];
    if (tooDeep) diagnostics.push(diagnostic('page-too-deep'));
    return {
      kind: 'page',
      format: 'plain-text',
      sourcePath: file.path,
      profile: 'plain-text',
      ...header,
      ...tail,
      isHome: false,
      body,
      attachments: [],
      comments: [],
      diagnostics,
    };
  },
};
