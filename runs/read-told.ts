/** Reads of a run log of any length what words tell: all but the steps and epochs on the way, of which there are millions. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Outcome, Problem } from '../contract/problem';
import { runFiles, type RunEvent } from '../contract/run-log';
import { parseLog } from './parse-log';
import { logLineUnreadable, logMissing } from './problems';

/** Bytes. Between two pieces other work of the process gets its turn. */
const piece = 1024 * 1024;

/** How lines begin of which only the latest counts. They are told apart by these bytes: to parse them takes twenty times as long. */
const many = ['progress', 'epoch', 'checkpoint'].map((kind) => Buffer.from(`{"kind":"${kind}"`));

const lineEnd = 0x0a;
const brace = 0x7d;

interface Line {
  readonly number: number;
  readonly text: string;
}

/**
 * The events in their order; of `progress`, `epoch` and `checkpoint` the latest of each, and that of a last line without an end. What can be read is in `value` even where a line is
 * reported; a last line that was cut off is left out silently.
 */
export async function readTold(folder: string): Promise<Outcome<readonly RunEvent[]>> {
  const file = join(folder, runFiles.log);
  const told: Line[] = [];
  const latest = new Map<Buffer, Line>();
  let number = 0;
  const take = (line: Buffer, isEnded: boolean): void => {
    number += 1;
    const kind = many.find((start) => line.subarray(0, start.length).equals(start));
    if (kind && isEnded && line.at(-1) === brace) latest.set(kind, { number, text: line.toString() });
    else if (line.length > 0) told.push({ number, text: line.toString() });
  };
  try {
    // Pieces of the line that has no end yet.
    let rest: Buffer[] = [];
    for await (const read of createReadStream(file, { highWaterMark: piece })) {
      const bytes = read as Buffer;
      let from = 0;
      for (let to = bytes.indexOf(lineEnd); to >= 0; to = bytes.indexOf(lineEnd, from)) {
        const end = bytes.subarray(from, to);
        take(rest.length > 0 ? Buffer.concat([...rest, end]) : end, true);
        rest = [];
        from = to + 1;
      }
      rest.push(bytes.subarray(from));
    }
    take(Buffer.concat(rest), false);
  } catch {
    return { problems: [logMissing(file)] };
  }
  const lines = [...told, ...latest.values()].toSorted((a, b) => a.number - b.number);
  const problems: Problem[] = [];
  const events = lines.flatMap(({ number: place, text }) => {
    // A line that another follows has its end.
    const parsed = parseLog(place < number ? `${text}\n` : text);
    if (parsed.unreadable.length > 0) problems.push(logLineUnreadable(file, place));
    return parsed.events;
  });
  return { value: events, problems };
}
