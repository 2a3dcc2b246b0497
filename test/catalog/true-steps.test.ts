/** What stands in the steps that only fill a row up changes nothing: no true step, no row, and no gradient. */
import { describe, expect, it, test } from 'vitest';
import { catalog } from '../../catalog';
import { isMisfit, type LayerDeclaration, type Scope } from '../../catalog/declaration';
import { passLayer } from '../../catalog/model/apply-layer';
import type { Flow } from '../../catalog/model/flow';
import { randomNumbers } from '../../catalog/model/random-numbers';
import { constant, feed, gradients, multiply, sizeOf, sum, type Shape, type Tensor } from '../../graph';
import { alongSteps } from '../../catalog/common/true-steps';
import { maskOf } from './case';
import { evaluate, sourcesOf } from './evaluate';
import { call } from './plans';

const [rows, steps, features] = [3, 4, 6];
const lengths = [4, 2, 0];
const mask = maskOf(lengths, steps);

const scope: Scope = {
  training: true,
  parameter: (name, shape) => feed(name, shape),
  random: (name, shape) => feed(name, shape),
  statistic: (name, shape) => ({ value: feed(name, shape), follow: () => {} }),
  counted: () => constant([1, 1, 1], [rows]),
};

const draw = (shape: Shape, name: string): number[] => {
  const random = randomNumbers(8, name);
  return Array.from({ length: sizeOf(shape) }, () => 2 * random() - 1);
};

/** Those of [rows, steps, features] numbers that stand in steps which are not true. */
const filling = (numbers: readonly number[]): readonly number[] =>
  numbers.filter(
    (_, at) => Math.floor(at / features) % steps >= lengths[Math.floor(at / (steps * features))]!,
  );

/** Inputs whose true steps are the same, with other numbers behind them. */
const inputs = (name: string, by: number): number[] =>
  draw([rows, steps, features], name).map((number, at) => {
    const step = Math.floor(at / features) % steps;
    return step < lengths[Math.floor(at / (steps * features))]! ? number : by + number;
  });

function build(
  written: string,
  joins: boolean,
): { readonly inputs: readonly Tensor[]; readonly output: Flow } | undefined {
  const tensors = (joins ? ['a', 'b'] : ['x']).map((name) => feed(name, [rows, steps, features]));
  const output = passLayer(
    call('layers', written),
    tensors.map((tensor) => ({ tensor, mask })),
    scope,
  );
  return isMisfit(output) ? undefined : { inputs: tensors, output };
}

const layers = Object.values<LayerDeclaration>(catalog.layers).filter(
  ({ example, joins }) => build(example, joins ?? false) !== undefined,
);

describe('filling changes nothing behind', () => {
  it.each(layers.map((layer) => [layer.example, layer] as const))('%s', (_, { example, joins }) => {
    const { inputs: xs, output } = build(example, joins ?? false)!;
    const { tensor } = output;
    const read = output.mask ? multiply(tensor, alongSteps(output.mask, tensor)) : tensor;
    const objective = sum(multiply(read, constant(draw(read.shape, 'weights'), read.shape)));
    const sources = sourcesOf([objective]);
    const results = [
      read,
      ...gradients(
        objective,
        sources.map(([, source]) => source),
      ),
    ];
    const values = (by: number) => ({
      ...Object.fromEntries(sources.map(([name, { shape }]) => [name, draw(shape, name)])),
      ...Object.fromEntries(
        xs.map(({ node }) => [String(node.attributes['name']), inputs(String(node.attributes['name']), by)]),
      ),
    });
    // Minus zero is zero.
    const [zero, other] = [0, 50].map((by) =>
      evaluate(results, values(by)).map((numbers) => numbers.map((number) => number + 0)),
    );
    expect(other).toEqual(zero);
    const slopes = sources.flatMap(([name], at) =>
      xs.some(({ node }) => node.attributes['name'] === name) ? [zero![at + 1]!] : [],
    );
    expect(slopes.flatMap(filling)).toEqual(
      xs.flatMap(() => filling(draw([rows, steps, features], 'x').map(() => 0))),
    );
  });
});

test('a mask goes on while there are steps, and ends with them', () => {
  const after = (...written: string[]) => {
    let flow: Flow = { tensor: feed('x', [rows, steps, features]), mask };
    for (const layer of written) flow = passLayer(call('layers', layer), [flow], scope) as Flow;
    return flow.mask;
  };
  expect(after('dense(3, relu)', 'layerNorm', 'residual { dense(3) }')).toBe(mask);
  expect(after('flatten')).toBeUndefined();
  expect(after('globalAveragePool')).toBeUndefined();
  expect(after('dense(1)', 'flatten')).toBeUndefined();
  expect(after('reshape(3, 8)')).toBeUndefined();
});

test('of several inputs the steps count that are true in all', () => {
  const other = maskOf([3, 3, 1], steps);
  const tensor = feed('x', [rows, steps, features]);
  const joined = (...masks: (Tensor | undefined)[]) =>
    (
      passLayer(
        call('layers', 'concat'),
        masks.map((each) => ({ tensor, mask: each })),
        scope,
      ) as Flow
    ).mask;
  expect(joined(mask, undefined)).toBe(mask);
  expect(joined(undefined, undefined)).toBeUndefined();
  expect(evaluate([joined(mask, other)!], {})[0]).toEqual([1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0]);
});
