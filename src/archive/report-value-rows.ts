/** The table `report_values`: what sections of reports say as numbers, dates and people. */
import type { NumberReading, ReportValue } from '../model/page.ts';
import { insertRows } from './batch.ts';
import type { Directory } from './directory.ts';
import type { Queries } from './driver.ts';

interface LocatedValue {
  readonly page_id: number;
  readonly section_id: number;
  readonly value: ReportValue;
}

const NO_NUMBER = {
  number: null,
  number_to: null,
  out_of: null,
  qualifier: null,
  unit: null,
  noun: null,
  label: null,
  per: null,
};

const numberRow = (
  value: NumberReading,
): Record<keyof typeof NO_NUMBER, string | number | null> => ({
  number: value.number,
  number_to: value.numberTo,
  out_of: value.outOf,
  qualifier: value.qualifier,
  unit: value.unit,
  noun: value.noun,
  label: value.label,
  per: value.per,
});

const COLUMNS = [
  'page_id',
  'section_id',
  'position',
  'kind',
  'raw',
  'context',
  'number',
  'number_to',
  'out_of',
  'qualifier',
  'unit',
  'noun',
  'label',
  'per',
  'date',
  'person_id',
] as const;

/** The pages' sections must be there, and `directory` must know the people. */
export async function insertReportValues(
  queries: Queries,
  located: readonly LocatedValue[],
  directory: Directory,
): Promise<void> {
  const rows = located.map(({ value, ...place }) => ({
    ...place,
    position: value.position,
    kind: value.kind,
    raw: value.raw,
    context: value.context,
    ...(value.kind === 'number' ? numberRow(value) : NO_NUMBER),
    date: value.kind === 'date' ? value.date : null,
    person_id: value.kind === 'person' ? directory.person(value.person) : null,
  }));
  await insertRows(queries, 'report_values', COLUMNS, rows);
}
