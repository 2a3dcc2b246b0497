/** What layers, inputs and targets make of shapes, and what they say where they do not fit. */
import { describe, expect, it, test } from 'vitest';
import { lookUp } from '../../catalog';
import { isMisfit } from '../../catalog/declaration';
import { applyLayer } from '../../catalog/model/apply-layer';
import { applyOutput } from '../../catalog/model/apply-output';
import { feed, sizeOf, type Shape } from '../../graph';
import { evaluate } from './evaluate';
import { layerShape, said, scope } from './layer-shape';
import { call } from './plans';

const [image, row, sequence] = [[16, 14, 15], [128], [40, 8]] as const;

describe('layers', () => {
  it.each<[string, readonly Shape[], Shape | string]>([
    ['dense(10)', [row], [10]],
    ['dense(10)', [sequence], [40, 10]],
    [
      'dense(10)',
      [image],
      '`dense` reads rows of features, but gets images of 14x15x16. Put `flatten` or `globalAveragePool` before it. [flatten]',
    ],
    [
      'dense(10)',
      [row, row],
      '`dense` reads one input, but stands on 2. Start with `concat` or `add`, which bring them together. [concat]',
    ],
    ['conv(8)', [image], [8, 14, 15]],
    ['conv(8, stride: 2)', [image], [8, 7, 8]],
    ['conv(8, padding: valid)', [image], [8, 12, 13]],
    ['conv(8, kernel: 20)', [image], [8, 14, 15]],
    [
      'conv(8, kernel: 15, padding: valid)',
      [image],
      'The 15x15 window of `conv` is larger than its images of 14x15x16. Use a smaller window, or fewer layers that shrink the image before it.',
    ],
    [
      'conv(8)',
      [[384]],
      '`conv` reads images of height x width x channels, but gets rows of 384. Put it before `flatten`, or make images again with `reshape(height, width, channels)`. [reshape(16, 24, 1)]',
    ],
    ['maxpool', [image], [16, 7, 7]],
    ['maxpool(3, stride: 2)', [image], [16, 6, 7]],
    ['avgpool(14)', [image], [16, 1, 1]],
    [
      'avgpool(15)',
      [image],
      'The 15x15 window of `avgpool` is larger than its images of 14x15x16. Use a smaller window, or fewer layers that shrink the image before it.',
    ],
    [
      'maxpool',
      [sequence],
      '`maxpool` reads images of height x width x channels, but gets rows of 40x8. Put it before `flatten`, or make images again with `reshape(height, width, channels)`. [reshape(40, 8, 1)]',
    ],
    ['depthwiseConv', [image], [16, 14, 15]],
    ['depthwiseConv(stride: 2, multiplier: 2)', [image], [32, 7, 8]],
    [
      'depthwiseConv(kernel: 15, padding: valid)',
      [image],
      'The 15x15 window of `depthwiseConv` is larger than its images of 14x15x16. Use a smaller window, or fewer layers that shrink the image before it.',
    ],
    ['upsample', [image], [16, 28, 30]],
    [
      'upsample',
      [row],
      '`upsample` reads images of height x width x channels, but gets rows of 128. Put it before `flatten`, or make images again with `reshape(height, width, channels)`. [reshape(8, 16, 1)]',
    ],
    ['residual { dense(64, relu); dense(128) }', [row], [128]],
    ['residual { conv(16) }', [image], [16, 14, 15]],
    [
      'residual { conv(8) }',
      [image],
      '`residual` adds what comes out of its layers to what goes in, but makes 14x15x8 of 14x15x16. Let its last layer give 14x15x16 again.',
    ],
    [
      'residual { dense(128) }',
      [row, row],
      '`residual` reads one input, but stands on 2. Start with `concat` or `add`, which bring them together. [concat]',
    ],
    ['globalAveragePool', [image], [16]],
    ['globalAveragePool', [sequence], [8]],
    [
      'globalAveragePool',
      [row],
      '`globalAveragePool` reads images or sequences, but gets rows of 128. Leave it out: there is nothing left to average.',
    ],
    ['flatten', [image], [3360]],
    ['flatten', [row], [128]],
    ['reshape(16)', [[4, 4]], [16]],
    ['reshape(8, 16)', [row], [8, 16]],
    ['reshape(4, 8, 4)', [row], [4, 4, 8]],
    [
      'reshape(4, 8, 3)',
      [row],
      '`reshape` cannot make 4x8x3 (96 numbers) of 128 (128 numbers). Choose sizes whose product is 128.',
    ],
    [
      'reshape(4, channels: 3)',
      [row],
      '`reshape` is given channels but no width. Write `reshape(height, width, channels)`.',
    ],
    ['dropout(0.5)', [image], image],
    ['activation(softmax)', [image], image],
    ['layerNorm', [image], image],
    ['concat', [row, [3]], [131]],
    ['concat', [image, [1, 14, 15]], [17, 14, 15]],
    ['concat', [sequence, [40, 2]], [40, 10]],
    [
      'concat',
      [row, image],
      '`concat` cannot put 128 and 14x15x16 side by side. Bring both to the same shape except for their features, for example with `flatten` in a block of each.',
    ],
    ['add', [row, row], [128]],
    ['add', [row, [64]], '`add` cannot add 64 to 128. Give all of them the same shape, or use `concat`.'],
    [
      'embedding(8)',
      [sequence],
      '`embedding` looks up vectors of words or categories, but gets numbers of 40x8. Read the column `as tokens` or `as category`, or use `dense` for numbers.',
    ],
  ])('%s on %j', (written, inputs, wanted) => {
    expect(layerShape(written, inputs)).toEqual(wanted);
  });
});

