/** An archive as far as an import needs it that finds nothing new; the rest is loaded when asked for. */
import type { Archive } from './archive.ts';
import { checkpointRows } from './checkpoint-rows.ts';
import { importRows } from './import-rows.ts';
import { openFile, type OpenOptions } from './opening.ts';

export interface RunLog extends Pick<
  Archive,
  | 'beginImport'
  | 'finishImport'
  | 'addDiagnostics'
  | 'confirmImport'
  | 'checkpoint'
  | 'checkpointOf'
  | 'setCheckpoint'
  | 'close'
> {
  /** All of the archive, by the same connection; closed by either. */
  readonly archive: () => Promise<Archive>;
}

/** @throws ArchiveError as `openArchive`. */
export async function openRunLog(path: string, options: OpenOptions = {}): Promise<RunLog> {
  const opened = await openFile(path, options);
  const { database, held, clock, close } = opened;
  return {
    ...importRows(database, clock),
    ...checkpointRows(database, held),
    archive: async () => (await import('./open.ts')).archiveOf(opened),
    close,
  };
}
