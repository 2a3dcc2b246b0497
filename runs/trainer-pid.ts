/** Which process trains a run, or was the last to do so. */
import type { RunEvent } from '../contract/run-log';

/** Undefined before the trainer's first word. */
export function trainerPid(events: readonly RunEvent[]): number | undefined {
  const last = events.findLast((event) => event.kind === 'start' || event.kind === 'resume');
  return last && 'pid' in last ? last.pid : undefined;
}
