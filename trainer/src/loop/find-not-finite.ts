/** Finds a loss that is infinite or not a number, which fails the run where it arose. */
import type { TrainPlan } from '../../../contract/plan';
import type { NamedValues } from '../executors/executor';
import { lossNotFinite } from '../problems';
import type { ReadingLayout } from '../program/readings';
import type { Ending } from '../run';
import type { Segment } from './step-groups';

/** `outputs` are those of the steps of the segment. */
export function findNotFinite(
  { optimizer }: Pick<TrainPlan, 'optimizer'>,
  { subjects }: ReadingLayout,
  outputs: NamedValues,
  { epoch, from }: Pick<Segment, 'epoch' | 'from'>,
): Ending | undefined {
  const losses = outputs['losses'] as Float32Array;
  const place = losses.findIndex((loss) => !Number.isFinite(loss));
  if (place < 0) return undefined;
  const { task } = subjects[place % subjects.length]!;
  const step = from + Math.floor(place / subjects.length) + 1;
  return { kind: 'failed', problem: lossNotFinite(task, { epoch, step }, optimizer.name) };
}
