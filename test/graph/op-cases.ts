/** At least one use of every op, with inputs made from a seed: for gradient checks, and for executors to agree on. */
import * as graph from '../../graph';
import type { DType, OpName, Shape, Tensor } from '../../graph';
import { unpool2d } from '../../graph/ops/pool2d';

export interface OpCase {
  readonly op: OpName;
  /** What is special about this use. */
  readonly of: string;
  readonly inputs: readonly InputCase[];
  build(...inputs: Tensor[]): Tensor;
}

export interface InputCase {
  readonly shape: Shape;
  readonly dtype: DType;
  /** Numbers are drawn from [low, high), whole ones for int64; bool is drawn from 0 and 1. */
  readonly low: number;
  readonly high: number;
}

const numbers = (shape: Shape, low = -2, high = 2): InputCase => ({ shape, dtype: 'float32', low, high });
const whole = (shape: Shape, low: number, high: number): InputCase => ({ shape, dtype: 'int64', low, high });
const truth = (shape: Shape): InputCase => ({ shape, dtype: 'bool', low: 0, high: 2 });

type Case = readonly [of: string, inputs: readonly InputCase[], build: OpCase['build']];

const settings = (
  stride: graph.Size = [1, 1],
  padding: graph.Padding = [0, 0, 0, 0],
  groups = 1,
): graph.Conv2dSettings => ({ stride, padding, groups });
const convolved =
  (...are: Parameters<typeof settings>): OpCase['build'] =>
  (x, w) =>
    graph.conv2d(x!, w!, settings(...are));

const broadcasts = (build: (a: Tensor, b: Tensor) => Tensor, low = -2): readonly Case[] => [
  ['the same shape', [numbers([3, 4], low), numbers([3, 4], low)], build],
  ['a row', [numbers([3, 4], low), numbers([4], low)], build],
  ['a column and a row', [numbers([3, 1], low), numbers([1, 4], low)], build],
  ['a scalar first', [numbers([], low), numbers([2, 1, 3], low)], build],
];
const wholePairs = (build: (a: Tensor, b: Tensor) => Tensor): readonly Case[] => [
  ['whole numbers', [whole([3, 2], -5, 5), whole([2], -5, 5)], build],
];
const elementwise = (build: (x: Tensor) => Tensor, low = -3, high = 3): readonly Case[] => [
  ['numbers', [numbers([4, 5], low, high)], build],
];
const reductions = (build: typeof graph.sum): readonly Case[] => [
  ['everything', [numbers([3, 4])], (x) => build(x!)],
  ['the last axis', [numbers([2, 3, 4])], (x) => build(x!, [-1])],
  ['two axes, kept', [numbers([2, 3, 4])], (x) => build(x!, [0, 2], true)],
];
const along = (build: (x: Tensor, axis?: number) => Tensor): readonly Case[] => [
  ['the last axis', [numbers([3, 5])], (x) => build(x!)],
  ['an axis within', [numbers([2, 3, 4])], (x) => build(x!, 1)],
  ['large numbers', [numbers([2, 3], 80, 90)], (x) => build(x!)],
];
const images = numbers([2, 4, 6, 5]);
const pooledLater = (x: Tensor, shift: Tensor): Tensor =>
  graph.maxPool2d(graph.tanh(graph.add(x, shift)), { kernel: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0] });
/** Whole numbers tie within a window. */
const pooledAndBack =
  (kernel: graph.Size, stride: graph.Size): OpCase['build'] =>
  (x, dy) => {
    const settings: graph.Pool2dSettings = { kernel, stride, padding: [0, 0, 0, 0] };
    const [height, width] = x!.shape.slice(2) as [number, number];
    const [, indices] = graph.maxPool2d(graph.cast(x!, 'float32'), settings).node.outputs;
    return unpool2d(dy!, indices!, [height, width], settings);
  };

/** Several tensors as one number that depends on each of them in another way. */
const weighed = (tensors: readonly Tensor[]): Tensor =>
  tensors
    .map((x, at) => graph.multiply(graph.sum(graph.square(x)), graph.constant(at + 1)))
    .reduce(graph.add);

/** The sums so far of what a loop goes along. */
const running = (loop: graph.Loop): Tensor =>
  graph.scan(loop, ([sum], [slice]) => {
    const next = graph.add(sum!, slice!);
    return { carries: [next], outputs: [next] };
  }).outputs[0]!;
const timesTransposed = (a: Tensor, b: Tensor): Tensor => {
  const axes = b.shape.map((_, axis) => axis);
  return graph.matmul(a, graph.transpose(b, axes.toSpliced(-2, 2, axes.length - 1, axes.length - 2)));
};

