/** Large matrices lie in blocks from step to step where only products read them: they train as the interpreter trains them, and are read and written plainly. */
import { describe, expect, test } from 'vitest';
import * as graph from '../../../graph';
import type { Program, Tensor } from '../../../graph';
import { onnxExecutor, type NamedValues } from '../../../trainer/src/executors';
import { findBlockedMatrices } from '../../../trainer/src/executors/onnx/stepping/find-blocked-matrices';
import { stepsInBlocks } from '../../../trainer/src/executors/onnx/stepping/steps-in-blocks';
import { splitProgram } from '../../../trainer/src/executors/updates/split-program';
import { createLcg } from '../../support/lcg';
import { largestError, runOnBoth } from './beside-interpreter';

const width = 1024;

interface Net {
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly x: readonly number[];
  /** The loss, and what else is reported. */
  readonly build: (
    x: Tensor,
    parameters: Readonly<Record<string, Tensor>>,
  ) => Readonly<Record<string, Tensor>>;
}

const squared = (x: Tensor) => graph.mean(graph.square(x), [...x.shape.keys()]);
const square = [width, width] as const;

const deep: Net = {
  shapes: { first: square, bias: [width], second: square, last: [width, 3] },
  x: [128, width],
  build(x, { first, bias, second, last }) {
    const h = graph.relu(graph.add(graph.matmul(x, first!), bias!));
    return { loss: squared(graph.matmul(graph.tanh(graph.matmul(h, second!)), last!)) };
  },
};

const transposed: Net = {
  shapes: { first: square, last: [width, 3] },
  x: [128, width],
  build: (x, { first, last }) => ({
    loss: squared(graph.matmul(graph.tanh(graph.matmul(x, graph.transpose(first!, [1, 0]))), last!)),
  }),
};

const sequences: Net = {
  shapes: { first: square, second: square },
  x: [4, 32, width],
  build(x, { first, second }) {
    const h = graph.relu(graph.matmul(x, first!));
    return { loss: squared(graph.add(graph.matmul(h, second!), x)) };
  },
};

const recurrent: Net = {
  shapes: { projection: square, bias: [width], weight: [width / 4, width] },
  x: [2, 64, width],
  build(x, { projection, bias, weight }) {
    const z = graph.add(graph.matmul(x, projection!), bias!);
    const start = graph.constant(0.1, [64, width / 4]);
    const loop = graph.scan({ carries: [start], sequences: [z] }, ([h], [slice]) => {
      const gates = graph.add(slice!, graph.matmul(h!, weight!));
      const [a, b] = graph.split(gates, 1, [width / 4, width / 4, width / 2]);
      const next = graph.multiply(graph.sigmoid(a!), graph.tanh(b!));
      return { carries: [next], outputs: [next] };
    });
    return { loss: squared(loop.outputs[0]!) };
  },
};

describe.each([
  ['deep', deep, 2],
  ['sequences', sequences, 1],
  ['recurrent', recurrent, 1],
  ['transposed', transposed, 1],
] as const)('%s', (_, net, steps) => {
  test('trains as the interpreter does', { timeout: 60_000 }, async () => {
    const program = training(net);
    const given = { start: startOf(net), count: steps };
    const [found, expected] = await runOnBoth(program, feedsOf(net, steps), given);
    for (const [name, values] of Object.entries(expected))
      expect(largestError(found[name]!, values), name).toBeLessThan(2e-5);
  });

  test('lies in blocks', () => {
    const matrices = Object.entries(net.shapes).filter(([, shape]) => shape.join() === square.join());
    expect(Object.keys(blockedIn(net)).toSorted()).toEqual(
      matrices.flatMap(([name]) => [name, `momentum/${name}`]).toSorted(),
    );
  });
});

test('states are read as they were written', async () => {
  const session = await onnxExecutor.prepare(training(deep), { threads: 1 });
  const start = startOf(deep);
  await session.writeStates(start);
  const read = await session.readStates();
  await session.dispose();
  expect(Object.keys(read).toSorted()).toEqual(Object.keys(start).toSorted());
  for (const [name, values] of Object.entries(start)) expect(largestError(read[name]!, values), name).toBe(0);
});

