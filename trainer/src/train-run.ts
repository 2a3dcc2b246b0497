/** Trains a run from its plan to its model, and tells everything to the run log. */
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Crash } from '../../contract/crash';
import { isDevice, type DeviceName } from '../../contract/devices';
import type { Plan } from '../../contract/plan';
import type { Outcome, Problem } from '../../contract/problem';
import { runFiles, type EndEvent, type ResumeEvent } from '../../contract/run-log';
import type { Checkpoint } from './checkpoint/checkpoint';
import { findOrigin, largestDigested, type Origin } from './checkpoint/origin';
import { dataChanged } from './checkpoint/problems';
import { loadCheckpoint } from './checkpoint/save-checkpoint';
import type { Control } from './control';
import { openCourse, type Course } from './course';
import { findCrashes, findFallback } from './devices/fallback';
import { prepareFastest, prepareTraining } from './devices/prepare-training';
import { describeStart, stepsOf } from './describe-start';
import { ExecutorError, findExecutor } from './executors';
import { deviceCrashed } from './executors/problems';
import { saveEncodings } from './export/encodings';
import { exportRun } from './export/export-run';
import { Evaluator } from './loop/evaluator';
import { openStream, type OpenedStream } from './online/open-stream';
import { balanceClasses } from './rows/balance-classes';
import type { KnownInputs } from './rows/fit-encoders';
import { loadRows, type LoadingRoom } from './rows/load-rows';
import { loadTransfer } from './transfer/load-transfer';
import type { Ending, Run } from './run';
import { deviceFailed, lossNotFinite, wentOn } from './problems';
import { startOfLog, type RunLog } from './run-log';

/** More threads than this bring little for models of this size and change the last digits of results. */
const mostThreads = 4;

/** Answers how the run ended, after its `end` event. `checkpoint` is where the log says that the run goes on. */
export async function trainRun(
  folder: string,
  plan: Plan,
  log: RunLog,
  control: Control,
  checkpoint?: Checkpoint,
): Promise<EndEvent['status']> {
  const { value: known, problems: unknown } = findExecutor(plan.train.device);
  if (!known) return failBeforeStart(folder, plan, log, unknown);
  const fallback = findFallback();
  const crashes = findCrashes();
  const device = checkpoint?.origin.device ?? plan.train.device;
  if (checkpoint) log.write(describeResume(checkpoint, (crashes.length > 0 && fallback) || device));
  const scratch = join(folder, runFiles.scratch);
  // What a trainer that was killed has left there is of no use.
  const removeScratch = () => rmSync(scratch, { recursive: true, force: true });
  removeScratch();
  mkdirSync(scratch);
  try {
    const transfer = loadTransfer(plan, folder, checkpoint !== undefined);
    if (!transfer.value) return failBeforeStart(folder, plan, log, transfer.problems);
    const { states: transferred, inputs } = transfer.value;
    // What a run goes on with was found to be what it began with.
    const [loaded, origin] = await Promise.all([
      openRows(plan, { scratch, isStopped: () => control.stopRequested }, inputs),
      checkpoint?.origin ?? findOrigin(plan).then(({ value }) => value),
    ]);
    const { value: opened, problems } = loaded;
    // Files that are not found have no rows either.
    if (!opened || !origin) {
      return control.stopRequested
        ? stopBeforeStart(folder, plan, log)
        : failBeforeStart(folder, plan, log, problems);
    }
    const threads = checkpoint?.origin.threads ?? Math.min(availableParallelism(), mostThreads);
    const { rows, stream } = opened;
    const balanced = await balanceClasses(plan, rows);
    const job = { folder, plan: balanced, rows, stream, transferred, log, control, origin, threads };
    const notices = checkpoint ? [] : [...transfer.problems, ...problems];
    if (!checkpoint) saveEncodings(folder, rows.inputs);
    const given = { device, checkpoint, notices, from: 'experiment', crashes } as const;
    return await trainJob(job, given, fallback).finally(() => Promise.all([rows.close(), stream?.close()]));
  } finally {
    removeScratch();
  }
}

