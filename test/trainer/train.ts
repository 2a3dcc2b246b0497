/** Trains a text of the language within the test's own process and hands back everything that the run wrote. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plan } from '../../contract/plan';
import { describeProblem } from '../../contract/problem';
import { runFiles, type EndEvent, type RunEvent, type StartEvent } from '../../contract/run-log';
import type { SchemaAnswer } from '../../contract/schema';
import { localReader } from '../../data/local-reader';
import { createSchemaCache } from '../../data/schema-cache';
import { analyse } from '../../server/src/language/analyse';
import { findCheckpoint } from '../../trainer/src/checkpoint/find-checkpoint';
import { openRunLog } from '../../trainer/src/run-log';
import { trainRun } from '../../trainer/src/train-run';
import { temporaryFolder } from '../support/temporary-folder';

/** The shared folder beside the project. */
export const shared = join(import.meta.dirname, '../../../shared');

export interface TrainedRun {
  readonly folder: string;
  readonly events: readonly RunEvent[];
  readonly start: StartEvent;
  readonly end: EndEvent;
  of<K extends RunEvent['kind']>(kind: K): readonly Extract<RunEvent, { readonly kind: K }>[];
}

/** The plan of a text whose data sources start from `directory`. */
export async function planOf(text: string, directory: string): Promise<Plan> {
  const cache = createSchemaCache(localReader);
  const answers = new Map<string, SchemaAnswer>();
  const schemas = {
    schema: (request: object) => answers.get(JSON.stringify(request)) ?? ({ state: 'pending' } as const),
  };
  const uri = pathToFileURL(join(directory, 'test.mtl')).href;
  for (const request of analyse({ uri, directory, text }, schemas).requests) {
    answers.set(JSON.stringify(request), await cache.load(request));
  }
  const { plan, problems } = analyse({ uri, directory, text }, schemas);
  if (!plan) throw new Error(problems.map((problem) => describeProblem(problem)).join('\n'));
  return plan;
}

/** `stopAfter` asks for a stop when an event of this kind is heard, or before there is any. */
export async function trainPlan(
  plan: Plan,
  stopAfter?: RunEvent['kind'] | 'nothing',
  fail: (error: unknown) => void = rethrow,
): Promise<TrainedRun> {
  const folder = join(temporaryFolder(), 'run');
  mkdirSync(folder);
  writeFileSync(join(folder, runFiles.plan), JSON.stringify(plan));
  const events: RunEvent[] = [];
  const control = { stopRequested: stopAfter === 'nothing', takeCheckpointRequest: () => false };
  const log = openRunLog(join(folder, runFiles.log), (event) => {
    events.push(event);
    if (event.kind === stopAfter) control.stopRequested = true;
  });
  await trainRun(folder, plan, log, control).catch(fail);
  log.close();
  const of: TrainedRun['of'] = (kind) => events.filter((event): event is never => event.kind === kind);
  return { folder, events, start: of('start')[0]!, end: of('end').at(-1)!, of };
}

/** Goes on with a run from its last checkpoint; answers how it ended. */
export async function resumeRun(folder: string, plan: Plan): Promise<EndEvent['status']> {
  const { value: checkpoint, problems } = await findCheckpoint(folder, plan);
  if (!checkpoint) throw new Error(problems.map((problem) => describeProblem(problem)).join('\n'));
  const log = openRunLog(join(folder, runFiles.log), () => undefined, checkpoint.log);
  const control = { stopRequested: false, takeCheckpointRequest: () => false };
  const status = await trainRun(folder, plan, log, control, checkpoint);
  log.close();
  return status;
}

function rethrow(error: unknown): never {
  throw error;
}

/** Files for `directory` and a text over them. `fail` hears what the trainer's process would turn into the end of the run. */
export async function trainText(
  text: string,
  files: Readonly<Record<string, string>> = {},
  change: (plan: Plan) => Plan = (plan) => plan,
  fail?: (error: unknown) => void,
): Promise<TrainedRun> {
  return trainPlan(change(await planOf(text, temporaryFolder(files))), undefined, fail);
}
