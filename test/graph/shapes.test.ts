/** What the shape rules answer, and what they refuse. */
import { describe, expect, test } from 'vitest';
import * as graph from '../../graph';
import { GraphError, type DType, type Shape, type Tensor } from '../../graph';

const x = (shape: Shape, dtype: DType = 'float32') => graph.feed('x', shape, dtype);
const plain: graph.Conv2dSettings = { stride: [1, 1], padding: [0, 0, 0, 0], groups: 1 };
const pool: graph.Pool2dSettings = { kernel: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0] };

/** Adds up the slices of a sequence. */
const loop = (start: Shape, ...sequences: readonly Shape[]) =>
  graph.scan({ carries: [x(start)], sequences: sequences.map((shape) => x(shape)) }, ([sum], [slice]) => {
    const next = graph.add(sum!, slice ?? graph.constant(1));
    return { carries: [next], outputs: [next] };
  });

const zipped = (a: Shape, b: Shape) =>
  graph.scan({ carries: [x([2])], sequences: [x(a), x(b)] }, ([sum], [left, right]) => ({
    carries: [graph.add(sum!, graph.multiply(sum!, graph.multiply(graph.sum(left!), graph.sum(right!))))],
    outputs: [],
  })).carries[0]!;

const answers: readonly (readonly [of: string, tensor: Tensor, shape: Shape, dtype: DType])[] = [
  ['broadcasting', graph.add(x([2, 1, 3]), x([4, 1])), [2, 4, 3], 'float32'],
  ['a scalar and a matrix', graph.multiply(x([]), x([2, 3])), [2, 3], 'float32'],
  ['a comparison', graph.less(x([2]), x([3, 1])), [3, 2], 'bool'],
  ['a product of stacks', graph.matmul(x([5, 1, 2, 3]), x([4, 3, 6])), [5, 4, 2, 6], 'float32'],
  ['what is left over', graph.reshape(x([2, 6]), [3, -1, 2]), [3, 2, 2], 'float32'],
  ['a transpose', graph.transpose(x([2, 3, 4]), [1, 2, 0]), [3, 4, 2], 'float32'],
  ['tensors put together', graph.concat([x([2, 3]), x([2, 1])], -1), [2, 4], 'float32'],
  ['a slice from the end of the axes', graph.slice(x([2, 5]), -1, 1, 3), [2, 2], 'float32'],
  ['a lookup by a matrix', graph.gather(x([9, 4]), x([2, 3], 'int64'), 0), [2, 3, 4], 'float32'],
  ['one number for each class', graph.oneHot(x([3], 'int64'), 5), [3, 5], 'float32'],
  ['a sum of everything', graph.sum(x([2, 3])), [], 'float32'],
  ['a mean that keeps its axis', graph.mean(x([2, 3]), [0], true), [1, 3], 'float32'],
  ['an index', graph.argMax(x([2, 3]), -1), [2], 'int64'],
  [
    'a convolution',
    graph.conv2d(x([8, 3, 15, 16]), x([6, 3, 3, 4]), { ...plain, stride: [2, 1], padding: [1, 0, 1, 2] }),
    [8, 6, 8, 15],
    'float32',
  ],
  ['pooling that leaves a rest', graph.maxPool2d(x([8, 3, 15, 16]), pool), [8, 3, 7, 8], 'float32'],
  ['a part of a split', graph.split(x([2, 5]), 1, [2, 3])[1]!, [2, 3], 'float32'],
  ['sequences backwards', graph.reverse(x([2, 5, 3]), x([2], 'int64')), [2, 5, 3], 'float32'],
  ['what a loop hands on', loop([4], [7, 4]).carries[0]!, [4], 'float32'],
  ['what a loop reports', loop([4], [7, 4]).outputs[0]!, [7, 4], 'float32'],
  ['a reshape to the same shape is no op', graph.reshape(x([2, 3]), [2, 3]), [2, 3], 'float32'],
];