const words = (count: number) => Array.from({ length: count }, () => feed('x', [2, 40], 'int64'));

/** As `layerShape`, on inputs of 40 words each. */
function shapeOnWords(written: string, count: number): Shape | string {
  const made = applyLayer(call('layers', written), words(count), { ...scope, vocabulary: 1000 });
  return isMisfit(made) ? said(made) : made.shape.slice(1);
}

describe('layers on the ids of 1,000 words', () => {
  it.each<[string, number, Shape | string]>([
    ['embedding(8)', 1, [40, 8]],
    ['embedding', 1, [40, 77]],
    [
      'dense(8)',
      1,
      '`dense` reads numbers, but gets words or categories. Put `embedding` before it, which looks up a vector for each. [embedding]',
    ],
    [
      'residual { embedding(8) }',
      1,
      '`residual` reads numbers, but gets words or categories. Put `embedding` before it, which looks up a vector for each. [embedding]',
    ],
    [
      'concat',
      2,
      '`concat` reads numbers, but gets words or categories. Give each input a block of its own that begins with `embedding`.',
    ],
    [
      'embedding(8)',
      2,
      '`embedding` reads one input, but stands on 2. Give each input a block of its own that begins with `embedding`.',
    ],
  ])('%s on %d', (written, count, wanted) => expect(shapeOnWords(written, count)).toEqual(wanted));

  it('a task cannot predict from them', () => {
    const made = applyOutput(call('targets', 'binary'), 1, words(1), { ...scope, vocabulary: 1000 });
    expect(isMisfit(made) && said(made)).toBe(
      'The task needs numbers to predict from, but gets words or categories. Begin with `embedding`, which looks up a vector for each. [embedding]',
    );
  });
});

describe('inputs', () => {
  it.each<[string, number, Shape | string]>([
    ['numbers', 28, [28]],
    ['image(15, 16)', 240, [1, 15, 16]],
    ['image(4, 5, channels: 3)', 60, [3, 4, 5]],
    [
      'image(16, 16)',
      240,
      '240 columns do not make an image of 256 pixels (16x16). Write `image(15, 16)`, or name 256 columns.',
    ],
    [
      'image(8, 8, channels: 3)',
      180,
      '180 columns do not make an image of 192 numbers (8x8x3). Write `image(6, 10, 3)`, or name 192 columns.',
    ],
    ['image(5, 5)', 23, '23 columns do not make an image of 25 pixels (5x5). Name 25 columns.'],
    [
      'image(5, 5, channels: 2)',
      23,
      '23 columns do not make an image of 50 numbers (5x5x2). Name 50 columns.',
    ],
  ])('%s of %d columns', (written, columns, wanted) => {
    const { name, args } = call('inputs', written);
    const made = lookUp('inputs', name)!.shape(args as never, columns);
    expect(isMisfit(made) ? said(made) : made).toEqual(wanted);
  });
});

