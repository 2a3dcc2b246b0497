/** What keeps rows from being read, in words for whoever has the files, made of the reason that the engine gives. */
import type { Problem } from '../contract/problem';
import { csvFault } from './csv-fault';
import { findChange } from './find-change';
import { lineEndsFault } from './line-ends';
import { unreadableFile } from './problems';
import type { SourceFile } from './source-file';
import { memoryTooSmall, readingStopped, scratchFull } from './room-problems';

export async function readFault(sources: readonly SourceFile[], reason: string): Promise<Problem> {
  const files = sources.map(({ path }) => path);
  return (
    roomFault(files, reason) ??
    (await findChange(sources)) ??
    csvFault(files, reason) ??
    (await lineEndsFault(files, reason)) ??
    unreadableFile(files, reason.replace(/\.? *\(line \d+ of the query\)\.$/, '.'))
  );
}

/** Memory or disk ran out, or nobody waits for the rows any more: no fault of the files. */
export function roomFault(files: readonly string[], reason: string): Problem | undefined {
  if (reason.startsWith('INTERRUPT Error')) return readingStopped(files);
  if (/No space left on device|max_temp_directory_size/i.test(reason)) return scratchFull(files);
  if (/^Out of Memory Error|memory limit|bad_?alloc/i.test(reason)) return memoryTooSmall(files);
  return undefined;
}
