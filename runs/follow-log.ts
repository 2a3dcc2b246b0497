/** Follows the log of a run that another process writes. */
import { watch } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { runFiles, type RunEvent } from '../contract/run-log';
import { parseLog } from './parse-log';

export interface LogFollower {
  dispose(): void;
}

/** Bytes that are read and handed on at once, so that a log of any length needs no more room. */
const piece = 1024 * 1024;

/** Not every file system tells of changes, so the file is looked at from time to time too; in milliseconds. */
const interval = 500;

/**
 * Calls `onEvents` with the events from sequence number `since` on that are there, and then with new ones as they are
 * written. A log that begins anew, or whose end was cut off because its run goes on from an earlier moment, is read anew. A log that
 * does not exist yet is waited for.
 */
export function followLog(
  folder: string,
  since: number,
  onEvents: (events: readonly RunEvent[]) => void,
): LogFollower {
  const file = join(folder, runFiles.log);
  let offset = 0;
  let decoder = new StringDecoder('utf8');
  let line = '';
  /** Sequence number after the last event that was read. */
  let next = 0;
  /** Everything that there was has been read once. */
  let caughtUp = false;
  let reading = false;
  let disposed = false;

  async function readOn(): Promise<void> {
    if (reading || disposed) return;
    reading = true;
    try {
      while (await readPiece());
    } catch {
      // Not there yet, or gone; the next look tells.
    } finally {
      reading = false;
    }
  }

  /** Whether there is more to read. */
  async function readPiece(): Promise<boolean> {
    let read = await readEvents();
    if (!read) {
      beginAnew();
      read = await readEvents();
    }
    const wanted = read?.events.filter((event) => event.sequence >= since) ?? [];
    if (wanted.length > 0 && !disposed) onEvents(wanted);
    return !disposed && (read?.isMore ?? false);
  }

  /** Undefined where what is there now does not follow what was there before. */
  async function readEvents(): Promise<{ events: readonly RunEvent[]; isMore: boolean } | undefined> {
    const { text, isMore } = await readFrom();
    // Only whole lines are parsed; the rest waits for its end.
    const end = text.lastIndexOf('\n') + 1;
    line = text.slice(end);
    const { events, unreadable } = parseLog(text.slice(0, end));
    const follows = unreadable.length === 0 && (events[0]?.sequence ?? next) >= next;
    if (caughtUp && !follows) return undefined;
    caughtUp ||= !isMore;
    next = (events.at(-1)?.sequence ?? next - 1) + 1;
    return { events, isMore };
  }

  function beginAnew(): void {
    offset = 0;
    next = 0;
    decoder = new StringDecoder('utf8');
    line = '';
    caughtUp = false;
  }

  async function readFrom(): Promise<{ text: string; isMore: boolean }> {
    const log = await open(file);
    try {
      const { size } = await log.stat();
      if (size < offset) beginAnew();
      const bytes = Buffer.alloc(Math.min(size - offset, piece));
      const { bytesRead } = await log.read(bytes, 0, bytes.length, offset);
      offset += bytesRead;
      const text = line + decoder.write(bytes.subarray(0, bytesRead));
      return { text, isMore: bytesRead > 0 && offset < size };
    } finally {
      await log.close();
    }
  }

  const timer = setInterval(() => void readOn(), interval);
  const watcher = watchFolder(folder, () => void readOn());
  void readOn();
  return {
    dispose() {
      disposed = true;
      clearInterval(timer);
      watcher?.close();
    },
  };
}

/** Undefined where folders cannot be watched; looking from time to time is enough then. */
function watchFolder(folder: string, onChange: () => void): { close(): void } | undefined {
  try {
    const watcher = watch(folder, onChange);
    watcher.on('error', () => watcher.close());
    return watcher;
  } catch {
    return undefined;
  }
}
