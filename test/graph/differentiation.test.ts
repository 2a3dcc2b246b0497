/** Reverse mode as a whole: paths that meet, paths that end, ties, and graphs deeper than the call stack. */
import { expect, test } from 'vitest';
import * as graph from '../../graph';
import { constant, GraphError, type Tensor } from '../../graph';
import { createInterpreter } from '../../trainer/src/executors/reference/interpreter';

const x = graph.feed('x', [3]);

const evaluate = (target: Tensor, values: readonly number[]) => [
  ...createInterpreter([target], 'float64')(new Map([[x, Float64Array.from(values)]]))[0]!,
];

const cases: readonly (readonly [
  of: string,
  objective: Tensor,
  at: readonly number[],
  gradient: readonly number[],
])[] = [
  [
    'paths that meet add up',
    graph.sum(graph.add(graph.square(x), graph.multiply(x, constant(3)))),
    [1, 2, 3],
    [5, 7, 9],
  ],
  ['a tensor times itself', graph.sum(graph.multiply(x, x)), [1, 2, 3], [2, 4, 6]],
  ['nothing flows past a stop', graph.sum(graph.multiply(graph.stopGradient(x), x)), [1, 2, 3], [1, 2, 3]],
  ['nothing depends on it', graph.sum(constant(1, [2])), [1, 2, 3], [0, 0, 0]],
  ['the objective is the tensor', graph.reshape(graph.slice(x, 0, 1, 2), []), [1, 2, 3], [0, 1, 0]],
  ['the kink of relu', graph.sum(graph.relu(x)), [-1, 0, 1], [0, 0, 1]],
  ['the kink of abs', graph.sum(graph.abs(x)), [-1, 0, 1], [-1, 0, 1]],
  ['equal operands share', graph.sum(graph.maximum(x, constant(2))), [1, 2, 3], [0, 0.5, 1]],
  ['equal operands share the minimum', graph.sum(graph.minimum(x, constant(2))), [1, 2, 3], [1, 0.5, 0]],
  ['equal largest elements share', graph.max(x), [4, 1, 4], [0.5, 0, 0.5]],
  ['a power of 0', graph.sum(graph.power(x, constant(2))), [0, 2, 3], [0, 4, 6]],
];

test.each(cases)('%s', (_, objective, at, expected) => {
  const [gradient] = graph.gradients(objective, [x]);
  expect(evaluate(gradient!, at)).toEqual(expected);
});

test('of equal pixels under overlapping windows, the first has the gradient of each window', () => {
  const image = graph.feed('image', [1, 1, 2, 3]);
  const pooled = graph.maxPool2d(image, { kernel: [2, 2], stride: [1, 1], padding: [0, 0, 0, 0] });
  const weighted = graph.sum(graph.multiply(pooled, constant([1, 10], [1, 1, 1, 2])));
  const [gradient] = graph.gradients(weighted, [image]);
  const values = (pixels: readonly number[]) => [
    ...createInterpreter([gradient!], 'float64')(new Map([[image, Float64Array.from(pixels)]]))[0]!,
  ];
  expect(values([0, 5, 0, 0, 0, 0])).toEqual([0, 11, 0, 0, 0, 0]);
  expect(values([-1, -1, -1, -1, -1, -1])).toEqual([1, 10, 0, 0, 0, 0]);
});

test('the second derivative is the gradient of the gradient', () => {
  const [first] = graph.gradients(graph.sum(graph.tanh(x)), [x]);
  const [second] = graph.gradients(graph.sum(first!), [x]);
  const expected = [-1, 0.5, 2].map((at) => -2 * Math.tanh(at) * (1 - Math.tanh(at) ** 2));
  for (const [at, value] of evaluate(second!, [-1, 0.5, 2]).entries())
    expect(value).toBeCloseTo(expected[at]!, 12);
});

test('the gradient of the gradient of a loop', () => {
  const logistic = graph.scan({ carries: [constant(0.3)], sequences: [x] }, ([y], [rate]) => {
    const next = graph.multiply(graph.tanh(rate!), graph.multiply(y!, graph.subtract(constant(1), y!)));
    return { carries: [next], outputs: [] };
  }).carries[0]!;
  const [first] = graph.gradients(logistic, [x]);
  const directed = graph.sum(graph.multiply(first!, constant([1, -2, 3], [3])));
  const [second] = graph.gradients(directed, [x]);
  const at = [0.7, 1.1, -0.4];
  for (const [place, value] of evaluate(second!, at).entries()) {
    const [above, below] = [1e-5, -1e-5].map(
      (step) => evaluate(directed, at.with(place, at[place]! + step))[0]!,
    );
    expect(value).toBeCloseTo((above! - below!) / 2e-5, 8);
  }
});

test('products of a weight in a loop become a single one behind it', () => {
  const [weight, rows] = [graph.state('weight', [3, 3]), graph.feed('rows', [5, 2, 3])];
  const { carries } = graph.scan({ carries: [constant(0, [2, 3])], sequences: [rows] }, ([h], [row]) => ({
    carries: [graph.tanh(graph.add(graph.matmul(h!, weight), row!))],
    outputs: [],
  }));
  const [slope] = graph.gradients(graph.sum(carries[0]!), [weight]);
  const loops = graph.orderNodes([slope!]).filter(({ op }) => op === 'scan');
  expect(slope!.node.op).toBe('matmul');
  // Nothing of the weight's shape is carried from pass to pass.
  expect(loops.map(({ outputs }) => outputs[0]!.shape)).toEqual([
    [2, 3],
    [2, 3],
  ]);
});

test('a chain of 20,000 ops has an order and a gradient', () => {
  let y: Tensor = graph.sum(x);
  for (let op = 0; op < 20_000; op++) y = graph.add(y, constant(1));
  expect(graph.orderNodes([y]).at(-1)).toBe(y.node);
  const [gradient] = graph.gradients(y, [x]);
  expect(evaluate(gradient!, [1, 2, 3])).toEqual([1, 1, 1]);
});

test('only a float32 scalar has gradients', () => {
  expect(() => graph.gradients(x, [x])).toThrow(GraphError);
});

test('a cotangent in a loop meets what is known as a single factor', () => {
  const rates = graph.feed('rates', [5, 3]);
  const { carries } = graph.scan({ carries: [constant(0.3, [3])], sequences: [rates] }, ([h], [rate]) => ({
    carries: [graph.tanh(graph.multiply(graph.multiply(h!, rate!), graph.sigmoid(h!)))],
    outputs: [],
  }));
  const [slope] = graph.gradients(graph.sum(carries[0]!), [rates]);
  const back = graph.orderNodes([slope!]).filter(({ op }) => op === 'scan')[1]!;
  const { outputs } = back.attributes['body'] as graph.Body;
  // One factor for the rate, and one for each of the two ways in which the state is read.
  expect(graph.orderNodes(outputs).filter(({ op }) => op === 'multiply')).toHaveLength(3);
});