test('a matrix lies as [width / block, sums, block]', async () => {
  let written: NamedValues = {};
  const steps = stepsInBlocks(
    {
      run: () => Promise.resolve({}),
      read: () => Promise.resolve(written),
      write: (values) => Promise.resolve(void (written = values)),
      dispose: () => Promise.resolve(),
    },
    { matrix: [3, 4] },
    2,
  );
  const plain = {
    matrix: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    bias: Float32Array.of(1, 2),
  };
  await steps.write(plain);
  expect(written).toEqual({
    matrix: Float32Array.of(0, 1, 4, 5, 8, 9, 2, 3, 6, 7, 10, 11),
    bias: plain.bias,
  });
  expect(await steps.read(['matrix', 'bias'])).toEqual(plain);
});

/** What keeps a matrix as it is. */
test.each<[string, Partial<Net>, Parameters<typeof blockedIn>[1]?]>([
  ['few rows', { x: [112, width] }],
  ['few rows for each of several threads', {}, { threads: 2 }],
  ['rows that fill no block', { x: [136, width] }],
  ['another processor', {}, { block: 8 }],
  [
    'a small one',
    {
      shapes: { first: [width, 512], bias: [512], second: [512, width], last: [width, 3] },
    },
  ],
  [
    'numbers that fill no block',
    { shapes: { first: [width, 1100], bias: [1100], second: [1100, width], last: [width, 3] } },
  ],
  [
    'a penalty in the loss',
    {
      build(x, parameters) {
        const { loss } = deep.build(x, parameters);
        return {
          loss: graph.add(loss!, graph.add(squared(parameters['first']!), squared(parameters['second']!))),
        };
      },
    },
  ],
  [
    'a report of it',
    {
      build: (x, parameters) => ({
        ...deep.build(x, parameters),
        largest: graph.max(parameters['first']!, [0, 1]),
        too: graph.max(parameters['second']!, [0, 1]),
      }),
    },
  ],
])('%s', (_, change, processor) => {
  expect(blockedIn({ ...deep, ...change }, processor)).toEqual({});
});

test('a gradient that is reported keeps its matrix as it is, and no other one', () => {
  const blocked = blockedIn(deep, undefined, (slopes) => ({ slope: graph.sum(slopes['first']!, [0, 1]) }));
  expect(Object.keys(blocked).toSorted()).toEqual(['momentum/second', 'second']);
});

/** The net with its gradients, moved by momentum. */
function training(
  { shapes, x: shape, build }: Net,
  report: (slopes: Readonly<Record<string, Tensor>>) => Readonly<Record<string, Tensor>> = () => ({}),
): Program {
  const x = graph.feed('x', shape);
  const parameters = Object.fromEntries(
    Object.entries(shapes).map(([name, size]) => [name, graph.state(name, size)]),
  );
  const outputs = build(x, parameters);
  const slopes = graph.gradients(outputs['loss']!, Object.values(parameters));
  const states = Object.entries(parameters).flatMap(([name, parameter], at) => {
    const momentum = graph.state(`momentum/${name}`, parameter.shape);
    // v ← .9 v + g;  θ ← θ - .5 v
    const velocity = graph.add(graph.multiply(momentum, graph.constant(0.9)), slopes[at]!);
    const next = graph.subtract(parameter, graph.multiply(velocity, graph.constant(0.5)));
    return [
      [name, { source: parameter, next }],
      [`momentum/${name}`, { source: momentum, next: velocity }],
    ] as const;
  });
  const named = Object.fromEntries(Object.keys(parameters).map((name, at) => [name, slopes[at]!]));
  return {
    feeds: { x },
    states: Object.fromEntries(states),
    outputs: { ...outputs, ...report(named) },
  };
}

function blockedIn(
  net: Net,
  { threads = 1, block = 16 }: { readonly threads?: number; readonly block?: number } = {},
  report?: Parameters<typeof training>[1],
) {
  const program = training(net, report);
  const { rest, work } = splitProgram(program)!;
  return findBlockedMatrices(rest, work, program.states, { block, threads }).states;
}

function startOf({ shapes }: Net): NamedValues {
  const next = createLcg(3);
  const draw = (shape: readonly number[], scale: number) =>
    Float32Array.from({ length: graph.sizeOf(shape) }, () => (next() - 0.5) * scale);
  return Object.fromEntries(
    Object.entries(shapes).flatMap(([name, shape]) => [
      [name, draw(shape, 2 / Math.sqrt(shape[0]!))],
      [`momentum/${name}`, draw(shape, 1e-4)],
    ]),
  );
}

function feedsOf({ x }: Net, steps: number): NamedValues {
  const next = createLcg(4);
  return { x: Float32Array.from({ length: steps * graph.sizeOf(x) }, () => next() - 0.5) };
}
