/** Prepares the program of a run on its device; where the plan leaves the device open, on the one that is measured to be the fastest. */
import { basename } from 'node:path';
import type { Crash } from '../../../contract/crash';
import { devices, isDevice, type Device, type DeviceName } from '../../../contract/devices';
import type { DeviceChoice, DeviceTrial } from '../../../contract/run-log';
import { findExecutor } from '../executors';
import { ExecutorError, type Executor, type Session } from '../executors/executor';
import { deviceCrashed } from '../executors/problems';
import { findTensorFlow } from '../executors/tensorflow/find-tensorflow';
import { findParent } from '../parent';
import { buildTrainingProgram, type TrainingProgram } from '../program/training-program';
import { chooseDevice, timeOfRun, worthLooking } from './choose-device';
import { openDeviceMemory, type DeviceMemory } from './device-memory';
import { explainDeviceFault } from './explain-device-fault';
import { timeQuickly, timeSteps } from './time-steps';
import { tryInChild, type Job } from './try-device';

export interface PreparedTraining {
  readonly device: DeviceName;
  readonly executor: Executor;
  readonly training: TrainingProgram;
  /** Its states are anybody's until they are written. */
  readonly session: Session;
  /** Where the plan leaves the device open. */
  readonly choice?: DeviceChoice;
}

/** How devices are tried and remembered; tests put others in their place. */
export interface Trials {
  memory(job: Job, runtime: string): DeviceMemory;
  candidates(): readonly DeviceName[];
  attempt(device: DeviceName, job: Job, expected: readonly number[]): Promise<DeviceTrial>;
  /** Before a device is woken in this process, which it may end. */
  announce(device: DeviceName): void;
}

const program = process.argv[1] ?? '';
/** What else holds this code, such as a test, answers nobody in a process of its own and has nobody to tell. */
const isTrainer = basename(program) === 'trainer.cjs';

const realTrials: Trials = {
  memory: ({ plan, threads }, runtime) => openDeviceMemory(plan, threads, runtime),
  candidates: () => (isTrainer ? findCandidates() : []),
  attempt: (device, job, expected) => tryInChild(program, device, job, expected),
  announce: (device) => {
    if (isTrainer) findParent().tell({ kind: 'device', device });
  },
};

/** Rejects with an ExecutorError where the device cannot run the program. */
export async function prepareTraining(device: DeviceName, job: Job): Promise<PreparedTraining> {
  return prepareOn(device, job, buildTrainingProgram(job.plan, job.rows), realTrials);
}

/**
 * `steps` are those of the whole run. The processor is left only for what takes long there, and never for a device that has crashed the
 * run before, which is remembered too.
 */
export async function prepareFastest(
  job: Job,
  steps: number,
  crashes: readonly Crash[] = [],
  trials: Trials = realTrials,
): Promise<PreparedTraining> {
  const training = buildTrainingProgram(job.plan, job.rows);
  const memory = trials.memory(job, await findExecutor('cpu').value!.version());
  const known = memory.recall();
  if (known && isEnough(known, steps)) {
    const tried = known.map((trial) => findCrash(trial.device, crashes) ?? trial);
    if (crashes.length > 0) memory.remember(tried);
    const prepared = await prepareRemembered(chooseDevice(tried, steps), job, training, trials);
    if (prepared) return { ...prepared, choice: { from: 'memory', tried } };
  }
  const processor = await prepareOn('cpu', job, training, trials);
  const tried = await tryAll(processor, job, steps, crashes, trials);
  if (timeOfRun(tried[0]!, steps) > worthRemembering * 1000) memory.remember(tried);
  return prepareBest(processor, tried, job, steps, trials);
}

/** What could be trained on a moment ago and cannot be any more leaves the run to the next. */
async function prepareBest(
  processor: PreparedTraining,
  tried: readonly DeviceTrial[],
  job: Job,
  steps: number,
  trials: Trials,
): Promise<PreparedTraining> {
  const device = chooseDevice(tried, steps);
  const choice = { from: 'measurement', tried } as const;
  if (device === 'cpu') return { ...processor, choice };
  try {
    const fastest = await prepareOn(device as DeviceName, job, processor.training, trials);
    await processor.session.dispose();
    return { ...fastest, choice };
  } catch (error) {
    if (!(error instanceof ExecutorError)) throw error;
    const failed = { device, problem: explainDeviceFault(device, error) };
    const left = tried.map((trial) => (trial.device === device ? failed : trial));
    return prepareBest(processor, left, job, steps, trials);
  }
}

/** What is remembered of a device that has crashed a run. */
function findCrash(device: string, crashes: readonly Crash[]): DeviceTrial | undefined {
  const crash = crashes.find((each) => each.device === device);
  return crash && { device, problem: deviceCrashed(device, crash.how) };
}

/** Seconds; below, the choice is the processor however the machine is loaded while it is timed. */
const worthRemembering = 10;

/** The time of the processor alone is enough for a short run. */
const isEnough = (trials: readonly DeviceTrial[], steps: number): boolean =>
  trials.length > 1 || timeOfRun(trials[0]!, steps) <= worthLooking * 1000;

async function tryAll(
  { session, training }: PreparedTraining,
  job: Job,
  steps: number,
  crashes: readonly Crash[],
  { candidates, attempt }: Trials,
): Promise<readonly DeviceTrial[]> {
  const limit = (worthLooking * 1000) / steps;
  const quick = await timeQuickly(session, training, job.plan, limit);
  const others = quick <= limit ? [] : candidates();
  if (others.length === 0) return [{ device: 'cpu', step: quick }];
  const { step, losses } = await timeSteps(session, training, job.plan);
  const tried: DeviceTrial[] = [{ device: 'cpu', step }];
  if (step <= limit) return tried;
  // One after another: each has the machine to itself.
  for (const device of others) tried.push(findCrash(device, crashes) ?? (await attempt(device, job, losses)));
  return tried;
}

async function prepareOn(
  device: DeviceName,
  { threads }: Job,
  training: TrainingProgram,
  { announce }: Trials,
): Promise<PreparedTraining> {
  announce(device);
  const executor = findExecutor(device).value!;
  return { device, executor, training, session: await executor.prepare(training.program, { threads }) };
}

/** Undefined where the device of an earlier run is not there any more. */
async function prepareRemembered(
  device: string,
  job: Job,
  training: TrainingProgram,
  trials: Trials,
): Promise<PreparedTraining | undefined> {
  try {
    return isDevice(device) ? await prepareOn(device, job, training, trials) : undefined;
  } catch (error) {
    if (device === 'cpu' || !(error instanceof ExecutorError)) throw error;
    return undefined;
  }
}

/** Those that this machine may have; whether it has them shows when they are tried. */
function findCandidates(): readonly DeviceName[] {
  const system = `${process.platform}-${process.arch}`;
  const names = Object.keys(devices).filter(isDevice);
  return names.filter((name) => {
    const { systems }: Device = devices[name];
    return name === 'tensorflow' ? 'found' in findTensorFlow() : systems?.includes(system) === true;
  });
}
