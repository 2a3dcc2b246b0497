/** A step of a weighting that is an objective, computed in double precision. */
import type { LossWeighting, NormWeighting } from '../../catalog/declaration';
import { feed, gradients, type Tensor } from '../../graph';
import { evaluate } from './evaluate';

export interface Step {
  readonly losses: readonly number[];
  readonly present?: readonly number[];
  readonly learned?: Numbers;
  readonly kept?: Numbers;
  readonly moved?: Numbers;
  readonly norms?: readonly number[];
  /** Losses of the same batch after the step. */
  readonly after?: readonly number[];
  readonly uniform?: Numbers;
}

/** Numbers per task that a weighting is given in place of those that it starts with. */
type Numbers = Readonly<Record<string, readonly number[]>>;

/** What a weighting makes of a step, with the gradients of its objective. */
export function weigh(weighting: LossWeighting | NormWeighting, args: object, step: Step) {
  const tasks = step.losses.length;
  const values: Record<string, readonly number[]> = {
    losses: step.losses,
    present: step.present ?? step.losses.map(() => 1),
    norms: step.norms ?? step.losses.map(() => 1),
    after: step.after ?? step.losses,
  };
  const source = (name: string, numbers: readonly number[]): Tensor => {
    values[name] = numbers;
    return feed(name, [tasks]);
  };
  const starting = (starts: Readonly<Record<string, number>> = {}, given: Numbers = {}) =>
    Object.fromEntries(
      Object.entries(starts).map(([name, start]) => [
        name,
        source(name, given[name] ?? step.losses.map(() => start)),
      ]),
    );
  const losses = feed('losses', [tasks]);
  const learned = starting(weighting.learned, step.learned);
  const given = {
    losses,
    present: feed('present', [tasks]),
    learned,
    kept: starting(weighting.kept, step.kept),
    moved: starting(weighting.moved, step.moved),
    norms: feed('norms', [tasks]),
    random: (name: string) => source(name, step.uniform?.[name] ?? step.losses.map((_, i) => (i + 1) / 7)),
  };
  const { objective, weights, moved = {} } = weighting.build(args as never, given);
  const after = weighting.afterStep?.(args as never, { ...given, after: feed('after', [tasks]) });
  const states = Object.entries({ ...moved, ...after });
  const slopes = gradients(objective, [losses, ...Object.values(learned)]);
  const targets = [objective, weights, slopes[0]!, ...states.map(([, next]) => next), ...slopes.slice(1)];
  const [value, shown, ofLosses, ...rest] = evaluate(targets, values);
  return {
    objective: value![0]!,
    weights: shown!,
    ofLosses: ofLosses!,
    moved: Object.fromEntries(states.map(([name], at) => [name, rest[at]!])),
    ofLearned: rest[states.length],
  };
}