test.each(answers)('%s', (_, tensor, shape, dtype) => {
  expect([tensor.shape, tensor.dtype]).toEqual([shape, dtype]);
});

const refusals: readonly (readonly [of: string, build: () => Tensor, reason: RegExp])[] = [
  [
    'shapes that do not stretch',
    () => graph.add(x([2, 3]), x([2])),
    /add: shapes \[2, 3\] and \[2\] do not fit/,
  ],
  ['types that do not mix', () => graph.add(x([2]), x([2], 'int64')), /add: float32 and int64/],
  ['a root of whole numbers', () => graph.sqrt(x([2], 'int64')), /sqrt: takes float32/],
  ['a condition of numbers', () => graph.where(x([2]), x([2]), x([2])), /where: takes bool/],
  ['matrices that do not multiply', () => graph.matmul(x([2, 3]), x([4, 2])), /\[2, 3\] and \[4, 2\]/],
  ['a vector in a product', () => graph.matmul(x([3]), x([3, 2])), /takes matrices/],
  ['too many elements', () => graph.reshape(x([2, 3]), [5]), /\[2, 3\] does not fill \[5\]/],
  ['nothing left over', () => graph.reshape(x([2, 3]), [4, -1]), /does not fill/],
  ['an axis that is not there', () => graph.softmax(x([2, 3]), 2), /no axis 2 among 2/],
  ['an axis twice', () => graph.transpose(x([2, 3]), [0, 0]), /does not permute/],
  ['an empty slice', () => graph.slice(x([2, 3]), 1, 2, 2), /no 2 to 2/],
  ['a slice beyond the end', () => graph.slice(x([2, 3]), 1, 2, 4), /no 2 to 4/],
  ['tensors that do not line up', () => graph.concat([x([2, 3]), x([3, 3])], 1), /do not fit along axis 1/],
  ['indices of the wrong type', () => graph.gather(x([2]), x([1]), 0), /gather: takes int64/],
  ['values that do not fill', () => graph.constant([1, 2], [3]), /2 values do not fill \[3\]/],
  ['channels that do not fit', () => graph.conv2d(x([1, 3, 5, 5]), x([4, 2, 3, 3]), plain), /in 1 groups/],
  [
    'a kernel larger than the image',
    () => graph.conv2d(x([1, 1, 2, 2]), x([1, 1, 3, 3]), plain),
    /window of 3/,
  ],
  [
    'a window of padding alone',
    () => graph.maxPool2d(x([1, 1, 4, 4]), { ...pool, padding: [2, 0, 0, 0] }),
    /padding/,
  ],
  ['images without channels', () => graph.maxPool2d(x([4, 4]), pool), /takes a tensor with 4 axes/],
  [
    'parts that do not make up the whole',
    () => graph.split(x([2, 5]), 1, [2, 2])[0]!,
    /split: \[2, 5\] does not/,
  ],
  ['steps of a vector', () => graph.reverse(x([2])), /reverse: \[2\] has no steps/],
  [
    'lengths of other rows',
    () => graph.reverse(x([2, 5]), x([3], 'int64')),
    /reverse: \[3\] lengths do not fit \[2, 5\]/,
  ],
  [
    'a carry that grows',
    () => loop([1], [7, 4]).carries[0]!,
    /scan: carry 0 is float32 \[1\], but was given float32 \[4\]/,
  ],
  ['a loop along nothing', () => loop([4]).carries[0]!, /scan: cannot go along no slices/],
  [
    'sequences of different lengths',
    () => zipped([4, 2], [5, 2]),
    /scan: cannot go along 4 and 5 slices at once/,
  ],
  ['a counter for each element', () => graph.randomUniform(x([2], 'int64'), 1, [2]), /counter is a scalar/],
];

describe('refused', () => {
  test.each(refusals)('%s', (_, build, reason) => {
    expect(build).toThrow(GraphError);
    expect(build).toThrow(reason);
  });
});
