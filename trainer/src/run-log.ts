/** Writes the run log: every event gets its number and time, goes to the file at once, and to whoever listens. */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import type { EndEvent, RunEvent, RunEventBody } from '../../contract/run-log';

/** How far a run has come by the events of its log. */
export type Reached = Pick<EndEvent, 'results' | 'epochs' | 'steps' | 'seconds'>;

/** A moment in a log: all that is kept of it when its run goes on from there. */
export interface LogPlace {
  readonly bytes: number;
  /** Events before it. */
  readonly sequence: number;
  readonly reached: Reached;
}

export const startOfLog: LogPlace = {
  bytes: 0,
  sequence: 0,
  reached: { results: {}, epochs: 0, steps: 0, seconds: 0 },
};

export interface RunLog {
  /**
   * Throws the system's error when the line cannot be written; the file then ends with the line before it. Room for the end is
   * kept free from the beginning, so that a run that a full disk ends says so in its log.
   */
  write(event: RunEventBody): RunEvent;
  /** The event that `write` would have written, for listeners alone: when the disk is full, an end can still be told. */
  tell(event: RunEventBody): RunEvent;
  /** Before the first event. */
  readonly isEmpty: boolean;
  /** How far the run has come by the events so far. */
  reached(): Reached;
  /** The end of the log as it is now; all of it is on the disk by then, whatever happens to the machine. */
  place(): LogPlace;
  /** Cuts off what came after a moment, because it is done again in another way. */
  goBack(place: LogPlace): void;
  close(): void;
}

/** `listen` hears each event after it is in the file. Of a run that goes on from `from`, what the file holds beyond is cut off. */
export function openRunLog(file: string, listen: (event: RunEvent) => void, from?: LogPlace): RunLog {
  // By its name, because what is opened to append to cannot be cut everywhere.
  if (from && existsSync(file)) truncateSync(file, from.bytes);
  const descriptor = openSync(file, 'a');
  let reserve = reserveRoom(`${file}.reserve`);
  const before = from ?? startOfLog;
  let { sequence } = before;
  let { results, epochs, steps } = before.reached;
  let began = Date.now() - 1000 * before.reached.seconds;
  const complete = (body: RunEventBody): RunEvent => ({ ...body, sequence: sequence++, time: Date.now() });

  const giveUpReserve = () => {
    if (reserve !== undefined) closeSync(reserve);
    reserve = undefined;
  };

  const reached = (): Reached => ({ results, epochs, steps, seconds: (Date.now() - began) / 1000 });

  return {
    get isEmpty() {
      return sequence === 0;
    },
    write(body) {
      const event = complete(body);
      if (event.kind === 'end') giveUpReserve();
      try {
        appendLine(descriptor, `${JSON.stringify(event)}\n`);
      } catch (error) {
        sequence -= 1;
        throw Object.assign(error as NodeJS.ErrnoException, { path: file });
      }
      if (event.kind === 'epoch') [results, epochs] = [event.results, event.epoch];
      if (event.kind === 'progress') ({ step: steps } = event);
      listen(event);
      return event;
    },
    tell(body) {
      const event = complete(body);
      listen(event);
      return event;
    },
    reached,
    place() {
      fsyncSync(descriptor);
      return { bytes: fstatSync(descriptor).size, sequence, reached: reached() };
    },
    goBack(place) {
      truncateSync(file, place.bytes);
      ({ sequence } = place);
      ({ results, epochs, steps } = place.reached);
      began = Date.now() - 1000 * place.reached.seconds;
    },
    close() {
      giveUpReserve();
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
  };
}

/** Enough for the results of many tasks; in bytes. */
const reserved = 32 * 1024;

/** A file without a name, which takes room until it is closed, whatever ends this process; undefined where none can be made. */
function reserveRoom(file: string): number | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'w');
    unlinkSync(file);
    for (let written = 0; written < reserved;)
      written += writeSync(descriptor, Buffer.alloc(reserved - written));
    return descriptor;
  } catch {
    // A disk with less room than that is as good as full: the run will say so where it fails.
    if (descriptor !== undefined) closeSync(descriptor);
    rmSync(file, { force: true });
    return undefined;
  }
}

/** All of the line or nothing: what a full disk has taken of it is cut off again. */
function appendLine(descriptor: number, line: string): void {
  const bytes = Buffer.from(line);
  const { size } = fstatSync(descriptor);
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
  } catch (error) {
    ftruncateSync(descriptor, size);
    throw error;
  }
}
