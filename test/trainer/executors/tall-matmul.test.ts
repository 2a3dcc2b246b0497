/** Products whose left operand was transposed compute what the interpreter computes, and transpose as little as possible. */
import { expect, test } from 'vitest';
import * as graph from '../../../graph';
import type { Program } from '../../../graph';
import { createProcessorForms } from '../../../trainer/src/executors/onnx/forms';
import { writeStepModel } from '../../../trainer/src/executors/onnx/stepping/write-step-model';
import { createLcg } from '../../support/lcg';
import { largestError, runOnBoth } from './beside-interpreter';

/** aᵀ b of a [rows, lines] and b [rows, columns], and the ops that say it. */
test.each([
  ['one strip of columns', { rows: 24, lines: 160, columns: 128 }, ['FusedMatMul']],
  ['wide, with lines of a page', { rows: 1024, lines: 16, columns: 144 }, ['FusedMatMul', 'Transpose']],
  ['wide, with other lines', { rows: 24, lines: 16, columns: 144 }, ['MatMul', 'Transpose']],
  ['wide and long', { rows: 1024, lines: 144, columns: 160 }, ['MatMul', 'Transpose']],
])('%s', async (_, { rows, lines, columns }, ops) => {
  const [a, b] = [graph.feed('a', [rows, lines]), graph.feed('b', [rows, columns])];
  const y = graph.matmul(graph.transpose(a, [1, 0]), b);
  const program: Program = { feeds: { a, b }, states: {}, outputs: { y } };
  const next = createLcg(5);
  const draw = ({ shape }: graph.Tensor) =>
    Float32Array.from({ length: graph.sizeOf(shape) }, () => next() - 0.5);
  const feeds = { a: draw(a), b: draw(b) };
  const [found, expected] = await runOnBoth(program, feeds);
  expect(largestError(found['y']!, expected['y']!)).toBeLessThan(5e-6);
  const text = new TextDecoder('latin1').decode(
    writeStepModel(program, createProcessorForms(undefined)).bytes,
  );
  expect(['FusedMatMul', 'Transpose'].filter((op) => text.includes(op))).toEqual(
    ops.filter((op) => op !== 'MatMul'),
  );
});
