/** Chains over large tensors go block by block of rows, with the same numbers. */
import { expect, test } from 'vitest';
import * as graph from '../../graph';
import type { Tensor } from '../../graph';
import { loopOverRows } from '../../graph/rewrites/loop-over-rows';
import { createInterpreter } from '../../trainer/src/executors/reference/interpreter';
import { createLcg } from '../support/lcg';

const looped = (outputs: readonly Tensor[], cores = 1): readonly Tensor[] => {
  const named = Object.fromEntries(outputs.map((output, at) => [String(at), output]));
  return Object.values(loopOverRows({ feeds: {}, states: {}, outputs: named }, cores).outputs);
};

const opsOf = (outputs: readonly Tensor[]) =>
  graph.orderNodes(outputs).flatMap(({ op }) => (op === 'feed' || op === 'constant' ? [] : [op]));

const loopsOf = (outputs: readonly Tensor[]) => graph.orderNodes(outputs).filter(({ op }) => op === 'scan');

/** What outputs are for random numbers. */
function evaluate(outputs: readonly Tensor[]) {
  const next = createLcg(5);
  const feeds = graph.orderNodes(outputs).filter(({ op }) => op === 'feed');
  const values = feeds
    .toSorted((a, b) => String(a.attributes['name']).localeCompare(String(b.attributes['name'])))
    .map(({ outputs: [source] }) => {
      const numbers = Float32Array.from({ length: graph.sizeOf(source!.shape) }, () => next() - 0.5);
      return [source!, numbers] as const;
    });
  return createInterpreter(outputs, 'float64')(new Map(values));
}

// 64 rows of 2 ** 13 numbers: sixteen blocks.
const x = graph.feed('x', [64, 64, 128]);
const dy = graph.feed('dy', [64, 64, 128]);
const gain = graph.feed('gain', [1, 1, 128]);
const plane = graph.feed('plane', [64, 128]);
const list = graph.feed('list', [128]);
const weight = graph.feed('weight', [128, 128]);

const normalise = (of: Tensor): Tensor => {
  const centred = graph.subtract(of, graph.mean(of, [2], true));
  const spread = graph.sqrt(graph.add(graph.mean(graph.square(centred), [2], true), graph.constant(1e-5)));
  return graph.multiply(graph.divide(centred, spread), gain);
};
const slopeOf = (of: Tensor, at: Tensor): Tensor =>
  graph.gradients(graph.sum(graph.multiply(of, dy)), [at])[0]!;
const through = (of: Tensor): Tensor =>
  graph.reshape(graph.matmul(graph.reshape(of, [64 * 64, 128]), weight), of.shape);

const normal = normalise(x);
const waves = graph.sin(x);

const cases: Readonly<Record<string, { readonly given: readonly Tensor[]; readonly loops: number }>> = {
  'element by element': { given: [graph.exp(graph.sin(graph.square(graph.tanh(x))))], loops: 1 },
  'a normalisation': { given: [normal], loops: 1 },
  'a normalisation and its gradient': { given: [normal, slopeOf(normal, x)], loops: 2 },
  'a softmax and its gradient': { given: [slopeOf(graph.softmax(graph.multiply(x, x), 2), x)], loops: 1 },
  'numbers for each column': {
    given: [graph.sum(graph.tanh(graph.exp(graph.sin(graph.add(x, list)))), [0, 1])],
    loops: 1,
  },
  'the same numbers by rows and whole': {
    given: [
      graph.exp(
        graph.add(
          graph.tanh(graph.add(waves, plane)),
          graph.reshape(graph.add(graph.sum(waves, [1]), plane), [64, 1, 128]),
        ),
      ),
    ],
    loops: 1,
  },
  'what is needed whole, made of rows': {
    given: [
      graph.exp(
        graph.sin(graph.square(graph.add(x, graph.sum(graph.sin(graph.square(graph.tanh(x))), [1])))),
      ),
    ],
    loops: 2,
  },
  'rows of two sizes': {
    given: [
      graph.reshape(graph.sin(graph.sqrt(graph.exp(graph.reshape(graph.square(x), [4096, 128])))), x.shape),
    ],
    loops: 1,
  },
  'what needs all rows in between': { given: [normalise(through(normal))], loops: 2 },
  'a connection around what needs all rows': {
    given: [normalise(graph.add(normal, through(normal)))],
    loops: 2,
  },
  'gradients around what needs all rows': {
    given: [slopeOf(graph.gelu(graph.add(normal, through(graph.gelu(normal)))), x)],
    loops: 3,
  },
};

test.each(Object.entries(cases))('%s: loops give the same numbers', (_, { given, loops }) => {
  const made = looped(given);
  expect(loopsOf(made)).toHaveLength(loops);
  const [found, expected] = [evaluate(made), evaluate(given)];
  const apart = expected.map((values, output) =>
    values.findIndex((value, at) => value !== found[output]![at]),
  );
  expect(apart).toEqual(given.map(() => -1));
});

test('blocks are larger where more cores share them', () => {
  const blocks = [1, 2].map((cores) => loopsOf(looped([normal], cores))[0]!.outputs[0]!.shape[0]);
  expect(blocks).toEqual([16, 8]);
});

test('shapes change outside of loops', () => {
  const { given } = cases['rows of two sizes']!;
  const bodies = loopsOf(looped(given)).map(({ attributes }) => attributes['body'] as graph.Body);
  expect(bodies.flatMap(({ outputs }) => opsOf(outputs)).filter((op) => op === 'reshape')).toHaveLength(1);
});

const small = graph.feed('small', [64, 64]);
const odd = graph.feed('odd', [67, 8192]);

test.each([
  ['few numbers', graph.exp(graph.sin(graph.square(graph.tanh(small))))],
  ['nothing that stays within', graph.exp(x)],
  ['rows that fall into no blocks', graph.exp(graph.sin(graph.square(graph.tanh(odd))))],
  ['sums over rows', graph.exp(graph.sum(graph.multiply(x, dy), [0]))],
])('%s: no loop', (_, given) => {
  expect(looped([given])).toEqual([given]);
});
