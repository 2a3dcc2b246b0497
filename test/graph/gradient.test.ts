/** Every op's gradient rule against central differences in double precision. */
import { describe, expect, test } from 'vitest';
import { constant, feed, gradients, multiply, ops, sizeOf, sum, type OpName, type Tensor } from '../../graph';
import { gradientRules } from '../../graph/gradients';
import { createInterpreter } from '../../trainer/src/executors/reference/interpreter';
import { createLcg } from '../support/lcg';
import { opCases, type InputCase, type OpCase } from './op-cases';

/** Ops that no gradient flows through: there is nothing to check about them. */
const stopping: readonly OpName[] = [
  'feed',
  'state',
  'constant',
  'greater',
  'greaterEqual',
  'less',
  'lessEqual',
  'equal',
  'and',
  'or',
  'not',
  'sign',
  'floor',
  'cast',
  'stopGradient',
  'argMax',
  'randomUniform',
];

const draw = (input: InputCase, next: () => number): Float64Array =>
  Float64Array.from({ length: sizeOf(input.shape) }, () => {
    const value = input.low + next() * (input.high - input.low);
    return input.dtype === 'float32' ? value : Math.floor(value);
  });

/** The largest difference between what the rule gives and what is measured, relative to the gradient where it is large. */
function gradientError({ inputs, build }: OpCase): number {
  const next = createLcg(7);
  const tensors = inputs.map(({ shape, dtype }, at) => feed(`x${at}`, shape, dtype));
  const values = inputs.map((input) => draw(input, next));
  const y = build(...tensors);
  const weights = constant(
    Array.from({ length: sizeOf(y.shape) }, () => next() + 0.5),
    y.shape,
  );
  const objective = sum(multiply(y, weights));
  const continuous = tensors.flatMap((tensor, at) => (tensor.dtype === 'float32' ? [at] : []));
  const of = continuous.map((at) => tensors[at]!);
  const compute = createInterpreter([objective, ...gradients(objective, of)], 'float64');
  const sources = new Map<Tensor, Float64Array>(tensors.map((tensor, at) => [tensor, values[at]!]));
  const [, ...analytic] = compute(sources);

  const measure = createInterpreter([objective], 'float64');
  const step = 1e-5;
  let worst = 0;
  for (const [which, at] of continuous.entries()) {
    const x = values[at]!;
    for (const [element, value] of [...x].entries()) {
      const [above, below] = [value + step, value - step].map((moved) => {
        x[element] = moved;
        return measure(sources)[0]![0]!;
      }) as [number, number];
      x[element] = value;
      const measured = (above - below) / (2 * step);
      const difference = Math.abs(analytic[which]![element]! - measured) / Math.max(1, Math.abs(measured));
      // A comparison with NaN is never true: it has to be the worst by itself.
      worst = Number.isNaN(difference) ? Infinity : Math.max(worst, difference);
    }
  }
  return worst;
}

describe('gradients agree with finite differences', () => {
  const checked = opCases.filter(
    ({ op, inputs }) => !stopping.includes(op) && inputs.some(({ dtype }) => dtype === 'float32'),
  );
  test.each(checked.map((one) => [`${one.op}: ${one.of}`, one] as const))('%s', (_, one) => {
    expect(gradientError(one)).toBeLessThan(1e-6);
  });

  test('every op is checked, or stated to stop gradients', () => {
    const withRule = Object.entries(gradientRules).flatMap(([name, rule]) => (rule ? [name] : []));
    expect([...new Set(checked.map(({ op }) => op))].toSorted()).toEqual(withRule.toSorted());
    expect(Object.keys(ops).toSorted()).toEqual([...withRule, ...stopping].toSorted());
  });
});
