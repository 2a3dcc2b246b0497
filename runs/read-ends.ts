/** Reads the events at both ends of a run's log: all that a list says of a run that is over, however long its log is. */
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles, type RunEvent } from '../contract/run-log';
import { isEnd } from './close-log';
import { parseLog } from './parse-log';
import { readLog } from './read-log';

/** Bytes of each end: the first event names every task and class, the last one every result. */
const reach = 64 * 1024;

/** In order. All events of a short log, and of one whose ends do not tell its start and end; none where there is no log. */
export async function readEnds(folder: string): Promise<readonly RunEvent[]> {
  const ends = await readBoth(join(folder, runFiles.log)).catch(() => []);
  const tellsAll = ends.some(({ kind }) => kind === 'start') && ends.some(isEnd);
  return tellsAll ? ends : ((await readLog(folder)).value ?? []);
}

async function readBoth(file: string): Promise<readonly RunEvent[]> {
  const log = await open(file);
  try {
    const { size } = await log.stat();
    if (size <= 2 * reach) return [];
    const first = await readAt(log, 0);
    const last = await readAt(log, size - reach);
    // Lines that are cut by the reach are left out.
    return [first.slice(0, first.lastIndexOf('\n') + 1), last.slice(last.indexOf('\n') + 1)].flatMap(
      (lines) => parseLog(lines).events,
    );
  } finally {
    await log.close();
  }
}

async function readAt(log: FileHandle, position: number): Promise<string> {
  const { buffer, bytesRead } = await log.read(Buffer.alloc(reach), 0, reach, position);
  return buffer.toString('utf8', 0, bytesRead);
}
