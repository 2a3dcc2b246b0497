/** Ends the log of a run whose trainer is gone, so that every log ends with an `end` event. */
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../contract/problem';
import { runFiles, type EndEvent, type RunEvent } from '../contract/run-log';
import { lockLog } from './lock-log';
import { parseLog } from './parse-log';
import { folderNotWritten } from './problems';
import { readLog } from './read-log';

export interface Ending {
  readonly status: EndEvent['status'];
  readonly problem: Problem;
}

export type EndedEvent = Extract<RunEvent, { readonly kind: 'end' }>;

/**
 * The `end` event that is in the log, or the one that was added. `heard` are events that came from the trainer itself; the log can
 * lack the last of them when the disk is full, and then the answer says so.
 */
export function closeLog(
  folder: string,
  ending: Ending,
  heard: readonly RunEvent[] = [],
): Promise<EndedEvent> {
  return lockLog(folder, () => closeLocked(folder, ending, heard));
}

/** The same for whoever holds the lock already. */
export async function closeLocked(
  folder: string,
  ending: Ending,
  heard: readonly RunEvent[] = [],
): Promise<EndedEvent> {
  const end = await findEnd(folder, ending, heard);
  // Rows that did not fit in memory can be many, and nobody reads them any more.
  await rm(join(folder, runFiles.scratch), { recursive: true, force: true }).catch(() => undefined);
  return end;
}

async function findEnd(folder: string, ending: Ending, heard: readonly RunEvent[]): Promise<EndedEvent> {
  const file = join(folder, runFiles.log);
  const events = (await readLog(folder)).value ?? [];
  const written = events.findLast(isEnd);
  if (written) return written;

  const told = heard.find(isEnd);
  const sequence = (events.at(-1)?.sequence ?? -1) + 1;
  const end = told ? { ...told, sequence } : makeEnd([...events, ...heard], ending, sequence);
  try {
    await dropCutOffLine(file);
    await appendLine(file, `${JSON.stringify(end)}\n`);
    return end;
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return told ?? { ...end, status: 'failed', problem: folderNotWritten(folder, code) };
  }
}

export function isEnd(event: RunEvent): event is EndedEvent {
  return event.kind === 'end';
}

/** What the run had reached by its last events. */
function makeEnd(events: readonly RunEvent[], { status, problem }: Ending, sequence: number): EndedEvent {
  const epoch = events.findLast((event) => event.kind === 'epoch');
  const progress = events.findLast((event) => event.kind === 'progress');
  const start = events.find((event) => event.kind === 'start');
  const resumed = events.findLast((event) => event.kind === 'resume');
  const first = resumed ?? events[0];
  const time = Date.now();
  return {
    kind: 'end',
    status,
    results: epoch?.results ?? {},
    epochs: epoch?.epoch ?? 0,
    steps: Math.max(progress?.step ?? 0, (epoch?.epoch ?? 0) * (start?.stepsPerEpoch ?? 0)),
    seconds: (resumed?.seconds ?? 0) + (first ? Math.max(0, (time - first.time) / 1000) : 0),
    problem,
    sequence,
    time,
  };
}

/** All of the line or nothing: what a full disk has taken of it is cut off again. */
async function appendLine(file: string, line: string): Promise<void> {
  const log = await open(file, 'a');
  const { size } = await log.stat();
  try {
    await log.appendFile(line);
    await log.sync();
  } catch (error) {
    await log.truncate(size);
    throw error;
  } finally {
    await log.close();
  }
}

/** An event that was cut off in the middle of its line would spoil the line after it. */
async function dropCutOffLine(file: string): Promise<void> {
  const log = await open(file, 'r+').catch(() => undefined);
  // Where there is none, or none that may be written, the line after it tells.
  if (!log) return;
  try {
    const { size } = await log.stat();
    const line = await readLastLine(log, size);
    if (line.length === 0) return;
    const isWhole = parseLog(line.toString('utf8')).events.length > 0;
    if (isWhole) await log.write('\n', size);
    else await log.truncate(size - line.length);
  } finally {
    await log.close();
  }
}

/** What stands behind the last line end. */
async function readLastLine(log: FileHandle, size: number): Promise<Buffer> {
  for (let reach = 64 * 1024; ; reach *= 2) {
    const length = Math.min(reach, size);
    const { buffer } = await log.read(Buffer.alloc(length), 0, length, size - length);
    const start = buffer.lastIndexOf('\n') + 1;
    if (start > 0 || length === size) return buffer.subarray(start);
  }
}
