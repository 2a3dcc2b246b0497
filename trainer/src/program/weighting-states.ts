/** States that hold numbers of a weighting: those of a task without labels stay as they are. */
import { constant, greater, multiply, reshape, where } from '../../../graph';
import type { Program } from '../../../graph/program';
import type { Tensor } from '../../../graph/tensor';

export const weightingState = (name: string): string => `weighting/${name}`;

type Numbers = Readonly<Record<string, Tensor>>;

/** States that steps leave as they are. */
export const unchanged = (kept: Numbers): Program['states'] =>
  Object.fromEntries(
    Object.entries(kept).map(([name, source]) => [weightingState(name), { source, next: source }]),
  );

/** `present` is [tasks], 0 or 1; a number for a pair of tasks moves where both have labels. */
export function movedOn(before: Numbers, after: Numbers, present: Tensor): Program['states'] {
  const tasks = present.shape[0]!;
  const ofPairs = multiply(reshape(present, [tasks, 1]), present);
  const entries = Object.entries(before).map(([name, source]) => {
    const moves = greater(source.shape.length === 2 ? ofPairs : present, constant(0));
    const next = after[name] ? where(moves, after[name], source) : source;
    return [weightingState(name), { source, next }] as const;
  });
  return Object.fromEntries(entries);
}
