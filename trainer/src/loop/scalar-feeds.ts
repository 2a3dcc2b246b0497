/** The feeds of a step that are no data: the learning rate, the number of the step, and how many epochs are over. */
import { lookUp } from '../../../catalog';
import type { ScheduleMoment } from '../../../catalog/declaration';
import type { TrainPlan } from '../../../contract/plan';
import type { Program } from '../../../graph/program';
import type { NamedValues } from '../executors/executor';
import { epochFeed, rateFeed, stepFeed } from '../program/training-program';

export interface StepPlace {
  /** Number of the step since the run began, from 0: what random numbers follow from. */
  readonly step: number;
  /** Steps of the phase that are done, and all of them: a schedule runs over a phase. */
  readonly done: number;
  readonly of: number;
  /** Losses of the epochs of the phase that are over, for a schedule that watches them. */
  readonly losses: readonly number[];
  /** Where a schedule is whose steps are not these. */
  readonly moment?: ScheduleMoment | undefined;
}

/** For `steps` steps from `place` on; only what the program takes. */
export function scalarFeeds(
  { feeds }: Program,
  { schedule, optimizer, epochs }: TrainPlan,
  { step, done, of, losses, moment }: StepPlace,
  steps: number,
): { readonly feeds: NamedValues; readonly rates: Float32Array } {
  const declared = lookUp('schedules', schedule.name);
  if (!declared) throw new Error(`the catalog has no schedule ${schedule.name}`);
  const rate = optimizer.args['rate'] as number;
  const rates = Float32Array.from(
    { length: steps },
    (_, index) =>
      rate * declared.factor(schedule.args, moment ?? { step: done + index, steps: of, epochs, losses }),
  );
  const numbers = BigInt64Array.from({ length: steps }, (_, index) => BigInt(step + index));
  const over = Float32Array.from({ length: steps }, (_, index) => Math.floor(((done + index) * epochs) / of));
  return {
    feeds: {
      ...(feeds[rateFeed] && { [rateFeed]: rates }),
      ...(feeds[stepFeed] && { [stepFeed]: numbers }),
      ...(feeds[epochFeed] && { [epochFeed]: over }),
    },
    rates,
  };
}
