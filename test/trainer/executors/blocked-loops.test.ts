/** Loops by kernels that take channels in blocks compute what the interpreter computes, and small or other loops stay as they are. */
import { describe, expect, test } from 'vitest';
import * as graph from '../../../graph';
import type { Program, Tensor } from '../../../graph';
import { createProcessorForms } from '../../../trainer/src/executors/onnx/forms';
import { writeStepModel } from '../../../trainer/src/executors/onnx/stepping/write-step-model';
import { createLcg } from '../../support/lcg';
import { largestError, runOnBoth } from './beside-interpreter';

interface Case {
  readonly rows: number;
  readonly units: number;
  readonly pass: (h: Tensor, z: Tensor, around: Around) => Tensor;
  readonly reverse?: true;
}

/** What every pass reads: [units, 4 units], [rows, units] and [units]. */
type Around = Readonly<Record<'weight' | 'each' | 'shift', Tensor>>;

const gates = (z: Tensor, units: number) => graph.split(z, 1, [units, units, units, units]);

/** A recurrent layer whose gates come of one product. */
const recurrent: Case['pass'] = (h, z, { weight }) => {
  const [a, b, c, d] = gates(graph.add(z, graph.matmul(h, weight)), h.shape[1]!);
  return graph.add(graph.multiply(graph.sigmoid(a!), graph.tanh(b!)), graph.multiply(graph.sigmoid(c!), d!));
};

const inBlocks: Readonly<Record<string, Case>> = {
  'a product that something is added to': { rows: 5, units: 96, pass: recurrent },
  'from the last pass to the first': { rows: 5, units: 96, pass: recurrent, reverse: true },
  'a product that is read twice': {
    rows: 4,
    units: 96,
    pass(h, z, { weight }) {
      const product = graph.matmul(h, weight);
      const [a, b, c] = gates(graph.multiply(graph.tanh(graph.add(product, z)), product), 96);
      return graph.tanh(graph.add(graph.add(a!, b!), c!));
    },
  },
  'numbers for each row and column, and for each column': {
    rows: 7,
    units: 96,
    pass(h, z, { weight, each, shift }) {
      const [a, , c] = gates(graph.add(graph.matmul(h, weight), z), 96);
      return graph.tanh(graph.add(graph.multiply(a!, each), graph.add(c!, shift)));
    },
  },
};

const plain: Readonly<Record<string, Case>> = {
  'few units': { rows: 5, units: 16, pass: recurrent },
  'units that fill no block': { rows: 5, units: 100, pass: recurrent },
  'a matrix that is read as numbers too': {
    rows: 96,
    units: 96,
    pass(h, z, { weight, each }) {
      const [a, b] = gates(graph.add(graph.matmul(h, weight), z), 96);
      return graph.tanh(graph.add(graph.matmul(a!, each), graph.multiply(b!, each)));
    },
  },
  'sums over rows': {
    rows: 4,
    units: 96,
    pass(h, z, { weight }) {
      const [a] = gates(graph.add(graph.matmul(h, weight), z), 96);
      return graph.add(graph.tanh(a!), graph.mean(h, [0], true));
    },
  },
};

describe.each(Object.entries({ ...inBlocks, ...plain }))('%s', (name, one) => {
  const { program, draw } = programOf(one);

  test('values and gradients agree', { timeout: 60_000 }, async () => {
    const [found, expected] = await runOnBoth(program, draw());
    for (const [output, values] of Object.entries(expected))
      expect(largestError(found[output]!, values), output).toBeLessThanOrEqual(1e-5);
  });

  test('goes to the kernels that fit', () => {
    const { bytes } = writeStepModel(program, createProcessorForms(16));
    expect(new TextDecoder('latin1').decode(bytes).includes('nchwc')).toBe(name in inBlocks);
  });
});

/** Three passes over x W + b, and the gradients of all that they read. */
function programOf({ rows, units, pass, reverse }: Case): {
  readonly program: Program;
  readonly draw: () => Record<string, Float32Array>;
} {
  const sources = {
    x: graph.feed('x', [3, rows, 32]),
    projection: graph.feed('projection', [32, 4 * units]),
    bias: graph.feed('bias', [4 * units]),
    weight: graph.feed('weight', [units, 4 * units]),
    each: graph.feed('each', [rows, units]),
    shift: graph.feed('shift', [units]),
  };
  const z = graph.add(graph.matmul(sources.x, sources.projection), sources.bias);
  const loop = graph.scan(
    { carries: [graph.constant(0.1, [rows, units])], sequences: [z], ...(reverse && { reverse }) },
    ([h], [slice]) => {
      const next = pass(h!, slice!, sources);
      return { carries: [next], outputs: [next] };
    },
  );
  const loss = graph.add(graph.sum(graph.square(loop.outputs[0]!)), graph.sum(loop.carries[0]!));
  const wanted = Object.entries(sources);
  const slopes = graph.gradients(
    loss,
    wanted.map(([, source]) => source),
  );
  const outputs = Object.fromEntries(wanted.map(([source], at) => [`of ${source}`, slopes[at]!]));
  return {
    program: { feeds: sources, states: {}, outputs: { reports: loop.outputs[0]!, ...outputs } },
    draw() {
      const next = createLcg(5);
      return Object.fromEntries(
        wanted.map(([source, { shape }]) => [
          source,
          Float32Array.from({ length: graph.sizeOf(shape) }, () => (next() - 0.5) / 2),
        ]),
      );
    },
  };
}
