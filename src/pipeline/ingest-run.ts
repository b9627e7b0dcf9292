/** What the steps of one import share. */
import type { Archive } from '../archive/archive.ts';
import type { IsoDate } from '../model/page.ts';
import type { Converter } from './local-converter.ts';
import type { Keeper } from './keeper.ts';
import type { ResolvedOptions } from './options.ts';
import type { Tally } from './tally.ts';
import type { ChosenVocabulary } from './vocabulary-file.ts';

export interface Ingest {
  readonly options: ResolvedOptions;
  readonly archive: Archive;
  readonly vocabulary: ChosenVocabulary;
  readonly importId: number;
  /** The moment of the run, for pages whose export says nothing of its own. */
  readonly startedOn: IsoDate;
  readonly keeper: Keeper;
  readonly converter: Converter;
  readonly tally: Tally;
  /** Rows that this run wrote or confirmed. */
  readonly written: Set<number>;
  /** Those of them that are as they were. */
  readonly confirmed: Set<number>;
  /** Called after each file. */
  readonly onFile: () => void;
}
