/** Reads the events of a run folder. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../contract/problem';
import { runFiles, type RunEvent } from '../contract/run-log';
import { parseLog } from './parse-log';
import { logLineUnreadable, logMissing } from './problems';
import { readThinned } from './read-thinned';

/** Bytes above which a log has millions of events, more than fit in a text or in memory. */
const longest = 256 * 1024 ** 2;

/**
 * What can be read is in `value` even where a line is reported; a last line that was cut off is left out silently. A log that is longer
 * than `most` bytes is thinned: its turns, its latest events and its best epochs are among those that are left.
 */
export async function readLog(folder: string, most = longest): Promise<Outcome<readonly RunEvent[]>> {
  const file = join(folder, runFiles.log);
  const size = await stat(file).then(
    (entry) => entry.size,
    () => 0,
  );
  if (size > most) {
    const { value, problems } = await readThinned(folder);
    return value ? { value: value.since(0), problems } : { problems };
  }
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return { problems: [logMissing(file)] };
  const { events, unreadable } = parseLog(text);
  return { value: events, problems: unreadable.map((line) => logLineUnreadable(file, line)) };
}
