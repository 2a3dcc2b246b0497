/** The losses of all tasks at one moment of a run, with the weights that make them a total, and how their gradients agree. */
import type { GradientCosine } from '../../../contract/run-log';

export type ByTask<T> = Readonly<Record<string, T>>;

/** A moment of a run, by each of the measures that a chart can go along. */
export interface Moment {
  /** Epochs since the run began, with fractions. */
  readonly x: number;
  /** Steps since the run began. */
  readonly step: number;
  /** For how long trainers had worked on the run. */
  readonly seconds: number;
}

export interface LossRow extends Moment {
  readonly losses: ByTask<number | null>;
  readonly weights: ByTask<number>;
  /** Cosines between gradients, by the name of a pair of tasks; absent where the log tells none at this moment. */
  readonly cosines?: ByPair<number | null>;
}

/** By `pairName`, in the order of the log. */
export type ByPair<T> = Readonly<Record<string, T>>;

const pairName = ([first, second]: GradientCosine['tasks']): string => `${first} ↔ ${second}`;

/** The part of a row that cosines of an event make: nothing where it has none. */
export function cosinesOf(cosines: readonly GradientCosine[] | undefined): Pick<LossRow, 'cosines'> {
  if (!cosines) return {};
  return { cosines: Object.fromEntries(cosines.map(({ tasks, cosine }) => [pairName(tasks), cosine])) };
}

/** The sum of weight times loss over the tasks that have a loss; null where none has. */
export function weightedTotal(losses: ByTask<number | null>, weights: ByTask<number>): number | null {
  const terms = Object.entries(losses).flatMap(([task, loss]) =>
    loss === null ? [] : [(weights[task] ?? 1) * loss],
  );
  return terms.length === 0 ? null : terms.reduce((sum, term) => sum + term, 0);
}

/** The row that would stand here had the trainer reported less often: means of all numbers, at the later moment. */
export function mergeRows(first: LossRow, before: number, second: LossRow, after: number): LossRow {
  const mean = (a: number, b: number): number => (a * before + b * after) / (before + after);
  const meanOfKnown = (a: number | null, b: number | null): number | null =>
    a === null ? b : b === null ? a : mean(a, b);
  const losses = joinTasks(first.losses, second.losses, meanOfKnown);
  const weights = joinTasks(first.weights, second.weights, mean);
  if (!first.cosines) return { ...second, losses, weights };
  const cosines = joinTasks(first.cosines, second.cosines ?? {}, meanOfKnown);
  return { ...second, losses, weights, cosines };
}

/** Tasks that only one of the two knows keep what that one says. */
function joinTasks<T>(first: ByTask<T>, second: ByTask<T>, join: (a: T, b: T) => T): ByTask<T> {
  const joined: Record<string, T> = { ...first };
  for (const [task, value] of Object.entries(second)) {
    joined[task] = Object.hasOwn(first, task) ? join(first[task]!, value) : value;
  }
  return joined;
}
