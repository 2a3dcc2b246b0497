/** Leaves out progress that a report could not show anyway, so that the report of a long run stays small. */
import type { RunEvent } from '../../contract/run-log';

/** A chart has room for about a thousand points. */
const progressEvents = 2_000;

/** Every so many progress events stay, the last among them; epochs, rounds, notices and the end all stay. */
export function thinEvents(events: readonly RunEvent[]): readonly RunEvent[] {
  const count = events.reduce((sum, { kind }) => sum + (kind === 'progress' ? 1 : 0), 0);
  const every = Math.ceil(count / progressEvents);
  let left = count;
  return events.filter(({ kind }) => kind !== 'progress' || --left % every === 0);
}
