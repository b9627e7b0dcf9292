import { BAG_PROBLEMS, BAG_REMARKS, type BagReport } from '../model/bag.ts';
import {
  VERIFY_PROBLEMS,
  type VerifyFinding,
  type VerifyProblem,
  type VerifyReport,
} from '../model/verify.ts';
import { counted, sizeText } from './quantity.ts';
import { printable, style, type Output } from './terminal.ts';

const MAX_EXAMPLES = 10;

const seconds = (elapsedMs: number): string => `${(elapsedMs / 1000).toFixed(1)} s`;

/** A few lines, and how many there are more. */
const some = (lines: readonly string[], indent: string): readonly string[] => [
  ...lines.slice(0, MAX_EXAMPLES).map((line) => `${indent}${printable(line)}`),
  ...(lines.length > MAX_EXAMPLES
    ? [`${indent}… and ${String(lines.length - MAX_EXAMPLES)} more`]
    : []),
];

/** `path (detail)`, or what there is of them. */
const about = ({ path, detail }: Pick<VerifyFinding, 'path' | 'detail'>): string =>
  path === null ? (detail ?? '') : detail === null ? path : `${path} (${detail})`;

/** Findings by kind: the sentence, what to do, and which files. */
export function findingLines(
  findings: readonly VerifyFinding[],
  stream: Output,
): readonly string[] {
  const kinds = [...new Set(findings.map(({ problem }): VerifyProblem => problem))];
  return kinds.flatMap((kind) => {
    const members = findings.filter(({ problem }) => problem === kind);
    const { sentence, advice } = VERIFY_PROBLEMS[kind];
    return [
      `${style(stream, 'red', kind)} × ${String(members.length)}: ${sentence}`,
      `  ${advice}`,
      ...some(members.map(about), '    '),
    ];
  });
}

/** The summary of a check of everything, as text that ends in a newline. */
export function verifySummary(report: VerifyReport, stream: Output): string {
  const { checked, findings, strays, ownFiles, markdownDir } = report;
  const verdict =
    findings.length === 0
      ? 'everything is as it was'
      : `${counted(findings.length, 'thing')} changed or missing`;
  const lines = [
    style(stream, 'bold', `Verified in ${seconds(report.elapsedMs)}: ${verdict}`),
    '',
    `Archive:   ${printable(report.archive)}`,
    `Originals: ${String(checked.originals)} unpacked and hashed`,
    markdownDir === null
      ? 'Markdown:  not checked'
      : `Markdown:  ${printable(markdownDir)}, ${counted(checked.files, 'file')} hashed ` +
        `(${counted(checked.pages, 'page')}, ${counted(checked.attachments, 'attachment')})`,
    ...(ownFiles === 0 ? [] : [`  ${counted(ownFiles, 'file')} more are somebody’s own`]),
    ...(strays.length === 0
      ? []
      : [
          `Strays: ${counted(strays.length, 'file')} among the originals that the archive does not know;`,
          '  of a run that was stopped (import again), or somebody’s own',
          ...some(strays, '    '),
        ]),
    ...(findings.length === 0 ? [] : ['', ...findingLines(findings, stream)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The summary of the validation of a package, as text that ends in a newline. */
export function bagSummary(report: BagReport, stream: Output): string {
  const { findings, remarks, payload, version, algorithms } = report;
  const verdict =
    findings.length === 0 ? 'is valid' : `is not valid: ${counted(findings.length, 'finding')}`;
  const problems = [...new Set(findings.map(({ problem }) => problem))];
  const kinds = [...new Set(remarks.map(({ remark }) => remark))];
  const lines = [
    style(stream, 'bold', `The package ${printable(report.folder)} ${verdict}`),
    '',
    `BagIt ${version ?? '–'}, ${algorithms.join(', ') || 'no checksums'}: ` +
      `${counted(payload.files, 'file')}, ${sizeText(payload.bytes)}`,
    ...problems.flatMap((kind) => {
      const members = findings.filter(({ problem }) => problem === kind);
      return [
        `${style(stream, 'red', kind)} × ${String(members.length)}: ${BAG_PROBLEMS[kind]}`,
        ...some(members.map(about), '    '),
      ];
    }),
    ...kinds.flatMap((kind) => {
      const members = remarks.filter(({ remark }) => remark === kind);
      return [
        `${style(stream, 'yellow', kind)} × ${String(members.length)}: ${BAG_REMARKS[kind]}`,
        ...some(
          members.map(({ path }) => path),
          '    ',
        ),
      ];
    }),
  ];
  return `${lines.join('\n')}\n`;
}
