/** Images that stay in blocks of channels from kernel to kernel: pools, activations and sums compute what the interpreter computes. */
import { describe, expect, test } from 'vitest';
import * as graph from '../../../graph';
import type { Padding, Program, Size, Tensor } from '../../../graph';
import { onnxExecutor, type NamedValues } from '../../../trainer/src/executors';
import { createProcessorForms } from '../../../trainer/src/executors/onnx/forms';
import { writeStepModel } from '../../../trainer/src/executors/onnx/stepping/write-step-model';
import { createLcg } from '../../support/lcg';
import { runOnBoth } from './beside-interpreter';

interface Case {
  readonly channels: number;
  readonly filters: number;
  readonly size: Size;
  readonly kernel: Size;
  readonly padding?: Padding;
  readonly window: Size;
  readonly stride?: Size;
  /** Between convolution and pool. */
  readonly between?: (images: Tensor, shift: Tensor) => Tensor;
}

const same: Padding = [1, 1, 1, 1];
const grey: Case = { channels: 1, filters: 16, size: [8, 6], kernel: [3, 3], padding: same, window: [2, 2] };

const cases: Readonly<Record<string, Case>> = {
  'grey pictures': grey,
  'coloured pictures': { ...grey, channels: 3, filters: 32 },
  'more pixels under a window than are picked': { ...grey, channels: 5 },
  'channels in blocks': { ...grey, channels: 16, filters: 32 },
  'windows of three lines': {
    ...grey,
    channels: 16,
    size: [6, 6],
    kernel: [5, 3],
    padding: [2, 1, 2, 1],
    window: [3, 2],
  },
  'windows on one line': { ...grey, window: [1, 2] },
  'a convolution without padding': { ...grey, size: [10, 8], padding: [0, 0, 0, 0] },
  'padding on two sides': { ...grey, size: [9, 7], padding: [1, 1, 0, 0] },
  'a rest along a side': { ...grey, size: [9, 6] },
  'windows that overlap': { ...grey, channels: 16, stride: [1, 1] },
  'filters that fill no block': { ...grey, filters: 12 },
  'an activation whose sum is pooled': {
    ...grey,
    between: (images, shift) => graph.multiply(graph.relu(graph.add(images, shift)), images),
  },
};

describe.each(Object.entries(cases))('%s', (_, one) => {
  const program = programOf(one);

  // Sums of small whole numbers are exact and often equal, so that the first of equal pixels must be found.
  test('values and gradients are the same, also of equal pixels', async () => {
    const [found, expected] = await runBoth(program, 3);
    for (const [name, values] of Object.entries(expected)) {
      expect(
        Array.from(found[name]! as Float32Array, (value) => value + 0),
        name,
      ).toEqual(Array.from(values as Float32Array, (value) => value + 0));
    }
  });

  test('a prediction pools alike', async () => {
    const { feeds, outputs } = program;
    const { y } = outputs as { readonly y: Tensor };
    const { slopes: _slopes, ...used } = feeds;
    const [found, expected] = await runBoth({ feeds: used, states: {}, outputs: { y } }, 3);
    expect(found['y']).toEqual(expected['y']);
  });
});

test('neither places nor images are moved between two convolutions with a pool between them', () => {
  const text = textOf(programOf(cases['channels in blocks']!), 16);
  for (const op of ['MaxUnpool', 'Resize', 'MaxPool', 'ScatterElements']) expect(text, op).not.toContain(op);
  // Four results, and the images that the second weight gradient turns around.
  expect(text.split('ReorderOutput').length - 1).toBe(5);
});

test('a processor without such kernels is given none', () => {
  expect(textOf(programOf(grey), undefined)).not.toContain('nchwc');
});

test('the step of a number is 1 above 0 alone', async () => {
  const x = graph.feed('x', [7]);
  const y = graph.cast(graph.greater(x, graph.constant(0)), 'float32');
  const session = await onnxExecutor.prepare({ feeds: { x }, states: {}, outputs: { y } }, { threads: 1 });
  const numbers = Float32Array.of(-Infinity, -1, -0, 0, 2 ** -126, 1e-8, Infinity);
  const { y: steps } = await session.run({ x: numbers }, 1);
  await session.dispose();
  expect(steps).toEqual(Float32Array.of(0, 0, 0, 0, 1, 1, 1));
});

const textOf = (program: Program, block: number | undefined): string =>
  new TextDecoder('latin1').decode(writeStepModel(program, createProcessorForms(block)).bytes);

/** A convolution, a pool, a number for each channel, an activation, and a second convolution. */
function programOf({
  channels,
  filters,
  size,
  kernel,
  padding = [0, 0, 0, 0],
  window,
  stride = window,
  between,
}: Case): Program {
  const x = graph.feed('x', [16, channels, ...size]);
  const first = graph.feed('first', [filters, channels, ...kernel]);
  const second = graph.feed('second', [16, filters, 3, 2]);
  const bias = graph.feed('bias', [filters]);
  const shift = graph.reshape(bias, [1, filters, 1, 1]);
  const convolved = graph.conv2d(x, first, { stride: [1, 1], padding, groups: 1 });
  const images = between ? between(convolved, shift) : convolved;
  const pooled = graph.maxPool2d(images, { kernel: window, stride, padding: [0, 0, 0, 0] });
  const active = graph.relu(graph.add(pooled, shift));
  const y = graph.conv2d(active, second, { stride: [1, 1], padding: same, groups: 1 });
  const slopes = graph.feed('slopes', y.shape);
  const [dx, dFirst, dSecond, dBias] = graph.gradients(graph.sum(graph.multiply(y, slopes)), [
    x,
    first,
    second,
    bias,
  ]) as [Tensor, Tensor, Tensor, Tensor];
  return {
    feeds: { x, first, second, bias, slopes },
    states: {},
    outputs: { y, dx, dFirst, dSecond, dBias },
  };
}

/** Feeds are whole numbers from `-most / 2` up. */
async function runBoth(program: Program, most: number): Promise<readonly [NamedValues, NamedValues]> {
  const next = createLcg(5);
  const feeds = Object.fromEntries(
    Object.entries(program.feeds).map(([name, { shape }]) => [
      name,
      Float32Array.from({ length: graph.sizeOf(shape) }, () => Math.floor((next() - 0.5) * most)),
    ]),
  );
  return runOnBoth(program, feeds);
}
