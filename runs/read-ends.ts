/** Reads the events at both ends of a run's log: all that a list says of a run that is over, however long its log is. */
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles, type RunEvent } from '../contract/run-log';
import { isEnd } from './close-log';
import { parseLog } from './parse-log';
import { readLog } from './read-log';

/** Bytes of each end: the first event names every task and class, the last one every result. */
const reach = 64 * 1024;

interface Ends {
  readonly first: string;
  readonly last: string;
  /** What lies between. */
  readonly isCut: boolean;
}

/**
 * In order. The start and the end of a log whose first and last line they are; else all events of a short log, and of one whose ends do not
 * tell its start and end; none where there is no log.
 */
export async function readEnds(folder: string): Promise<readonly RunEvent[]> {
  const ends = await readBoth(join(folder, runFiles.log)).catch(() => undefined);
  if (!ends) return [];
  // To parse what lies between takes a hundred times as long, and there can be a thousand logs.
  const outer = parseLog(`${firstLine(ends.first)}\n${lastLine(ends.last)}\n`).events;
  if (tellsAll(outer)) return outer;
  if (!ends.isCut) return parseLog(ends.first).events;
  const { first, last } = ends;
  // Lines that are cut by the reach are left out.
  const inner = [first.slice(0, first.lastIndexOf('\n') + 1), last.slice(last.indexOf('\n') + 1)].flatMap(
    (lines) => parseLog(lines).events,
  );
  return tellsAll(inner) ? inner : ((await readLog(folder)).value ?? []);
}

const tellsAll = (events: readonly RunEvent[]): boolean =>
  events.some(({ kind }) => kind === 'start') && events.some(isEnd);

const firstLine = (text: string): string => text.slice(0, Math.max(0, text.indexOf('\n')));

const lastLine = (text: string): string => {
  const lines = text.trimEnd();
  return lines.slice(lines.lastIndexOf('\n') + 1);
};

async function readBoth(file: string): Promise<Ends> {
  const log = await open(file);
  try {
    const { size } = await log.stat();
    if (size <= 2 * reach) {
      const all = await readAt(log, 0, size);
      return { first: all, last: all, isCut: false };
    }
    return { first: await readAt(log, 0, reach), last: await readAt(log, size - reach, reach), isCut: true };
  } finally {
    await log.close();
  }
}

async function readAt(log: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await log.read(Buffer.alloc(length), 0, length, position);
  return buffer.toString('utf8', 0, bytesRead);
}
