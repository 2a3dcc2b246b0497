/** Finds out whether a run can go on: there is one, nobody works on it, and it is not done. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outcome } from '../contract/problem';
import { runFiles, type RunEvent } from '../contract/run-log';
import { runState } from './list-runs';
import { nothingToResume, stillRunning, wasCompleted } from './problems';
import { readLog } from './read-log';
import { isTrainerAtWork } from './trainer-pid';

/** The events so far; none for a run that was killed before its first word. Whether data and version fit, the trainer finds out. */
export async function findResumable(folder: string): Promise<Outcome<readonly RunEvent[]>> {
  try {
    await access(join(folder, runFiles.plan));
  } catch {
    return { problems: [nothingToResume(folder)] };
  }
  const events = (await readLog(folder)).value ?? [];
  const state = runState(events, folder);
  // A trainer that was started a moment ago has not said so in the log.
  if (state === 'running' || isTrainerAtWork(folder)) return { problems: [stillRunning(folder)] };
  if (state === 'completed') return { problems: [wasCompleted(folder)] };
  return { value: events, problems: [] };
}
