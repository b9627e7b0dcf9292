/** Adds an audit up: one line for each kind of thing that can be lost, added or broken. */
import {
  MEASURES,
  type AuditReport,
  type Check,
  type Measure,
  type Measured,
  type PageAudit,
} from '../model/audit.ts';

type Parts = Pick<AuditReport, 'pages' | 'unaudited' | 'files'> & {
  /** Links of published files that lead into the tree. */
  readonly linksChecked: number;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

export function checksOf({ pages, unaudited, files, linksChecked }: Parts): Check[] {
  const measured = (Object.keys(MEASURES) as Measure[]).map((measure): Check => {
    const each = pages.map(({ measures }) => measures[measure]);
    return checkOf(MEASURES[measure], {
      total: sum(each.map(({ total }) => total)),
      kept: sum(each.map(({ kept }) => kept)),
      explained: sum(each.map(({ explained }) => explained)),
    });
  });
  const plain = (name: string, total: number, bad: number): Check =>
    checkOf(name, { total, kept: total - bad, explained: 0 });
  const count = (pick: (page: PageAudit) => readonly unknown[]): number =>
    sum(pages.map((page) => pick(page).length));
  const words = sum(pages.map(({ shownWords }) => shownWords));
  return [
    plain('pages compared', pages.length + unaudited.length, unaudited.length),
    ...measured,
    plain(
      'words that the source has too',
      words,
      count(({ foreignWords }) => foreignWords),
    ),
    plain(
      'pages without other HTML than the documented',
      pages.length,
      pages.filter(({ foreignTags }) => foreignTags.length > 0).length,
    ),
    plain(
      'links in the tree that lead somewhere',
      linksChecked,
      count((page) => page.deadLinks),
    ),
    plain(
      'files as the manifest lists them',
      files.listed,
      files.changed.length + files.missing.length,
    ),
  ];
}

/** Rounded down, so that only what is whole reads 100. */
const checkOf = (name: string, { total, kept, explained }: Measured): Check => ({
  name,
  total,
  kept,
  explained,
  score: total === 0 ? null : Math.floor(((kept + explained) / total) * 10_000) / 100,
});

export const scoreOf = (checks: readonly Check[]): number =>
  Math.min(100, ...checks.map(({ score }) => score ?? 100));

/** Unexplained first, then foreign, then explained losses. */
const badness = (page: PageAudit): number =>
  1000 * page.losses.filter(({ reason }) => reason === null).length +
  1000 * page.deadLinks.length +
  100 * (page.foreignWords.length + page.foreignTags.length) +
  page.losses.length;

/** The worst first; equal ones keep their order. */
export const worstFirst = (pages: readonly PageAudit[]): PageAudit[] =>
  pages.toSorted((a, b) => badness(b) - badness(a));