/** All rows before the first step, or the first of a stream and what follows them. */
interface OpenedRows extends Pick<Run, 'rows'> {
  readonly stream?: OpenedStream | undefined;
}

async function openRows(plan: Plan, room: LoadingRoom, known: KnownInputs): Promise<Outcome<OpenedRows>> {
  if (plan.train.mode) {
    const { value: stream, problems } = await openStream(plan, room, known);
    return stream ? { value: { rows: stream.rows, stream }, problems } : { problems };
  }
  const { value: rows, problems } = await loadRows(plan, room, known);
  return rows ? { value: { rows }, problems } : { problems };
}

/** A run whose device is not settled yet. */
interface Job extends Omit<Run, 'origin'>, OpenedRows {
  readonly origin: Origin;
  readonly threads: number;
}

/** Where a run begins or goes on. */
interface Beginning {
  /** As in the plan: it may be left open. */
  readonly device: string;
  readonly checkpoint: Checkpoint | undefined;
  /** Told at the start. */
  readonly notices: readonly Problem[];
  /** Why it is this device, where the plan does not say. */
  readonly from: 'experiment' | 'fallback';
  /** Of the processes that were to train it before. */
  readonly crashes: readonly Crash[];
}

/** When the device fails, the run goes on with the fallback from its last checkpoint, where one was asked for. */
async function trainJob(
  job: Job,
  given: Beginning,
  fallback: DeviceName | undefined,
): Promise<EndEvent['status']> {
  const { folder, log } = job;
  const crash = given.crashes.at(-1);
  // Of those that a plan leaves open, the processor is tried first.
  let device: string = isDevice(given.device) ? given.device : 'cpu';
  const goOn = (on: string, checkpoint: Checkpoint | undefined, reason: Problem) => {
    const { steps } = checkpoint ? checkpoint.log.reached : startOfLog.reached;
    const notice = wentOn(device, on, checkpoint?.moment.step ?? steps, reason);
    const notices = [...(checkpoint ? [] : given.notices), notice];
    return trainOn(job, { device: on, checkpoint, notices, from: 'fallback', crashes: [] }, () => undefined);
  };
  if (fallback && crash && isDevice(given.device) && crash.device !== fallback) {
    device = crash.device;
    return goOn(fallback, given.checkpoint, deviceCrashed(device, crash.how));
  }
  try {
    return await trainOn(job, given, (settled) => (device = settled));
  } catch (error) {
    const problem = explainFailure(device, log.reached().steps, error);
    if (!problem) throw error;
    if (!fallback || device === fallback) throw new ExecutorError(device, '', { cause: error, problem });
    const checkpoint = loadCheckpoint(join(folder, runFiles.checkpoint)).value;
    log.goBack(checkpoint?.log ?? startOfLog);
    if (checkpoint) log.write(describeResume(checkpoint, fallback));
    return goOn(fallback, checkpoint, problem);
  }
}

/** Undefined for what the processor did, and for what is no fault of a device. */
function explainFailure(device: string, steps: number, error: unknown): Problem | undefined {
  if (!(error instanceof ExecutorError) || device === 'cpu') return undefined;
  return error.problem ?? deviceFailed(device, steps, error.message);
}

