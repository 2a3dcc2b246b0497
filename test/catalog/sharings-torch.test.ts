/** Sharings against what PyTorch computes, forward and backward. */
import { expect, test } from 'vitest';
import { constant, feed, gradients, multiply, sum, type Shape } from '../../graph';
import { add } from '../../graph';
import { evaluate, sourcesOf } from './evaluate';
import fixtures from './fixtures/sharings.json';
import { share } from './share';

interface Numbers {
  readonly shape: Shape;
  readonly values: readonly number[];
}

const close = ({ values }: Numbers) => values.map((value) => expect.closeTo(value, 8));

test.each(fixtures)('$sharing', (fixture) => {
  const { sharing, x, factors, outputs } = fixture;
  const parameters: Readonly<Record<string, Numbers>> = fixture.parameters;
  const slopes: Readonly<Record<string, Numbers>> = fixture.gradients;
  const made = share(sharing, ['dense(4, tanh)'], { tensor: feed('x', x.shape) });
  const names = made.parameters.map(({ name }) => name);
  expect(names.toSorted()).toEqual(Object.keys(parameters).toSorted());
  const sources = new Map(sourcesOf(made.outputs));
  for (const name of names) expect(sources.get(name)!.shape, name).toEqual(parameters[name]!.shape);

  const objective = made.outputs
    .map((output, i) => sum(multiply(output, constant(factors[i]!.values, factors[i]!.shape))))
    .reduce(add);
  const targets = [
    ...made.outputs,
    ...gradients(
      objective,
      names.map((name) => sources.get(name)!),
    ),
  ];
  const given = Object.fromEntries(names.map((name) => [name, parameters[name]!.values]));
  const computed = evaluate(targets, { x: x.values, ...given });
  expect(computed).toEqual([...outputs.map(close), ...names.map((name) => close(slopes[name]!))]);
});
