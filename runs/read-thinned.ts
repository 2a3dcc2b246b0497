/** Reads a run log of any length piece by piece, and keeps what curves are drawn from. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Outcome, Problem } from '../contract/problem';
import { runFiles } from '../contract/run-log';
import { parseLog } from './parse-log';
import { logLineUnreadable, logNotRead } from './problems';
import { ThinnedLog } from './thinned-log';

/** Bytes. Between two pieces other work of the process gets its turn. */
const piece = 1024 * 1024;

/** Of lines that are no events so many are reported; a file of something else has thousands. */
const reported = 3;

/** No log where it cannot be read or does not tell how the run began, which is reported. */
export async function readThinned(folder: string): Promise<Outcome<ThinnedLog>> {
  const file = join(folder, runFiles.log);
  const log = new ThinnedLog();
  const problems: Problem[] = [];
  let rest = '';
  let lines = 0;
  const take = (text: string, isLast: boolean): void => {
    const end = isLast ? text.length : text.lastIndexOf('\n') + 1;
    rest = text.slice(end);
    const whole = text.slice(0, end);
    const { events, unreadable } = parseLog(whole);
    log.receive(events);
    for (const line of unreadable.slice(0, reported - problems.length))
      problems.push(logLineUnreadable(file, lines + line));
    lines += whole.split('\n').length - 1;
  };
  try {
    for await (const text of createReadStream(file, { encoding: 'utf8', highWaterMark: piece }))
      take(rest + String(text), false);
    take(rest, true);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return { problems: [logNotRead(file, code === 'ENOENT' ? 'missing' : code)] };
  }
  const [first] = log.since(0);
  return first?.kind === 'start'
    ? { value: log, problems }
    : { problems: [logNotRead(file, 'without start')] };
}
