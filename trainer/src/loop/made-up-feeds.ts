/** Rows that are made up, to try a program before it is given real ones: every kind of input can be 0 or 1. */
import { sizeOf, type Program } from '../../../graph';
import { arrayOf } from '../executors/check-values';
import { mixBits } from '../executors/counter-hash';
import type { NamedValues, Values } from '../executors/executor';

/** Feeds of `steps` steps. `scalars` are those that are no data. */
export function madeUpFeeds({ feeds }: Program, scalars: NamedValues, steps: number): NamedValues {
  const made = Object.entries(feeds).map(([name, { shape, dtype }]): [string, Values] => {
    if (scalars[name]) return [name, scalars[name]];
    const drawn = /^(input|label)\//.test(name);
    // Masks and lengths: all rows count, and each has a step.
    const value = drawn ? (position: number) => mixBits(position) & 1 : () => 1;
    const values = new arrayOf[dtype](sizeOf(shape) * steps) as Values;
    for (let position = 0; position < values.length; position++) {
      values[position] = (dtype === 'int64' ? BigInt(value(position)) : value(position)) as never;
    }
    return [name, values];
  });
  return Object.fromEntries(made);
}
