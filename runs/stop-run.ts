/** Stops a run that another process started, known by its folder alone. */
import { setTimeout as wait } from 'node:timers/promises';
import { closeLocked, closeLog, type EndedEvent } from './close-log';
import { followLog } from './follow-log';
import { runState } from './list-runs';
import { lockLog } from './lock-log';
import { endedWhenStopped, stopIgnored, trainerDied, vanished } from './problems';
import { isAlive, killTree } from './process-tree';
import { readLog } from './read-log';
import { trainerPid } from './trainer-pid';

/** Milliseconds between two looks at a process, and after which one that was killed cannot be ended from here. */
const interval = 50;
const dying = 2000;

/**
 * Asks the trainer of the folder to stop cleanly and ends it when it gives no sign of stopping for `patience` milliseconds. Answers the
 * end of the run, also of one that was over or lost before; undefined when the folder holds no run, or one whose process cannot be ended.
 */
export async function stopRun(folder: string, patience = 6000): Promise<EndedEvent | undefined> {
  const events = (await readLog(folder)).value ?? [];
  const pid = trainerPid(events, folder);
  if (pid === undefined) return undefined;
  if (runState(events, folder) !== 'running') {
    return closeLog(folder, { status: 'failed', problem: trainerDied(vanished(), folder, '') });
  }
  let deadline = Date.now() + patience;
  // A trainer that writes its model and its last results is stopping, however long it takes; one that trains on is not.
  const follower = followLog(folder, (events.at(-1)?.sequence ?? -1) + 1, (fresh) => {
    if (fresh.some(({ kind }) => kind !== 'progress')) deadline = Date.now() + patience;
  });
  killTree(pid, 'SIGTERM');
  await waitForExit(pid, folder, () => deadline);
  follower.dispose();
  // Whoever started the trainer sees it die too, and is to find out why.
  return lockLog(folder, async () => {
    const ignores = isAlive(pid, folder);
    if (ignores) killTree(pid, 'SIGKILL');
    const last = Date.now() + dying;
    if (!(await waitForExit(pid, folder, () => last))) return undefined;
    return closeLocked(folder, { status: 'stopped', problem: ignores ? stopIgnored() : endedWhenStopped() });
  });
}

/** Answers whether the process has ended. */
async function waitForExit(pid: number, folder: string, deadline: () => number): Promise<boolean> {
  while (isAlive(pid, folder)) {
    if (Date.now() >= deadline()) return false;
    await wait(interval);
  }
  return true;
}
