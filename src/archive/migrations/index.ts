/** The table of migrations: `user_version` counts those that an archive has been through. */
import { RECORDS } from './001-records.ts';
import { LINKS } from './002-links.ts';
import { SEARCH } from './003-search.ts';
import { WORD_EXPORTS } from './004-word-exports.ts';
import { HISTORY } from './005-history.ts';
import { SEARCH_COPIES } from './006-search.ts';
import { REPORTS } from './007-reports.ts';
import { VIEWS } from './008-views.ts';
import { ONCE } from './009-once.ts';
import { PAGE_TEXTS } from './010-page-texts.ts';
import { CHECKPOINT } from './011-checkpoint.ts';
import { CHANGES } from './012-changes.ts';
import { COPY_DATES } from './013-copy-dates.ts';

export const MIGRATIONS: readonly string[] = [
  RECORDS,
  LINKS,
  SEARCH,
  WORD_EXPORTS,
  HISTORY,
  SEARCH_COPIES,
  REPORTS,
  VIEWS,
  ONCE,
  PAGE_TEXTS,
  CHECKPOINT,
  CHANGES,
  COPY_DATES,
];
