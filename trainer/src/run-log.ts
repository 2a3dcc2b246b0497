/** Writes the run log: every event gets its number and time, goes to the file at once, and to whoever listens. */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import type { EndEvent, RunEvent, RunEventBody } from '../../contract/run-log';

export interface RunLog {
  /**
   * Throws the system's error when the line cannot be written; the file then ends with the line before it. Room for the end is
   * kept free from the beginning, so that a run that a full disk ends says so in its log.
   */
  write(event: RunEventBody): RunEvent;
  /** The event that `write` would have written, for listeners alone: when the disk is full, an end can still be told. */
  tell(event: RunEventBody): RunEvent;
  /** How far the run has come by the events so far. */
  reached(): Pick<EndEvent, 'results' | 'epochs' | 'steps' | 'seconds'>;
  close(): void;
}

/** `listen` hears each event after it is in the file. */
export function openRunLog(file: string, listen: (event: RunEvent) => void): RunLog {
  const descriptor = openSync(file, 'a');
  let reserve = reserveRoom(`${file}.reserve`);
  let sequence = 0;
  const began = Date.now();
  const last: { [kind in RunEvent['kind']]?: RunEvent & { readonly kind: kind } } = {};
  const complete = (body: RunEventBody): RunEvent => ({ ...body, sequence: sequence++, time: Date.now() });

  const giveUpReserve = () => {
    if (reserve !== undefined) closeSync(reserve);
    reserve = undefined;
  };

  return {
    write(body) {
      const event = complete(body);
      if (event.kind === 'end') giveUpReserve();
      try {
        appendLine(descriptor, `${JSON.stringify(event)}\n`);
      } catch (error) {
        sequence -= 1;
        throw Object.assign(error as NodeJS.ErrnoException, { path: file });
      }
      Object.assign(last, { [event.kind]: event });
      listen(event);
      return event;
    },
    tell(body) {
      const event = complete(body);
      listen(event);
      return event;
    },
    reached: () => ({
      results: last.epoch?.results ?? {},
      epochs: last.epoch?.epoch ?? 0,
      steps: last.progress?.step ?? 0,
      seconds: (Date.now() - began) / 1000,
    }),
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
