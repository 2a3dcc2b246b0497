/** Two small nets with two tasks each, as whole training programs written in graph ops alone. */
import { adam } from '../../../catalog/optimizers/adam';
import { sgd } from '../../../catalog/optimizers/sgd';
import * as graph from '../../../graph';
import type { Program, Shape, Tensor } from '../../../graph';
import type { NamedValues } from '../../../trainer/src/executors';
import { createLcg } from '../../support/lcg';

export interface Net {
  readonly row: Shape;
  /** Name, shape and bound of the uniform start of every parameter. */
  readonly parameters: readonly (readonly [name: string, shape: Shape, bound: number])[];
  /** The features that both heads stand on. */
  trunk(x: Tensor, parameter: (name: string) => Tensor): Tensor;
}

export const rows = 32;
export const batches = 4;
const [classes, numbers] = [5, 3];

const dense = (name: string, from: number, to: number) =>
  [
    [`${name}.weight`, [from, to], 1 / Math.sqrt(from)],
    [`${name}.bias`, [to], 1 / Math.sqrt(from)],
  ] as const;
const conv = (name: string, from: number, to: number) =>
  [
    [`${name}.weight`, [to, from, 3, 3], 1 / Math.sqrt(from * 9)],
    [`${name}.bias`, [to, 1, 1], 1 / Math.sqrt(from * 9)],
  ] as const;
const heads = (width: number) => [...dense('classes', width, classes), ...dense('numbers', width, numbers)];

export const mlp: Net = {
  row: [20],
  parameters: [...dense('first', 20, 32), ...dense('second', 32, 16), ...heads(16)],
  trunk(x, parameter) {
    const first = graph.relu(affine(x, 'first', parameter));
    return graph.tanh(affine(first, 'second', parameter));
  },
};

export const cnn: Net = {
  row: [1, 12, 12],
  parameters: [...conv('first', 1, 8), ...conv('second', 8, 16), ...dense('dense', 144, 32), ...heads(32)],
  trunk(x, parameter) {
    const convolve = (input: Tensor, name: string) =>
      graph.relu(
        graph.add(
          graph.conv2d(input, parameter(`${name}.weight`), {
            stride: [1, 1],
            padding: [1, 1, 1, 1],
            groups: 1,
          }),
          parameter(`${name}.bias`),
        ),
      );
    const first = graph.maxPool2d(convolve(x, 'first'), {
      kernel: [2, 2],
      stride: [2, 2],
      padding: [0, 0, 0, 0],
    });
    const second = graph.maxPool2d(convolve(first, 'second'), {
      kernel: [3, 3],
      stride: [2, 2],
      padding: [1, 1, 1, 1],
    });
    return graph.relu(affine(graph.reshape(second, [x.shape[0]!, -1]), 'dense', parameter));
  },
};

export interface Heads {
  readonly x: Tensor;
  readonly logits: Tensor;
  readonly values: Tensor;
  readonly states: Readonly<Record<string, Tensor>>;
}

/** The net from its input to both heads. */
export function buildNet(net: Net, count: number): Heads {
  const x = graph.feed('x', [count, ...net.row]);
  const states = Object.fromEntries(net.parameters.map(([name, shape]) => [name, graph.state(name, shape)]));
  const features = net.trunk(x, (name) => states[name]!);
  return {
    x,
    logits: affine(features, 'classes', (name) => states[name]!),
    values: affine(features, 'numbers', (name) => states[name]!),
    states,
  };
}

/** One step of training: cross-entropy plus mean squared error, and an update of every parameter. */
export function trainingProgram(net: Net, optimizer: 'sgd' | 'adam'): Program {
  const { x, logits, values, states: parameters } = buildNet(net, rows);
  const labels = graph.feed('labels', [rows], 'int64');
  const targets = graph.feed('targets', [rows, numbers]);
  const likelihood = graph.multiply(graph.oneHot(labels, classes), graph.logSoftmax(logits));
  const crossEntropy = graph.negate(graph.mean(graph.sum(likelihood, [1])));
  const squaredError = graph.mean(graph.square(graph.subtract(values, targets)));
  const names = Object.keys(parameters);
  const gradients = graph.gradients(
    graph.add(crossEntropy, squaredError),
    names.map((name) => parameters[name]!),
  );

  const count = graph.state('count', []);
  const step = graph.add(count, graph.constant(1));
  const states: Record<string, Program['states'][string]> = { count: { source: count, next: step } };
  for (const [at, name] of names.entries()) {
    const source = parameters[name]!;
    const slotNames = optimizer === 'adam' ? adam.slots : [];
    const slots = Object.fromEntries(
      slotNames.map((slot) => [slot, graph.state(`${slot}/${name}`, source.shape)]),
    );
    const rate = graph.constant(optimizer === 'adam' ? 0.003 : 0.01);
    const now = { parameter: source, gradient: gradients[at]!, slots, rate, step };
    const updated =
      optimizer === 'adam'
        ? adam.update({ rate: 0.003, ...adamArguments }, now)
        : sgd.update({ rate: 0.01, momentum: 0, nesterov: false, decay: 0 }, now);
    states[name] = { source, next: updated.parameter };
    for (const slot of slotNames)
      states[`${slot}/${name}`] = { source: slots[slot]!, next: updated.slots[slot]! };
  }
  return { feeds: { x, labels, targets }, states, outputs: { crossEntropy, squaredError } };
}

/** With a tiny epsilon, the rounding of gradients near zero alone moves the losses by half a percent. */
const adamArguments = { beta1: 0.9, beta2: 0.999, epsilon: 1e-3 };

/** Where training starts and what it sees, drawn in an order that make_fixtures.py repeats. */
export function drawStart(net: Net, program: Program): { states: NamedValues; feeds: NamedValues } {
  const next = createLcg(20);
  const uniform = (size: number, bound: number) =>
    Float32Array.from({ length: size }, () => (2 * next() - 1) * bound);
  const drawn = Object.fromEntries(
    net.parameters.map(([name, shape, bound]) => [name, uniform(graph.sizeOf(shape), bound)]),
  );
  const states = Object.entries(program.states).map(
    ([name, { source }]) => [name, drawn[name] ?? new Float32Array(graph.sizeOf(source.shape))] as const,
  );
  const all = rows * batches;
  const x = uniform(all * graph.sizeOf(net.row), 1);
  const labels = BigInt64Array.from({ length: all }, () => BigInt(Math.floor(next() * classes)));
  return {
    states: Object.fromEntries(states),
    feeds: { x, labels, targets: uniform(all * numbers, 1) },
  };
}

function affine(x: Tensor, name: string, parameter: (name: string) => Tensor): Tensor {
  return graph.add(graph.matmul(x, parameter(`${name}.weight`)), parameter(`${name}.bias`));
}