/** `settled` hears on which device, before anything is trained. */
async function trainOn(
  job: Job,
  { device: wanted, checkpoint, notices, from, crashes }: Beginning,
  settled: (device: string) => void,
): Promise<EndEvent['status']> {
  const { folder, plan, log, rows, stream, threads } = job;
  if (checkpoint && !isDeepStrictEqual(checkpoint.origin.sets, rows.sets)) {
    // A query can give other rows of the same files.
    const files = checkpoint.origin.files.map(({ path }) => path);
    return failBeforeStart(folder, plan, log, [dataChanged(files, largestDigested / 1024 ** 2)]);
  }
  const prepared = isDevice(wanted)
    ? await prepareTraining(wanted, job)
    : await prepareFastest(job, stepsOf(plan, rows, stream), crashes);
  const { device, executor, choice = { from, tried: [] } } = prepared;
  settled(device);
  const machine = { device, engine: executor.name, threads, sets: rows.sets };
  const run: Run = { ...job, origin: { ...job.origin, ...machine } };
  const evaluator = new Evaluator(plan, rows, executor, threads, stream && plan.train.batch);
  const course = await openCourse(run, prepared, evaluator, { checkpoint, stream });
  if (!checkpoint) log.write(describeStart(folder, plan, { ...machine, choice }, rows, stream));
  const crashed = isDevice(wanted) ? [] : crashes;
  const left = crashed.map(({ device: lost, how }) => wentOn(lost, device, 0, deviceCrashed(lost, how)));
  for (const problem of [...notices, ...left]) log.write({ kind: 'notice', problem });
  // A run that was killed between its last step and its end has nothing to learn any more.
  const isOver = checkpoint?.place === null && checkpoint.stream?.isOver !== false;
  const ending = isOver ? ({ kind: 'finished' } as const) : await course.learn();
  const end = await finish(run, ending, course, evaluator);
  log.write(end);
  await Promise.all([course.dispose(), evaluator.dispose()]);
  return end.status;
}

const describeResume = ({ moment, log }: Checkpoint, device: string): ResumeEvent => ({
  kind: 'resume',
  pid: process.pid,
  device,
  epoch: moment.epoch,
  step: moment.step,
  seconds: log.reached.seconds,
});

/** A run that was stopped keeps what it has learned; one that failed keeps its last checkpoint. */
async function finish(run: Run, ending: Ending, course: Course, evaluator: Evaluator): Promise<EndEvent> {
  const { log } = run;
  if (ending.kind === 'failed') {
    return { kind: 'end', status: 'failed', ...log.reached(), problem: ending.problem };
  }
  // What was learned is kept before it is measured, which takes a while and can fail.
  await course.checkpoint();
  const states = { ...(await course.states()), ...(ending.kind === 'stopped' ? ending.states : {}) };
  await evaluator.load(states);
  const measured = await course.measure();
  // The last steps can carry a loss beyond all numbers without a step after them that shows it.
  if (measured.lost !== undefined) {
    const problem = lossNotFinite(measured.lost, null, run.plan.train.optimizer.name);
    return { kind: 'end', status: 'failed', ...log.reached(), problem };
  }
  exportRun(run, states);
  const status = ending.kind === 'finished' ? 'completed' : 'stopped';
  return { kind: 'end', status, ...log.reached(), results: measured.results(), ...course.reached };
}

/** Large files take minutes to load, in which there is nothing to keep yet. */
function stopBeforeStart(folder: string, plan: Plan, log: RunLog): 'stopped' {
  startWithoutRows(folder, plan, log);
  log.write({ kind: 'end', status: 'stopped', ...log.reached() });
  return 'stopped';
}

/** The first error ends the run; everything else is told before it. A run that goes on has its start already. */
function failBeforeStart(folder: string, plan: Plan, log: RunLog, problems: readonly Problem[]): 'failed' {
  const first = problems.find(({ severity }) => severity === 'error');
  startWithoutRows(folder, plan, log);
  for (const problem of problems) if (problem !== first) log.write({ kind: 'notice', problem });
  log.write({ kind: 'end', status: 'failed', ...log.reached(), ...(first ? { problem: first } : {}) });
  return 'failed';
}

function startWithoutRows(folder: string, plan: Plan, log: RunLog): void {
  if (log.isEmpty)
    log.write(describeStart(folder, plan, { device: nowhere(plan), engine: '', threads: 0 }, null));
}

/** What a run that never began would have trained on. */
const nowhere = ({ train }: Plan): string => (train.device === 'auto' ? 'cpu' : train.device);
