/** What is made of a loop's reports element by element is made by its passes, with the same numbers. */
import { expect, test } from 'vitest';
import * as graph from '../../graph';
import type { Tensor } from '../../graph';
import { moveIntoLoops } from '../../graph/rewrites/move-into-loops';
import { createInterpreter } from '../../trainer/src/executors/reference/interpreter';
import { createLcg } from '../support/lcg';

const moved = (...outputs: readonly Tensor[]): readonly Tensor[] => {
  const named = Object.fromEntries(outputs.map((output, at) => [String(at), output]));
  return Object.values(moveIntoLoops({ feeds: {}, states: {}, outputs: named }).outputs);
};

const opsOf = (outputs: readonly Tensor[]) =>
  graph.orderNodes(outputs).flatMap(({ op }) => (op === 'feed' || op === 'constant' ? [] : [op]));

/** A loop along `x` whose passes hand on the product of the two things that they report. */
function loopOver(x: Tensor) {
  const start = graph.constant(0.5, x.shape.slice(1));
  const { carries, outputs } = graph.scan({ carries: [start], sequences: [x] }, ([h], [slice]) => {
    const [a, b] = [graph.tanh(graph.add(h!, slice!)), graph.sigmoid(h!)];
    return { carries: [graph.multiply(a, b)], outputs: [a, b] };
  });
  return [...outputs, ...carries] as [Tensor, Tensor, Tensor];
}

/** What outputs are for random numbers. */
function evaluate(outputs: readonly Tensor[], x: Tensor) {
  const next = createLcg(5);
  const values = Float32Array.from({ length: graph.sizeOf(x.shape) }, () => next() * 2 - 1);
  return createInterpreter(outputs, 'float64')(new Map([[x, values]]));
}

const large = graph.feed('large', [3, 32, 32]);

test('passes compute what is made of their reports', () => {
  const [a, b] = loopOver(large);
  const given = [graph.sum(graph.multiply(graph.exp(a), graph.subtract(graph.constant(1), b))), graph.sum(b)];
  const made = moved(...given);
  expect(opsOf(made)).toEqual(['scan', 'sum', 'sum']);
  expect(evaluate(made, large)).toEqual(evaluate(given, large));
});

test('a product that passes make anyway is not made again', () => {
  const [a, b] = loopOver(large);
  const given = graph.sum(graph.multiply(a, graph.multiply(b, graph.exp(b))));
  const made = moved(given);
  const [loop] = graph.orderNodes(made).filter(({ op }) => op === 'scan');
  const { outputs } = loop!.attributes['body'] as graph.Body;
  // Of the carry with the exponential; that of b with the exponential is read by nobody.
  expect(opsOf(outputs).filter((op) => op === 'multiply')).toHaveLength(2);
  expect(evaluate(made, large)[0]![0]).toBeCloseTo(evaluate([given], large)[0]![0]!, 10);
});

test.each([
  ['few numbers', graph.exp(loopOver(graph.feed('small', [3, 4]))[0])],
  ['what has other numbers too', graph.multiply(loopOver(large)[0], large)],
  ['what comes of two loops', graph.add(loopOver(large)[0], loopOver(large)[1])],
  ['what the last pass hands on', graph.exp(loopOver(large)[2])],
])('%s: computed behind the loop', (_, given) => {
  expect(moved(given)).toEqual([given]);
});
