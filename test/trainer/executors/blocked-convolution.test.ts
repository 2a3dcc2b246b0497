/** Convolutions by kernels that take channels in blocks compute what the interpreter computes. */
import { describe, expect, test } from 'vitest';
import * as graph from '../../../graph';
import type { Padding, Program, Size } from '../../../graph';
import type { NamedValues } from '../../../trainer/src/executors';
import { findChannelBlock } from '../../../trainer/src/executors/onnx/channel-block';
import { writeStepModel } from '../../../trainer/src/executors/onnx/stepping/write-step-model';
import { createProcessorForms } from '../../../trainer/src/executors/onnx/forms';
import { loadRuntime } from '../../../trainer/src/executors/onnx/runtime';
import { createLcg } from '../../support/lcg';
import { largestError, runOnBoth } from './beside-interpreter';

interface Case {
  readonly rows: number;
  readonly channels: number;
  readonly filters: number;
  readonly size: Size;
  readonly kernel: Size;
  readonly stride?: Size;
  readonly padding?: Padding;
}

const square: Omit<Case, 'kernel'> = { rows: 16, channels: 16, filters: 32, size: [6, 5] };

const cases: Readonly<Record<string, Case>> = {
  'as large as before': { ...square, kernel: [3, 3], padding: [1, 1, 1, 1] },
  'without padding': { ...square, kernel: [2, 3] },
  'padding on two sides': { ...square, kernel: [3, 2], padding: [1, 0, 0, 1] },
  'more padding than kernel': { ...square, kernel: [2, 2], padding: [2, 1, 2, 1] },
  'single pixels': { ...square, kernel: [1, 1] },
  strides: { ...square, kernel: [3, 3], stride: [2, 2], padding: [1, 1, 1, 1] },
  'rows that fill no block': { ...square, rows: 3, kernel: [3, 3], padding: [1, 1, 1, 1] },
  'filters that fill no block': { ...square, filters: 12, kernel: [3, 3] },
  'channels that fill no block': { ...square, channels: 3, kernel: [3, 3] },
  'many of each': { ...square, channels: 32, filters: 64, kernel: [3, 3], padding: [1, 1, 1, 1] },
};

describe.each(Object.entries(cases))('%s', (_, one) => {
  const { program, feeds } = programOf(one);

  test('values and gradients agree', async () => {
    const [found, expected] = await runOnBoth(program, feeds);
    for (const [name, values] of Object.entries(expected))
      expect(largestError(found[name]!, values), name).toBeLessThan(2e-6);
  });
});

test('what fills blocks goes to the kernels for blocks, all three ways', () => {
  const { program } = programOf(cases['as large as before']!);
  const text = (block: number | undefined) =>
    new TextDecoder('latin1').decode(writeStepModel(program, createProcessorForms(block)).bytes);
  expect(text(16).split('ReorderOutput').length - 1).toBe(3);
  expect(text(undefined)).not.toContain('nchwc');
});

test('the runtime shows how many channels it takes at a time, or that it has no such kernels', async () => {
  const block = await findChannelBlock(await loadRuntime('test'), { logSeverityLevel: 4 });
  expect([undefined, 4, 8, 16, 32]).toContain(block);
});

function programOf({
  rows,
  channels,
  filters,
  size,
  kernel,
  stride = [1, 1],
  padding = [0, 0, 0, 0],
}: Case): {
  readonly program: Program;
  readonly feeds: NamedValues;
} {
  const x = graph.feed('x', [rows, channels, ...size]);
  const weight = graph.feed('weight', [filters, channels, ...kernel]);
  const y = graph.conv2d(x, weight, { stride, padding, groups: 1 });
  const slopes = graph.feed('slopes', y.shape);
  const [dx, dw] = graph.gradients(graph.sum(graph.multiply(y, slopes)), [x, weight]) as [
    graph.Tensor,
    graph.Tensor,
  ];
  const next = createLcg(5);
  const draw = ({ shape }: graph.Tensor) =>
    Float32Array.from({ length: graph.sizeOf(shape) }, () => next() - 0.5);
  return {
    program: { feeds: { x, weight, slopes }, states: {}, outputs: { y, dx, dw } },
    feeds: { x: draw(x), weight: draw(weight), slopes: draw(slopes) },
  };
}
