/** Measures how long a step of a program takes on a device, over rows that are made up. */
import type { Plan } from '../../../contract/plan';
import type { Program } from '../../../graph';
import type { NamedValues, Session } from '../executors/executor';
import { madeUpFeeds } from '../loop/made-up-feeds';
import { scalarFeeds } from '../loop/scalar-feeds';
import type { TrainingProgram } from '../program/training-program';

export interface StepTimes {
  /** Milliseconds of a step, the fastest of several calls. */
  readonly step: number;
  /** What the first steps from the plan's start report: the same on every device, but for rounding. */
  readonly losses: readonly number[];
}

/** Steps whose losses are compared; a call that takes `callTime` milliseconds; and how many such calls are timed. */
const compared = 3;
const callTime = 150;
const mostSteps = 50;
const calls = 3;

/** The most single steps that a quick look takes, the first of which warms the kernels up. */
const quickSteps = 5;

/** Milliseconds of a step, at most: a few steps, or a single one where that is under `enough`. */
export async function timeQuickly(
  session: Session,
  training: TrainingProgram,
  plan: Plan,
  enough: number,
): Promise<number> {
  await session.writeStates(training.start());
  const feeds = feedsOf(training.program, plan, 1);
  let least = Infinity;
  for (let step = 0; step < quickSteps && least > enough; step++) {
    const began = performance.now();
    await session.run(feeds, 1);
    least = Math.min(least, performance.now() - began);
  }
  return least;
}

/** States are those of the start anew. */
export async function timeSteps(session: Session, training: TrainingProgram, plan: Plan): Promise<StepTimes> {
  await session.writeStates(training.start());
  const began = performance.now();
  const { losses } = await session.run(feedsOf(training.program, plan, compared), compared);
  let step = (performance.now() - began) / compared;
  const steps = Math.max(1, Math.min(mostSteps, Math.round(callTime / step)));
  const feeds = feedsOf(training.program, plan, steps);
  for (let call = 0; call < calls; call++) {
    const from = performance.now();
    await session.run(feeds, steps);
    step = Math.min(step, (performance.now() - from) / steps);
  }
  return { step, losses: Array.from(losses!, Number) };
}

function feedsOf(program: Program, { train }: Plan, steps: number): NamedValues {
  const place = { step: 0, done: 0, of: steps, losses: [] };
  return madeUpFeeds(program, scalarFeeds(program, train, place, steps).feeds, steps);
}
