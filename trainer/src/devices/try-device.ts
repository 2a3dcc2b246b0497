/** Measures a device in a process of its own: it may abort, never answer, or compute other numbers than the processor. */
import { isNumber, isObject, listOf } from '../../../contract/checks';
import type { DeviceName } from '../../../contract/devices';
import { isProblem } from '../../../contract/parse-problem';
import type { Plan } from '../../../contract/plan';
import type { Problem } from '../../../contract/problem';
import { parts, type DeviceTrial } from '../../../contract/run-log';
import { findExecutor } from '../executors';
import type { Executor, NamedValues } from '../executors/executor';
import { deviceUnusable } from '../executors/problems';
import { prepareEvaluation } from '../loop/prepare-evaluation';
import { buildEvaluationProgram, largestBatch } from '../program/evaluation-program';
import { buildTrainingProgram } from '../program/training-program';
import { countRows } from '../rows/label-patterns';
import type { LabelledRows } from '../rows/row-store';
import { askChild } from './ask-child';
import { explainDeviceFault } from './explain-device-fault';
import { explainSilence } from './probe-devices';
import { timeSteps, type StepTimes } from './time-steps';

/** What the program is built from, and where it runs. */
export interface Job {
  readonly plan: Plan;
  readonly rows: LabelledRows;
  readonly threads: number;
}

/** Seconds that a device may take for all of it. */
const patience = 20;

/** Rounding alone moves the losses of a few steps by less than this share, also with Adam. */
const tolerance = 0.02;

/** `file` is the trainer's bundle, `expected` are the losses that the processor computes. */
export async function tryInChild(
  file: string,
  device: DeviceName,
  { plan, rows, threads }: Job,
  expected: readonly number[],
): Promise<DeviceTrial> {
  const message: Job = { plan, rows: asData(rows), threads };
  const answer = await askChild({ file, args: ['--try', device], message, limit: 1000 * patience });
  const times = answer.kind === 'answered' ? answer.message : undefined;
  if (isFailure(times)) return { device, problem: times.problem };
  if (!isTimes(times)) return { device, problem: explainSilence(device, answer, patience) };
  const wrong = findWrong(times.losses, expected);
  if (wrong !== undefined) return { device, problem: deviceUnusable(device, wrong) };
  return { device, start: times.start, step: times.step };
}

/** Without what only encodes and reads rows, which no other process can be sent. */
const asData = ({ tasks, patterns }: LabelledRows): LabelledRows => ({
  tasks: tasks.map(({ name, width, scaling, classes }) => ({ name, width, scaling, classes })),
  patterns,
});

export interface Times extends StepTimes {
  /** Milliseconds until the first step can begin. */
  readonly start: number;
}

/** In the child. */
export async function tryDevice(
  device: DeviceName,
  { plan, rows, threads }: Job,
): Promise<Times | { readonly problem: Problem }> {
  try {
    const training = buildTrainingProgram(plan, rows);
    const began = performance.now();
    const executor = findExecutor(device).value!;
    const session = await executor.prepare(training.program, { threads });
    await session.writeStates(training.start());
    const start = performance.now() - began;
    const times = await timeSteps(session, training, plan);
    // Its validation would fail, however fast its steps are.
    await measureOnce(plan, rows, executor, threads, await session.readStates());
    return { start, ...times };
  } catch (error) {
    return { problem: explainDeviceFault(device, error) };
  }
}

async function measureOnce(
  plan: Plan,
  rows: LabelledRows,
  executor: Executor,
  threads: number,
  states: NamedValues,
): Promise<void> {
  const count = parts.reduce((sum, part) => sum + countRows(rows.patterns[part]), 0);
  const evaluation = buildEvaluationProgram(plan, rows, Math.min(largestBatch, count));
  await prepareEvaluation(evaluation, executor, threads, states);
}

const isFailure = (value: unknown): value is { readonly problem: Problem } =>
  isObject(value) && isProblem(value['problem']);

const isLosses = listOf((loss) => typeof loss === 'number');
const isTimes = (value: unknown): value is Times =>
  isObject(value) && isNumber(value['start']) && isNumber(value['step']) && isLosses(value['losses']);

/** Losses that are not finite on the processor either compare with nothing. */
function findWrong(found: readonly number[], expected: readonly number[]): string | undefined {
  const at = expected.findIndex(
    (loss, index) =>
      Number.isFinite(loss) && !(Math.abs(found[index]! - loss) <= tolerance * Math.max(1, Math.abs(loss))),
  );
  return at < 0
    ? undefined
    : `it computes the loss ${found[at]} where the processor computes ${expected[at]}`;
}
