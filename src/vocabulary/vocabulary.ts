/** Vocabularies from their YAML: read, checked, put together. */
import { createHash } from 'node:crypto';
import { UsageError } from '../model/errors.ts';
import type { ReportRules, Vocabulary } from '../model/vocabulary.ts';
import { extended, type ReportsData, type SectionData, type VocabularyData } from './data.ts';
import { headingReader, phraseReader } from './headings.ts';
import { periodVocabulary } from './period-words.ts';
import { readPeriods } from './read-periods.ts';
import { readReports } from './read-reports.ts';
import { readSections } from './read-sections.ts';
import { readTexts, readWords, textOr } from './read-parts.ts';
import { fieldsOf, readYaml, type Finding } from './reading.ts';
import { titleWords } from './words.ts';

export const BUILT_IN = 'built-in';
export const MAX_VOCABULARY_BYTES = 256 * 1024;

const FIELDS = 'name version extends filler none sections reports periods'.split(' ');

/** A vocabulary and what its file said, for others to extend. */
export interface ParsedVocabulary {
  readonly vocabulary: Vocabulary;
  readonly data: VocabularyData;
}

/**
 * @param yaml the file's text.
 * @param file its name, as errors call it.
 * @param base the built-in vocabulary, which the file may extend; null for that one itself.
 * @throws UsageError that names the line of each mistake and says how to mend it.
 */
export function parseVocabulary(
  yaml: string,
  file: string,
  base: ParsedVocabulary | null,
): ParsedVocabulary {
  const reading = readYaml(yaml);
  const own = readData(reading, base);
  if (own === null || reading.findings.length > 0) throw mistakes(file, reading.findings);
  const data = own.isExtending && base !== null ? extended(base.data, own) : own;
  const hash = createHash('sha256').update(yaml);
  if (own.isExtending && base !== null) hash.update(`\u0000${base.vocabulary.sha256}`);
  return { data, vocabulary: compiled(data, yaml, hash.digest('hex')) };
}

type Own = VocabularyData & { readonly isExtending: boolean };

function readData(reading: ReturnType<typeof readYaml>, base: ParsedVocabulary | null): Own | null {
  if (reading.root === null) return null;
  const fields = fieldsOf(reading, reading.root, FIELDS);
  const given = fields.get('extends');
  const extending = textOr(reading, given);
  if (given !== undefined && extending !== null && extending !== BUILT_IN) {
    reading.note(given, `“extends” is “${extending}”; only “${BUILT_IN}” can be extended.`);
  }
  for (const name of ['name', 'version']) {
    if (!fields.has(name)) {
      reading.note(
        { line: 1 },
        `the file has no “${name}”; add it, such as “${name}: ${name === 'name' ? 'My reports' : '1'}”.`,
      );
    }
  }
  const isExtending = extending === BUILT_IN && base !== null;
  const sections = fields.get('sections');
  if (sections === undefined && !isExtending) {
    reading.note({ line: 1 }, `the file has no “sections”; add some, or “extends: ${BUILT_IN}”.`);
  }
  const baseKeys = isExtending ? base.data.sections.map(({ key }) => key) : [];
  const noted = reading.findings.length;
  const ownSections =
    sections === undefined ? [] : readSections(reading, sections, new Set(baseKeys));
  const isEmpty = sections !== undefined && ownSections.length === 0;
  if (isEmpty && !isExtending && reading.findings.length === noted) {
    reading.note(sections, '“sections” is empty; add at least one section.');
  }
  const keys = [...new Set([...baseKeys, ...ownSections.map(({ key }) => key)])];
  return {
    isExtending,
    name: textOr(reading, fields.get('name')) ?? '',
    version: textOr(reading, fields.get('version')) ?? '',
    filler: readWords(reading, fields.get('filler')),
    none: readTexts(reading, fields.get('none')),
    sections: ownSections,
    reports: readReports(reading, fields.get('reports'), keys),
    periods: readPeriods(
      reading,
      fields.get('periods'),
      isExtending ? base.data.periods.ordinals : [],
    ),
  };
}

const MAX_SHOWN = 20;

function mistakes(file: string, findings: readonly Finding[]): UsageError {
  const sorted = findings.toSorted((one, other) => one.line - other.line);
  const lines = sorted.map(({ line, message }) => `${file}:${String(line)}: ${message}`);
  const more = lines.length - MAX_SHOWN;
  return new UsageError(
    [...lines.slice(0, MAX_SHOWN), ...(more > 0 ? [`… and ${String(more)} more`] : [])].join('\n'),
    'Mend the file; “confluence-archive vocabulary” prints one that is right, with comments.',
  );
}

function compiled(data: VocabularyData, yaml: string, sha256: string): Vocabulary {
  const sections = data.sections.map((section) => ({
    ...section,
    title: section.title ?? titleOf(section),
    values: section.values ?? 'text',
    plural: section.plural ?? true,
  }));
  const none = new Set(data.none.map(bare));
  const { reports } = data;
  const isAnswer = ({ key, values }: (typeof sections)[number]): boolean =>
    values === 'people' || values === 'date' || key === reports.group;
  return {
    name: data.name,
    version: data.version,
    yaml,
    sha256,
    sections: sections.map(({ key, title, values }) => ({ key, title, values })),
    keyOf: headingReader(sections, data.filler),
    isNone: (text) => /^[-–—.?…\s]*$/.test(text) || (text.length <= 60 && none.has(bare(text))),
    asking: new Set(sections.filter(isAnswer).map(({ key }) => key)),
    periods: periodVocabulary(data.periods),
    reports: reportRules(reports, data),
  };
}

const titleOf = ({ key }: SectionData): string =>
  `${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll('-', ' ')}`;

/** `N/A.` and `n. a.` are one. */
const bare = (text: string): string => titleWords(text).join('');

function reportRules(reports: ReportsData, { periods }: VocabularyData): ReportRules {
  const lower = (list: readonly string[]): ReadonlySet<string> =>
    new Set(list.map((text) => text.toLowerCase()));
  const [yes, no, generic] = [reports.titleSaysYes, reports.titleSaysNo, reports.generic].map(
    lower,
  );
  const joining = lower(periods.joining);
  const says = (words: ReadonlySet<string> | undefined) => (title: string) =>
    titleWords(title).some((word) => words?.has(word) === true);
  return {
    group: reports.group,
    authors: reports.authors,
    published: reports.published,
    canBeReports:
      reports.labels.length + reports.titles.length + reports.titleSaysYes.length > 0 ||
      (reports.telling.length > 0 && (reports.enough ?? reports.enoughWithPeriod) !== null),
    telling: new Set(reports.telling),
    enough: reports.enough ?? Number.POSITIVE_INFINITY,
    enoughWithPeriod: reports.enoughWithPeriod ?? Number.POSITIVE_INFINITY,
    ownWords: reports.ownWords ?? 30,
    labels: lower(reports.labels),
    spaces: reports.spaces.length === 0 ? null : lower(reports.spaces),
    isReportTitle: phraseReader(reports.titles),
    saysReport: says(yes),
    saysNoReport: says(no),
    isAuthorHeading: phraseReader(reports.authorHeadings),
    isGeneric(word) {
      const parts = titleWords(word);
      const isPlain = (part: string): boolean => generic?.has(part) === true || joining.has(part);
      return parts.every(isPlain) || isPlain(parts.join(''));
    },
  };
}
