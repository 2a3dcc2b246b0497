/** Stops a run that another process started, known by its folder alone. */
import { closeLocked, closeLog, type EndedEvent } from './close-log';
import { runState } from './list-runs';
import { lockLog } from './lock-log';
import { stopIgnored, trainerDied, vanished } from './problems';
import { isAlive, killTree } from './process-tree';
import { readLog } from './read-log';
import { trainerPid } from './trainer-pid';

/**
 * Asks the trainer of the folder to stop cleanly and ends it after `patience` milliseconds. Answers the end of the run, also of one
 * that was over or lost before; undefined when the folder holds no run.
 */
export async function stopRun(folder: string, patience = 6000): Promise<EndedEvent | undefined> {
  const events = (await readLog(folder)).value ?? [];
  const pid = trainerPid(events, folder);
  if (pid === undefined) return undefined;
  if (runState(events, folder) !== 'running') {
    return closeLog(folder, { status: 'failed', problem: trainerDied(vanished(), folder, '') });
  }
  killTree(pid, 'SIGTERM');
  const deadline = Date.now() + patience;
  while (isAlive(pid, folder) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // Whoever started the trainer sees it die too, and is to find out why.
  return lockLog(folder, async () => {
    if (isAlive(pid, folder)) killTree(pid, 'SIGKILL');
    return closeLocked(folder, { status: 'stopped', problem: stopIgnored() });
  });
}