test('the columns of a colour image come pixel by pixel and are read channel by channel', () => {
  const { name, args } = call('inputs', 'image(2, 2, channels: 3)');
  const { arrange } = lookUp('inputs', name)!;
  const columns = Array.from({ length: 12 }, (_, i) => i);
  const image = arrange!(args as never, feed('x', [1, 3, 2, 2]));
  expect(image.shape).toEqual([1, 3, 2, 2]);
  expect(evaluate([image], { x: columns })[0]).toEqual([0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11]);
});

describe('outputs', () => {
  it.each<[string, number, readonly Shape[], Shape | string]>([
    ['classes(10)', 1, [row], [10]],
    [
      'classes(10)',
      2,
      [row],
      '`classes` predicts a single column, but gets 2. Name one column, or use `labels` to predict several.',
    ],
    ['binary', 1, [row], [1]],
    ['labels', 5, [row], [5]],
    ['labels(5)', 5, [row], [5]],
    ['number', 1, [row], [1]],
    [
      'number',
      3,
      [row],
      '`number` predicts a single column, but gets 3. Name one column, or use `numbers` to predict several.',
    ],
    ['numbers', 6, [row], [6]],
    [
      'numbers(5)',
      6,
      [row],
      '`numbers(5)` does not fit the columns: 6 are given. Write `numbers(6)`, or change the list of columns.',
    ],
    ['box', 4, [row], [4]],
    [
      'box',
      3,
      [row],
      '`box` predicts 4 columns (x, y, width, height), but gets 3. Name these four columns in this order, or use `numbers`.',
    ],
    [
      'binary',
      1,
      [image],
      'The task needs rows of features to predict from, but gets images of 14x15x16. End with `flatten` or `globalAveragePool`. [flatten]',
    ],
    [
      'binary',
      1,
      [sequence],
      'The task needs rows of features to predict from, but gets sequences of 40x8. End with `flatten` or `globalAveragePool`. [flatten]',
    ],
    ['binary', 1, [row, row], 'Nothing brings the 2 inputs together. Start with `concat` or `add`. [concat]'],
  ])('%s of %d columns on %j', (target, columns, inputs, wanted) => {
    const tensors = inputs.map((shape, i) => feed(`x${i}`, [2, ...shape]));
    const made = applyOutput(call('targets', target), columns, tensors, scope);
    expect(isMisfit(made) ? said(made) : made.prediction.shape.slice(1)).toEqual(wanted);
  });
});

test('flatten and reshape undo each other', () => {
  const shape = [2, 16, 3, 4];
  const flat = applyLayer(call('layers', 'flatten'), [feed('x', shape)], scope);
  if (isMisfit(flat)) throw new Error(said(flat));
  const back = applyLayer(call('layers', 'reshape(3, 4, 16)'), [flat], scope);
  if (isMisfit(back)) throw new Error(said(back));
  const values = Array.from({ length: sizeOf(shape) }, (_, i) => i);
  expect(back.shape).toEqual(shape);
  expect(evaluate([back], { x: values })[0]).toEqual(values);
});

test('dropout keeps what it expects to keep, scaled up, and does nothing where predictions are made', () => {
  const x = feed('x', [1, 4]);
  const apply = (training: boolean) =>
    applyLayer(call('layers', 'dropout(0.2)'), [x], { ...scope, training });
  const dropped = apply(true);
  if (isMisfit(dropped)) throw new Error(said(dropped));
  expect(evaluate([dropped], { x: [1, 2, 3, 4], mask: [0.1, 0.2, 0.9, 0.19] })[0]).toEqual([0, 2.5, 3.75, 0]);
  expect(apply(false)).toBe(x);
});
