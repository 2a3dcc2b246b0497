/** Reads the events of a run folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../contract/problem';
import { runFiles, type RunEvent } from '../contract/run-log';
import { parseLog } from './parse-log';
import { logLineUnreadable, logMissing } from './problems';

/** What can be read is in `value` even where a line is reported; a last line that was cut off is left out silently. */
export async function readLog(folder: string): Promise<Outcome<readonly RunEvent[]>> {
  const file = join(folder, runFiles.log);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return { problems: [logMissing(file)] };
  const { events, unreadable } = parseLog(text);
  return { value: events, problems: unreadable.map((line) => logLineUnreadable(file, line)) };
}
