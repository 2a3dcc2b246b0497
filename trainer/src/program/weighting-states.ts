/** States that hold numbers of a weighting: those of a task without labels stay as they are. */
import { constant, greater, multiply, reshape, state, where } from '../../../graph';
import type { Program } from '../../../graph/program';
import { sizeOf, type Shape, type Tensor } from '../../../graph/tensor';
import type { NamedValues } from '../executors/executor';

export const weightingState = (name: string): string => `weighting/${name}`;

type Numbers = Readonly<Record<string, Tensor>>;
/** What there is a number for: a task, or a pair of tasks. */
type Each = 'task' | 'pair';
type Starts = Readonly<Record<string, { readonly each: Each; readonly start: number }>>;

export interface WeightingStates {
  /** By name, as they are before a step: [tasks] or [tasks, tasks]. */
  readonly before: Numbers;
  start(): NamedValues;
  /** What a step leaves; those that are not in `after` stay. A number for a pair of tasks moves where both have labels. */
  next(after?: Numbers): Program['states'];
}

/** `present` is [tasks], 0 or 1. */
export function openStates(starts: Starts, present: Tensor): WeightingStates {
  const tasks = present.shape[0]!;
  const shapes: Record<Each, Shape> = { task: [tasks], pair: [tasks, tasks] };
  const moves: Record<Each, Tensor> = {
    task: present,
    pair: multiply(reshape(present, [tasks, 1]), present),
  };
  const entries = Object.entries(starts);
  const before = Object.fromEntries(
    entries.map(([name, { each }]) => [name, state(weightingState(name), shapes[each])]),
  );
  return {
    before,
    start: () =>
      Object.fromEntries(
        entries.map(([name, { each, start }]) => [
          weightingState(name),
          new Float32Array(sizeOf(shapes[each])).fill(start),
        ]),
      ),
    next: (after = {}) =>
      Object.fromEntries(
        entries.map(([name, { each }]) => {
          const source = before[name]!;
          const moved = after[name];
          const next = moved ? where(greater(moves[each], constant(0)), moved, source) : source;
          return [weightingState(name), { source, next }];
        }),
      ),
  };
}

/** Of numbers for each task. */
export const startsOfTasks = (starts: Readonly<Record<string, number>> = {}): Starts =>
  Object.fromEntries(Object.entries(starts).map(([name, start]) => [name, { each: 'task', start }]));