const table: { readonly [Op in OpName]: readonly Case[] } = {
  feed: [['alone', [numbers([2, 3])], (x) => x!]],
  state: [['read', [numbers([2])], (x) => graph.add(x!, graph.constant(0))]],
  constant: [
    ['values', [numbers([2, 2])], (x) => graph.multiply(x!, graph.constant([1, 2, 3, 4], [2, 2]))],
    ['filled', [numbers([2, 2])], (x) => graph.add(x!, graph.constant(7, [2, 2]))],
  ],
  add: [...broadcasts(graph.add), ...wholePairs(graph.add)],
  subtract: [...broadcasts(graph.subtract), ...wholePairs(graph.subtract)],
  multiply: [...broadcasts(graph.multiply), ...wholePairs(graph.multiply)],
  divide: broadcasts(graph.divide, 0.5),
  maximum: [...broadcasts(graph.maximum), ...wholePairs(graph.maximum)],
  minimum: [...broadcasts(graph.minimum), ...wholePairs(graph.minimum)],
  power: broadcasts(graph.power, 0.5),
  greater: [...broadcasts(graph.greater), ...wholePairs(graph.greater)],
  greaterEqual: [...broadcasts(graph.greaterEqual), ...wholePairs(graph.greaterEqual)],
  less: [...broadcasts(graph.less), ...wholePairs(graph.less)],
  lessEqual: [...broadcasts(graph.lessEqual), ...wholePairs(graph.lessEqual)],
  equal: [...broadcasts(graph.equal), ...wholePairs(graph.equal)],
  and: [['truths', [truth([3, 4]), truth([4])], graph.and]],
  or: [['truths', [truth([3, 4]), truth([4])], graph.or]],
  not: [['truths', [truth([3, 4])], graph.not]],
  where: [
    ['broadcast', [truth([3, 1]), numbers([3, 4]), numbers([])], graph.where],
    ['whole numbers', [truth([4]), whole([4], 0, 9), whole([4], -9, 0)], graph.where],
  ],
  negate: [...elementwise(graph.negate), ['whole numbers', [whole([4], -5, 5)], graph.negate]],
  abs: [...elementwise(graph.abs), ['whole numbers', [whole([4], -5, 5)], graph.abs]],
  exp: elementwise(graph.exp),
  log: elementwise(graph.log, 0.2),
  sqrt: elementwise(graph.sqrt, 0.2),
  square: elementwise(graph.square),
  reciprocal: elementwise(graph.reciprocal, 0.4),
  sin: elementwise(graph.sin),
  cos: elementwise(graph.cos),
  tanh: elementwise(graph.tanh),
  sigmoid: elementwise(graph.sigmoid),
  softplus: [...elementwise(graph.softplus), ['large numbers', [numbers([6], -60, 60)], graph.softplus]],
  normalCdf: elementwise(graph.normalCdf),
  gelu: elementwise(graph.gelu),
  relu: elementwise(graph.relu),
  sign: [...elementwise(graph.sign), ['whole numbers', [whole([4], -1, 2)], graph.sign]],
  floor: elementwise(graph.floor),
  cast: [
    ['to whole numbers', [numbers([3, 3], -4, 4)], (x) => graph.cast(x!, 'int64')],
    ['from whole numbers', [whole([5], -9, 9)], (x) => graph.cast(x!, 'float32')],
    ['to truth', [whole([5], 0, 2)], (x) => graph.cast(x!, 'bool')],
    ['from truth', [truth([5])], (x) => graph.cast(x!, 'float32')],
  ],
  stopGradient: elementwise(graph.stopGradient),
  matmul: [
    ['matrices', [numbers([3, 4]), numbers([4, 2])], graph.matmul],
    ['stacks', [numbers([2, 3, 4]), numbers([2, 4, 2])], graph.matmul],
    ['a stack and a matrix', [numbers([2, 3, 4]), numbers([4, 2])], graph.matmul],
    ['stacks that broadcast', [numbers([2, 1, 3, 2]), numbers([3, 2, 2])], graph.matmul],
    ['a transposed matrix', [numbers([3, 4]), numbers([2, 4])], timesTransposed],
    ['transposed stacks', [numbers([2, 3, 4]), numbers([2, 5, 4])], timesTransposed],
    ['a stack and a transposed matrix', [numbers([2, 3, 4]), numbers([5, 4])], timesTransposed],
  ],
  reshape: [['with what is left over', [numbers([2, 3, 4])], (x) => graph.reshape(x!, [4, -1])]],
  transpose: [['three axes', [numbers([2, 3, 4])], (x) => graph.transpose(x!, [2, 0, 1])]],
  broadcastTo: [['new and stretched axes', [numbers([3, 1])], (x) => graph.broadcastTo(x!, [2, 3, 4])]],
  concat: [
    ['three', [numbers([2, 1, 3]), numbers([2, 2, 3]), numbers([2, 1, 3])], (...x) => graph.concat(x, 1)],
  ],
  slice: [['of an inner axis', [numbers([2, 5, 3])], (x) => graph.slice(x!, 1, 1, 4)]],
  split: [
    ['the last axis', [numbers([2, 5])], (x) => weighed(graph.split(x!, 1, [2, 1, 2]))],
    ['an inner axis, one part unused', [numbers([2, 5, 3])], (x) => graph.split(x!, 1, [2, 3])[1]!],
  ],
  reverse: [
    ['all steps', [numbers([2, 4, 3])], (x) => graph.reverse(x!)],
    ['so many of each row', [numbers([6, 4]), whole([6], 0, 5)], (x, n) => graph.reverse(x!, n!)],
  ],
  scan: [
    [
      'a running sum, backwards',
      [numbers([4, 3]), numbers([3])],
      (x, start) => running({ carries: [start!], sequences: [x!], reverse: true }),
    ],
    [
      'weights that every pass reads',
      [numbers([4, 3, 2]), numbers([3, 5]), numbers([2, 5]), numbers([5, 5]), numbers([5])],
      (x, start, input, recurrent, bias) => {
        const { carries, outputs } = graph.scan({ carries: [start!], sequences: [x!] }, ([h], [slice]) => {
          const z = graph.add(graph.matmul(slice!, input!), graph.matmul(h!, recurrent!));
          const next = graph.tanh(graph.add(z, bias!));
          return { carries: [next], outputs: [graph.multiply(next, next)] };
        });
        return graph.add(graph.sum(outputs[0]!, [0]), carries[0]!);
      },
    ],
    [
      'a number that every pass multiplies by, and one that counts',
      [numbers([5, 2]), numbers([2], 0.5), whole([], 0, 3)],
      (x, factor, first) => {
        const start = [graph.constant(1, [2]), first!];
        const { outputs } = graph.scan({ carries: start, sequences: [x!] }, ([product, count], [slice]) => {
          const next = graph.add(graph.multiply(product!, factor!), graph.sigmoid(slice!));
          const shown = graph.multiply(next, graph.cast(count!, 'float32'));
          return { carries: [next, graph.add(count!, graph.constant(1, [], 'int64'))], outputs: [shown] };
        });
        return outputs[0]!;
      },
    ],
    [
      'two sequences, and reports that need no loop',
      [numbers([3, 2]), numbers([3, 2]), numbers([2])],
      (x, y, start) => {
        const { outputs } = graph.scan({ carries: [start!], sequences: [x!, y!] }, ([sum], [a, b]) => {
          const product = graph.multiply(graph.sin(a!), b!);
          const next = graph.add(sum!, graph.multiply(product, sum!));
          return { carries: [next], outputs: [next, product, a!] };
        });
        return weighed(outputs);
      },
    ],
    [
      'a loop in a loop',
      [numbers([3, 4, 2], -1, 1), numbers([2], -1, 1)],
      (x, start) => {
        const { outputs } = graph.scan({ carries: [start!], sequences: [x!] }, ([total], [rows]) => {
          const inner = graph.scan({ carries: [total!], sequences: [rows!] }, ([sum], [row]) => {
            const next = graph.tanh(graph.add(graph.multiply(sum!, start!), row!));
            return { carries: [next], outputs: [next] };
          });
          return { carries: [graph.sum(inner.outputs[0]!, [0])], outputs: inner.outputs };
        });
        return outputs[0]!;
      },
    ],
  ],
  pad: [['an inner axis', [numbers([2, 2, 3])], (x) => graph.pad(x!, 1, 1, 2)]],
  gather: [
    ['rows, some twice', [numbers([4, 3]), whole([6], 0, 4)], (x, i) => graph.gather(x!, i!, 0)],
    ['along an inner axis', [numbers([2, 4, 3]), whole([2, 3], 0, 4)], (x, i) => graph.gather(x!, i!, 1)],
    ['one', [numbers([4, 3]), whole([], 0, 4)], (x, i) => graph.gather(x!, i!, 0)],
  ],
  scatterAdd: [
    ['rows that meet', [whole([6], 0, 4), numbers([6, 3])], (i, x) => graph.scatterAdd(4, i!, x!)],
    ['numbers that meet', [whole([6], 0, 4), numbers([6])], (i, x) => graph.scatterAdd(5, i!, x!)],
  ],
  sum: [...reductions(graph.sum), ['whole numbers', [whole([3, 2], -9, 9)], (x) => graph.sum(x!, [0])]],
  mean: reductions(graph.mean),
  max: reductions(graph.max),
  min: reductions(graph.min),
  argMax: [['an inner axis', [numbers([2, 5, 3])], (x) => graph.argMax(x!, 1)]],
  softmax: along(graph.softmax),
  logSoftmax: along(graph.logSoftmax),
  conv2d: [
    ['plain', [images, numbers([3, 4, 3, 2])], convolved()],
    ['strides that leave a rest', [images, numbers([3, 4, 2, 3])], convolved([3, 2], [1, 0, 0, 1])],
    ['groups', [images, numbers([6, 2, 3, 3])], convolved([1, 2], [1, 1, 1, 1], 2)],
    ['groups of six filters', [images, numbers([12, 2, 3, 2])], convolved([1, 1], [1, 0, 1, 0], 2)],
    ['channels and windows apart', [images, numbers([4, 1, 1, 1])], convolved([2, 2], [0, 0, 0, 0], 4)],
  ],
  conv2dInputGradient: [
    [
      'several filters for every channel',
      [numbers([2, 8, 4, 4]), numbers([8, 1, 3, 2])],
      (dy, w) => graph.conv2dInputGradient(dy!, w!, [6, 5], settings([1, 1], [0, 0, 0, 0], 4)),
    ],
    [
      'strides, padding, groups',
      [numbers([2, 6, 3, 3]), numbers([6, 2, 3, 3])],
      (dy, w) => graph.conv2dInputGradient(dy!, w!, [6, 5], settings([2, 2], [1, 1, 1, 1], 2)),
    ],
  ],
  conv2dWeightGradient: [
    [
      'strides, padding, groups',
      [images, numbers([2, 6, 3, 3])],
      (x, dy) => graph.conv2dWeightGradient(x!, dy!, [3, 3], settings([2, 2], [1, 1, 1, 1], 2)),
    ],
  ],
  maxPool2d: [
    ['side by side', [images], (x) => graph.maxPool2d(x!, pool([2, 2], [2, 2]))],
    ['overlapping', [images], (x) => graph.maxPool2d(x!, pool([3, 2], [1, 1]))],
    ['padding', [images], (x) => graph.maxPool2d(x!, pool([3, 3], [2, 2], [1, 1, 1, 1]))],
    ['a rest along both sides', [numbers([2, 3, 7, 5])], (x) => graph.maxPool2d(x!, pool([2, 3], [2, 3]))],
    ['activated images', [images, numbers([4, 1, 1])], pooledLater],
  ],
  unpool2d: [
    ['side by side', [whole([2, 3, 5, 6], 0, 3), numbers([2, 3, 2, 3])], pooledAndBack([2, 2], [2, 2])],
    ['overlapping', [whole([2, 3, 5, 6], 0, 3), numbers([2, 3, 4, 5])], pooledAndBack([2, 2], [1, 1])],
    ['apart', [whole([2, 1, 5, 6], 0, 3), numbers([2, 1, 2, 2])], pooledAndBack([1, 2], [3, 3])],
  ],
  averagePool2d: [
    ['side by side', [images], (x) => graph.averagePool2d(x!, pool([2, 2], [2, 2]))],
    ['overlapping', [images], (x) => graph.averagePool2d(x!, pool([3, 2], [1, 1]))],
    ['padding', [images], (x) => graph.averagePool2d(x!, pool([3, 3], [2, 2], [1, 0, 1, 2]))],
  ],
  randomUniform: [
    ['a matrix', [whole([], 0, 1000)], (i) => graph.randomUniform(i!, 12345, [3, 4])],
    ['a large key', [whole([], 0, 1000)], (i) => graph.randomUniform(i!, 2 ** 53 - 1, [7])],
  ],
};

function pool(
  kernel: graph.Size,
  stride: graph.Size,
  padding: graph.Padding = [0, 0, 0, 0],
): graph.Pool2dSettings {
  return { kernel, stride, padding };
}

export const opCases: readonly OpCase[] = Object.entries(table).flatMap(([op, cases]) =>
  cases.map(([of, inputs, build]) => ({ op: op as OpName, of, inputs, build })),
);
