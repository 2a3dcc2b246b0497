/** Chains over large tensors, which the runtime does block by block of rows, compute what the interpreter computes. */
import { expect, test } from 'vitest';
import * as graph from '../../../graph';
import type { Program } from '../../../graph';
import { loopOverRows } from '../../../graph/rewrites/loop-over-rows';
import { createLcg } from '../../support/lcg';
import { largestError, runOnBoth } from './beside-interpreter';

const rows = 4096;
const x = graph.feed('x', [rows, 128]);
const weight = graph.state('weight', [128, 128]);
const hidden = graph.gelu(graph.matmul(graph.softmax(graph.multiply(x, x), 1), weight));
const loss = graph.sum(graph.square(hidden));
const [slope] = graph.gradients(loss, [weight]) as [graph.Tensor];

// A state as large is moved by a kernel of our own, outside of the engine; a smaller one within.
test.each([
  ['step by step', 2 ** 9],
  ['many steps in a call', 2 ** 7],
])('%s', async (_, features) => {
  const moved = graph.state('moved', [128, features]);
  const step = graph.multiply(graph.mean(slope), graph.constant(1e-3));
  const program: Program = {
    feeds: { x },
    states: {
      weight: { source: weight, next: graph.subtract(weight, graph.multiply(slope, graph.constant(1e-3))) },
      moved: { source: moved, next: graph.subtract(moved, step) },
    },
    outputs: { loss },
  };
  expect(loopOverRows(program, 1)).not.toBe(program);
  const next = createLcg(5);
  const draw = (count: number) => Float32Array.from({ length: count }, () => next() - 0.5);
  const start = { weight: draw(128 * 128), moved: draw(128 * features) };
  const feeds = { x: draw(2 * rows * 128) };
  const [found, expected] = await runOnBoth(program, feeds, { start, count: 2 });
  for (const [name, values] of Object.entries(expected))
    expect(largestError(found[name]!, values), name).toBeLessThan(1e-5);
});
