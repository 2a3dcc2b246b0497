/** Exported models predict the same for any number of rows as the program that they come from. */
import * as runtime from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import * as graph from '../../../graph';
import type { Tensor } from '../../../graph';
import { ExecutorError, referenceExecutor, type NamedValues } from '../../../trainer/src/executors';
import { exportModel } from '../../../trainer/src/executors/export-model';
import { createLcg } from '../../support/lcg';
import { buildNet, cnn, mlp } from './nets';

/** The graphs are built for this many rows. */
const built = 7;

/** Ways to use the axis of rows, each from [rows, 4, 6] to something with rows first. */
const shapes: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  'rows merged with another axis and parted again': (x) => {
    const flat = graph.reshape(x, [-1, 6]);
    const product = graph.matmul(flat, graph.constant([1, 2, 3, 4, 5, 6], [6, 1]));
    return graph.reshape(product, [built, 4]);
  },
  'normalised over the last axis': (x) => {
    const centred = graph.subtract(x, graph.mean(x, [-1], true));
    return graph.divide(centred, graph.sqrt(graph.mean(graph.square(centred), [-1], true)));
  },
  'something repeated for every row': (x) => {
    const repeated = graph.broadcastTo(graph.constant([1, 2, 3], [1, 1, 3]), [built, 4, 3]);
    return graph.concat([x, repeated], 2);
  },
  'rows somewhere else for a while': (x) => {
    const turned = graph.softmax(graph.transpose(x, [1, 2, 0]), 1);
    return graph.transpose(graph.slice(turned, 1, 1, 4), [2, 0, 1]);
  },
  'a row stretched over a new axis': (x) =>
    graph.broadcastTo(graph.reshape(x, [built, 1, 24]), [built, 2, 24]),
  'classes picked and looked up': (x) => {
    const best = graph.argMax(graph.sum(x, [1]), 1);
    return graph.gather(
      graph.constant(
        Array.from({ length: 12 }, (_, at) => at),
        [6, 2],
      ),
      best,
      0,
    );
  },
  'products of stacks': (x) => graph.matmul(x, graph.transpose(x, [0, 2, 1])),
};

/** The largest difference between the predictions of the file and those of a graph built for so many rows. */
async function largestDifference(
  build: (rows: number) => { x: Tensor; outputs: Record<string, Tensor> },
  states: NamedValues,
): Promise<number> {
  let largest = 0;
  const { x, outputs } = build(built);
  const file = exportModel({ inputs: { x }, outputs, states, rows: built, metadata: {} });
  const model = await runtime.InferenceSession.create(file);
  for (const rows of [1, 3, 64]) {
    const next = createLcg(rows);
    const row = x.shape.slice(1);
    const values = Float32Array.from({ length: rows * graph.sizeOf(row) }, () => next() * 2 - 1);
    const results = await model.run({ x: new runtime.Tensor('float32', values, [rows, ...row]) });

    const program = build(rows);
    const sources = Object.fromEntries(
      graph
        .orderNodes(Object.values(program.outputs))
        .filter(({ op }) => op === 'state')
        .map(({ attributes, outputs: [source] }) => [
          String(attributes.name),
          { source: source!, next: source! },
        ]),
    );
    const session = await referenceExecutor.prepare(
      { feeds: { x: program.x }, states: sources, outputs: program.outputs },
      { threads: 1 },
    );
    await session.writeStates(states);
    const expected = await session.run({ x: values }, 1);
    for (const name of Object.keys(outputs)) {
      expect(results[name]!.dims).toEqual(program.outputs[name]!.shape);
      const difference = Array.from(results[name]!.data as Float32Array, (value, at) =>
        Math.abs(value - Number(expected[name]![at])),
      );
      expect(difference).toHaveLength(expected[name]!.length);
      largest = Math.max(largest, ...difference);
    }
  }
  return largest;
}

describe('an exported model takes 1, 3 and 64 rows', () => {
  test.each(Object.entries({ mlp, cnn }))('%s', async (_, net) => {
    const next = createLcg(3);
    const states = net.parameters.map(
      ([name, shape, bound]) =>
        [name, Float32Array.from({ length: graph.sizeOf(shape) }, () => (next() * 2 - 1) * bound)] as const,
    );
    const largest = await largestDifference((rows) => {
      const { x, logits, values } = buildNet(net, rows);
      return { x, outputs: { classes: graph.softmax(logits), numbers: values } };
    }, Object.fromEntries(states));
    expect(largest).toBeLessThan(1e-5);
  });
});

describe('rows are followed through', () => {
  test.each(Object.entries(shapes))('%s', async (_, build) => {
    const x = graph.feed('x', [built, 4, 6]);
    const made = build(x);
    const model = await runtime.InferenceSession.create(
      exportModel({ inputs: { x }, outputs: { y: made }, states: {}, rows: built, metadata: {} }),
    );
    const next = createLcg(5);
    const values = Float32Array.from({ length: built * 24 }, () => next() * 2 - 1);
    const expected = await predict({ x }, made, values);
    // The same rows, once more and then some: every one is predicted as before.
    for (const rows of [1, 3, 64]) {
      const repeated = Float32Array.from({ length: rows * 24 }, (_, at) => values[at % values.length]!);
      const { y } = await model.run({ x: new runtime.Tensor('float32', repeated, [rows, 4, 6]) });
      expect(y!.dims).toEqual([rows, ...made.shape.slice(1)]);
      const difference = Array.from(y!.data as Float32Array, (value, at) =>
        Math.abs(value - Number(expected[at % expected.length])),
      );
      expect(Math.max(...difference), `${rows} rows`).toBeLessThan(1e-5);
    }
  });
});

const refused: Readonly<Record<string, readonly [(x: Tensor) => Tensor, RegExp]>> = {
  'a mean over rows': [(x) => graph.subtract(x, graph.mean(x, [0], true)), /mean that works across rows/],
  'a softmax over rows': [(x) => graph.softmax(x, 0), /softmax that works across rows/],
  'rows compared with rows': [
    (x) =>
      graph.matmul(graph.reshape(x, [built, 24]), graph.transpose(graph.reshape(x, [built, 24]), [1, 0])),
    /matmul that works across rows/,
  ],
  'a slice of rows': [(x) => graph.slice(x, 0, 0, 3), /slice that works across rows/],
  'numbers for seven rows': [
    (x) => graph.add(x, graph.constant([1, 2, 3, 4, 5, 6, 7], [built, 1, 1])),
    /add that has rows built in/,
  ],
  'nothing of the input': [
    () => graph.constant(1, [built, 2]),
    /output y does not have a prediction for each row/,
  ],
  'a parameter without a value': [
    (x) => graph.add(x, graph.state('bias', [6])),
    /no value for the state bias/,
  ],
};

describe('what depends on the other rows is refused', () => {
  test.each(Object.entries(refused))('%s', (_, [build, reason]) => {
    const x = graph.feed('x', [built, 4, 6]);
    const write = () =>
      exportModel({ inputs: { x }, outputs: { y: build(x) }, states: {}, rows: built, metadata: {} });
    expect(write).toThrow(ExecutorError);
    expect(write).toThrow(reason);
  });
});

async function predict(feeds: { x: Tensor }, y: Tensor, x: Float32Array) {
  const session = await referenceExecutor.prepare({ feeds, states: {}, outputs: { y } }, { threads: 1 });
  return (await session.run({ x }, 1))['y']!;
}
