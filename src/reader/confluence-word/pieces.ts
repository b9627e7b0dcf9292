/** Where Word exports have their parts; see `confluence-word.ts`. */
import type { Pieces } from '../../model/pieces.ts';

export const WORD_PIECES: Pieces = {
  heading: 'body > h1, head > title',
  breadcrumbs: null,
  homeMark: null,
  metadata: null,
  body: 'body > div.Section1',
  attachments: 'files inside the message that `div.Section1` shows',
  comments: null,
  labels: null,
  footer: '`Date:` at the head of the message',
};
