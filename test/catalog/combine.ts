/** A step of a weighting of gradients by their inner products, computed in double precision. */
import type { GradientWeighting } from '../../catalog/declaration';
import { feed, multiply } from '../../graph';
import { evaluate } from './evaluate';

export type Rows = readonly (readonly number[])[];

interface Given {
  readonly args?: object;
  readonly losses?: readonly number[];
  readonly present?: readonly number[];
  readonly moved?: Readonly<Record<string, readonly number[]>>;
  readonly uniform?: readonly number[];
}

export const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((all, x, i) => all + x * b[i]!, 0);
export const along = (rows: Rows, w: readonly number[]) =>
  rows[0]!.map((_, at) => rows.reduce((all, row, i) => all + w[i]! * row[at]!, 0));

/** Of gradients that have a row for each task: the weights, and what a step moves. */
export function combine(weighting: GradientWeighting, rows: Rows, given: Given = {}) {
  const tasks = rows.length;
  const present = given.present ?? rows.map(() => 1);
  const values: Record<string, readonly number[]> = {
    losses: given.losses ?? rows.map(() => 1),
    present,
    gramian: rows.flatMap((a, i) => rows.map((b, j) => dot(a, b) * present[i]! * present[j]!)),
  };
  const starts = Object.entries(weighting.moved ?? {}).map(([name, { each, start }]) => {
    const size = each === 'task' ? tasks : tasks * tasks;
    values[name] = given.moved?.[name] ?? Array.from({ length: size }, () => start);
    return [name, feed(name, each === 'task' ? [tasks] : [tasks, tasks])] as const;
  });
  const random = (name: string, shape: readonly number[]) => {
    const size = shape.reduce((all, each) => all * each, 1);
    values[name] = given.uniform ?? Array.from({ length: size }, (_, i) => ((i * 7 + 3) % 11) / 11);
    return feed(name, shape);
  };
  const { weights, moved = {} } = weighting.combine((given.args ?? {}) as never, {
    losses: feed('losses', [tasks]),
    present: feed('present', [tasks]),
    gramian: feed('gramian', [tasks, tasks]),
    kept: {},
    moved: Object.fromEntries(starts),
    random,
  });
  const names = Object.keys(moved);
  const [w, ...after] = evaluate(
    [multiply(weights, feed('present', [tasks])), ...names.map((name) => moved[name]!)],
    values,
  );
  return { w: w!, d: along(rows, w!), moved: Object.fromEntries(names.map((name, i) => [name, after[i]!])) };
}
