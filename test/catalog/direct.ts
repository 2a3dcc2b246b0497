/** A step of a weighting that makes a direction of whole gradients, computed in double precision. */
import type { DirectionWeighting } from '../../catalog/declaration';
import { feed, multiply } from '../../graph';
import type { Rows } from './combine';
import { evaluate } from './evaluate';

export interface Given {
  readonly losses?: readonly number[];
  readonly present?: readonly number[];
  readonly moved?: Readonly<Record<string, readonly number[]>>;
  readonly uniform?: readonly number[];
}

/** Of gradients that have a row for each task: the direction, the weights that are shown, and what a step moves. */
export function direct(weighting: DirectionWeighting, args: object, rows: Rows, given: Given = {}) {
  const [tasks, coordinates] = [rows.length, rows[0]!.length];
  const present = given.present ?? rows.map(() => 1);
  const values: Record<string, readonly number[]> = {
    losses: given.losses ?? rows.map(() => 1),
    present,
    jacobian: rows.flatMap((row, i) => row.map((x) => x * present[i]!)),
  };
  const starts = Object.entries(weighting.moved ?? {}).map(([name, { each, start }]) => {
    const shape = each === 'task' ? [tasks] : [tasks, coordinates];
    const size = each === 'task' ? tasks : tasks * coordinates;
    values[name] = given.moved?.[name] ?? Array<number>(size).fill(start);
    return [name, feed(name, shape)] as const;
  });
  const made = weighting.combine(args as never, {
    losses: feed('losses', [tasks]),
    present: feed('present', [tasks]),
    jacobian: feed('jacobian', [tasks, coordinates]),
    kept: {},
    moved: Object.fromEntries(starts),
    random(name, shape) {
      values[name] = given.uniform ?? Array<number>(coordinates).fill(0.5);
      return feed(name, shape);
    },
  });
  const names = Object.keys(made.moved ?? {});
  const targets = [made.direction, multiply(made.weights, feed('present', [tasks]))];
  const [d, weights, ...after] = evaluate([...targets, ...names.map((name) => made.moved![name]!)], values);
  return { d: d!, weights: weights!, moved: Object.fromEntries(names.map((name, i) => [name, after[i]!])) };
}
