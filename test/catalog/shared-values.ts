/** Numbers that go into shared blocks and come out of them. */
import { expect } from 'vitest';
import { sizeOf } from '../../graph';
import { createLcg } from '../support/lcg';
import { evaluate, sourcesOf } from './evaluate';
import type { Shared } from './share';

/** Values of all sources, by name: the same name has the same values. */
export function valuesOf(
  outputs: Shared['outputs'],
  given: Readonly<Record<string, readonly number[]>> = {},
) {
  return Object.fromEntries(
    sourcesOf(outputs).map(([name, { shape }]) => {
      const random = createLcg(
        [...name].reduce((all, letter) => (all * 31 + letter.charCodeAt(0)) % 9973, 7),
      );
      return [name, given[name] ?? Array.from({ length: sizeOf(shape) }, () => 2 * random() - 1)];
    }),
  );
}

export const computed = (made: Shared, given?: Readonly<Record<string, readonly number[]>>) =>
  evaluate(made.outputs, valuesOf(made.outputs, given));
export const close = (numbers: readonly (readonly number[])[]) =>
  numbers.map((each) => each.map((number) => expect.closeTo(number, 10)));

/** The values that the parameters of `from` have, for those of `to` whose names begin in other ways. */
export const renamed = (from: Shared, starts: Readonly<Record<string, string>>) => {
  const values = valuesOf(from.outputs);
  return Object.fromEntries(
    Object.entries(starts).flatMap(([start, now]) =>
      Object.entries(values).flatMap(([name, numbers]) =>
        name.startsWith(start) ? [[now + name.slice(start.length), numbers]] : [],
      ),
    ),
  );
};
