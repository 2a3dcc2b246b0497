/** Trains the runs of a designed experiment one after the other, or a few at a time; what is done already is passed over. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../contract/problem';
import { sweepFiles } from '../../contract/sweep-file';
import { createRun } from '../create-run';
import { findResumable } from '../find-resumable';
import { describeRun } from '../list-runs';
import { startTrainer, type TrainerEnd, type TrainerHandle, type TrainerStart } from '../start-trainer';
import { isTrainerAtWork } from '../trainer-pid';
import type { Sweep, SweepRun } from './read-sweep';

export interface SweepStart extends Pick<TrainerStart, 'trainerFile' | 'whenParentLeaves'> {
  /** How many are trained at a time. */
  readonly jobs: number;
  /** The next run begins when this is done. */
  readonly onEnd: (run: SweepRun, end: TrainerEnd) => Promise<void>;
}

export interface SweepHandle {
  /** Resolves when nothing trains any more. */
  readonly done: Promise<void>;
  /** Asks the runs at work for a clean stop and begins no other. */
  stop(): void;
  /** Ends the runs at work at once. */
  kill(): void;
}

/** Never rejects: a run that cannot begin ends as failed, and the others go on. */
export function trainSweep(sweep: Sweep, { jobs, onEnd, ...start }: SweepStart): SweepHandle {
  const waiting = sweep.runs.filter(({ state }) => state !== 'completed');
  const atWork = new Set<TrainerHandle>();
  let isStopped = false;

  async function trainNext(): Promise<void> {
    const run = isStopped ? undefined : waiting.shift();
    if (!run) return;
    await onEnd(run, await train(run));
    await trainNext();
  }

  async function train(run: SweepRun): Promise<TrainerEnd> {
    const prepared = await prepare(sweep, run);
    if ('problem' in prepared) return { status: 'failed', problem: prepared.problem };
    if (isStopped) return { status: 'stopped' };
    const handle = startTrainer({ ...start, folder: run.path, resume: prepared.resume });
    atWork.add(handle);
    const end = await handle.done;
    atWork.delete(handle);
    return end;
  }

  return {
    done: Promise.all(Array.from({ length: jobs }, trainNext)).then(() => undefined),
    stop() {
      isStopped = true;
      for (const handle of atWork) handle.stop();
    },
    kill() {
      isStopped = true;
      for (const handle of atWork) handle.kill();
    },
  };
}

/**
 * A run that has begun goes on; one that was killed before it learned anything begins again. What it is now counts, and not what it was when the sweep
 * was read: nothing of a run that somebody else has begun since is touched.
 */
async function prepare(
  { path, file }: Sweep,
  run: SweepRun,
): Promise<{ readonly resume: boolean } | { readonly problem: Problem }> {
  const hasSpoken = (await describeRun(run.path)) !== undefined;
  if (hasSpoken || isTrainerAtWork(run.path)) {
    const { problems } = await findResumable(run.path);
    return problems[0] ? { problem: problems[0] } : { resume: true };
  }
  await rm(run.path, { recursive: true, force: true });
  const text = await readFile(join(path, sweepFiles.experiment), 'utf8').catch(() => '');
  const origin = file === undefined ? {} : { file };
  const { problems } = await createRun({ root: path, name: run.folder, text, plan: run.plan, ...origin });
  return problems[0] ? { problem: problems[0] } : { resume: false };
}
