/** Writes the run log: every event gets its number and time, goes to the file at once, and to whoever listens. */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { EndEvent, RunEvent, RunEventBody } from '../../contract/run-log';

export interface RunLog {
  /** Throws the system's error when the line cannot be written; the file then ends with the line before it. */
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
  let sequence = 0;
  const began = Date.now();
  const last: { [kind in RunEvent['kind']]?: RunEvent & { readonly kind: kind } } = {};
  const complete = (body: RunEventBody): RunEvent => ({ ...body, sequence: sequence++, time: Date.now() });

  return {
    write(body) {
      const event = complete(body);
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
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
  };
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
