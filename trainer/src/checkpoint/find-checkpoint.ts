/** Finds where a run goes on, and whether it can: with the plan, the data, the engine and the version of MTL Lab that it began with. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import { runFiles } from '../../../contract/run-log';
import { findExecutor } from '../executors';
import type { LogPlace } from '../run-log';
import type { Checkpoint } from './checkpoint';
import { findOrigin, isSameFile, largestDigested, type Machine, type Origin } from './origin';
import {
  checkpointGone,
  dataChanged,
  engineChanged,
  logShortened,
  planChanged,
  versionChanged,
} from './problems';
import { loadCheckpoint } from './save-checkpoint';

/** Null for a run that was ended before its first checkpoint: it begins anew, and comes to the same end. */
export async function findCheckpoint(folder: string, plan: Plan): Promise<Outcome<Checkpoint | null>> {
  const file = join(folder, runFiles.checkpoint);
  const log = join(folder, runFiles.log);
  if (!existsSync(file)) {
    return tellsOfCheckpoint(log) ? { problems: [checkpointGone(file)] } : { value: null, problems: [] };
  }
  const { value: checkpoint, problems } = loadCheckpoint(file);
  if (!checkpoint) return { problems };
  const now = await findOrigin(plan, checkpoint.origin);
  if (!now.value) return { problems: now.problems };
  const engine = findExecutor(checkpoint.origin.device);
  if (!engine.value) return { problems: engine.problems };
  const problem =
    findDifference(file, checkpoint.origin, now.value) ??
    findOtherEngine(plan, checkpoint.origin, engine.value.name) ??
    findShortened(log, checkpoint.log);
  return problem ? { problems: [problem] } : { value: checkpoint, problems: [] };
}

function findDifference(file: string, then: Origin, now: Origin): Problem | undefined {
  if (then.version !== now.version) return versionChanged(file, then.version, now.version);
  if (then.plan !== now.plan) return planChanged(file);
  const changed =
    now.files.find((one, index) => !isSameFile(one, then.files[index])) ?? then.files[now.files.length];
  return changed && dataChanged([changed.path], largestDigested / 1024 ** 2);
}

const findOtherEngine = (plan: Plan, { engine }: Machine, now: string): Problem | undefined =>
  engine === now ? undefined : engineChanged(engine, now, plan.train.device);

/** The log must still have all lines that it had at the checkpoint. */
function findShortened(file: string, { bytes }: LogPlace): Problem | undefined {
  const log = readLog(file);
  const isWhole = log.length >= bytes && (bytes === 0 || log[bytes - 1] === lineEnd);
  return isWhole ? undefined : logShortened(file);
}

const lineEnd = 0x0a;

const tellsOfCheckpoint = (log: string): boolean => readLog(log).includes('"kind":"checkpoint"');

const readLog = (file: string): Buffer => (existsSync(file) ? readFileSync(file) : Buffer.alloc(0));
