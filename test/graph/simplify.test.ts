/** A simplified program computes the same numbers with fewer nodes. */
import { describe, expect, test } from 'vitest';
import * as graph from '../../graph';
import type { Program, Tensor } from '../../graph';
import { simplify } from '../../graph/rewrites/simplify';
import { createInterpreter } from '../../trainer/src/executors/reference/interpreter';
import { createLcg } from '../support/lcg';
import { opCases } from './op-cases';

const fold = (tensor: Tensor) => Float32Array.from(createInterpreter([tensor], 'float32')(new Map())[0]!);

const programOf = (outputs: readonly Tensor[]): Program => ({
  feeds: {},
  states: {},
  outputs: Object.fromEntries(outputs.map((output, at) => [String(at), output])),
});

const simplified = (...outputs: readonly Tensor[]): readonly Tensor[] =>
  Object.values(simplify(programOf(outputs), fold).outputs);

const countNodes = (outputs: readonly Tensor[]): number => graph.orderNodes(outputs).length;

describe('values and gradients stay what they are', () => {
  test.each(opCases.map((one) => [`${one.op}: ${one.of}`, one] as const))('%s', (_, { inputs, build }) => {
    const next = createLcg(3);
    const tensors = inputs.map(({ shape, dtype }, at) => graph.feed(`x${at}`, shape, dtype));
    const values = inputs.map(({ shape, dtype, low, high }) => {
      const drawn = Array.from({ length: graph.sizeOf(shape) }, () => low + next() * (high - low));
      return dtype === 'float32' ? Float32Array.from(drawn) : Float64Array.from(drawn, Math.floor);
    });
    const y = build(...tensors);
    const continuous = tensors.filter(({ dtype }) => dtype === 'float32');
    const gradients = y.dtype === 'float32' ? graph.gradients(graph.sum(y), continuous) : [];
    // Twice the same, so that there is something to share.
    const targets = [y, build(...tensors), ...gradients];
    const sources = new Map(tensors.map((tensor, at) => [tensor, values[at]!] as const));
    const fewer = simplified(...targets);
    expect(createInterpreter(fewer, 'float32')(sources)).toEqual(
      createInterpreter(targets, 'float32')(sources),
    );
    expect(fewer.map(({ shape, dtype }) => ({ shape, dtype }))).toEqual(
      targets.map(({ shape, dtype }) => ({ shape, dtype })),
    );
    // Loops are not compared with each other.
    const isShared = !graph.orderNodes([y]).some(({ op }) => op === 'scan');
    expect(fewer[1] === fewer[0]).toBe(isShared);
  });
});

const x = graph.feed('x', [2, 3]);
const one = graph.constant(1);

test.each<readonly [string, Tensor, Tensor]>([
  ['times one', graph.multiply(x, one), x],
  ['one times', graph.multiply(one, x), x],
  ['divided by one', graph.divide(x, one), x],
  ['less nothing', graph.subtract(x, graph.constant(0)), x],
  ['negated twice', graph.negate(graph.negate(x)), x],
  ['there and back', graph.transpose(graph.transpose(x, [1, 0]), [1, 0]), x],
  ['reshaped there and back', graph.reshape(graph.reshape(x, [6]), [2, 3]), x],
  ['with gradients stopped', graph.stopGradient(x), x],
])('%s is left out', (_, given, expected) => {
  expect(simplified(given)).toEqual([expected]);
});

test('what stretches a number stays, even by one', () => {
  const [output] = simplified(graph.multiply(graph.feed('n', []), graph.constant(1, [4]))) as [Tensor];
  expect(output.shape).toEqual([4]);
});

test('nothing is added to a negative zero', () => {
  const [output] = simplified(graph.add(x, graph.constant(0))) as [Tensor];
  expect(output).not.toBe(x);
});

test('gradients of slices that lie side by side are put together', () => {
  const parts = [2, 0, 1].map((at) => graph.multiply(graph.slice(x, 1, at, at + 1), graph.constant(at + 2)));
  const gradient = graph.gradients(graph.sum(parts.reduce(graph.add)), [x])[0]!;
  const fewer = simplified(gradient);
  expect(graph.orderNodes(fewer).map(({ op }) => op)).not.toContain('pad');
  const values = new Map([[x, Float32Array.of(1, 2, 3, 4, 5, 6)]]);
  expect(createInterpreter(fewer, 'float32')(values)).toEqual(
    createInterpreter([gradient], 'float32')(values),
  );
});

test('what is put together in two steps is put together in one', () => {
  const nested = graph.concat(
    [x, graph.concat([graph.tanh(x), x], 1), graph.reshape(graph.concat([x, x], 0), [2, 6])],
    1,
  );
  const fewer = simplified(nested);
  expect(graph.orderNodes(fewer).filter(({ op }) => op === 'concat')).toHaveLength(2);
  const values = new Map([[x, Float32Array.of(1, 2, 3, 4, 5, 6)]]);
  expect(createInterpreter(fewer, 'float32')(values)).toEqual(createInterpreter([nested], 'float32')(values));
});

test('what is stretched by an op is not stretched before', () => {
  const [output] = simplified(graph.multiply(graph.broadcastTo(graph.feed('n', [1, 3]), [2, 3]), x)) as [
    Tensor,
  ];
  expect(graph.orderNodes([output]).map(({ op }) => op)).toEqual(['feed', 'feed', 'multiply']);
});

test('what is known is computed', () => {
  const [output] = simplified(graph.exp(graph.add(graph.constant([1, 2], [2]), one))) as [Tensor];
  expect(output.node.op).toBe('constant');
  expect(output.node.attributes.values).toEqual(Float32Array.of(Math.exp(2), Math.exp(3)));
});

test('equal things are computed once, also those that only became equal', () => {
  const left = graph.tanh(graph.multiply(x, one));
  const right = graph.tanh(x);
  expect(countNodes([left, right])).toBe(5);
  expect(countNodes(simplified(left, right))).toBe(2);
});

test('random numbers of different keys stay different', () => {
  const step = graph.feed('step', [], 'int64');
  const draws = [1, 1, 2].map((key) => graph.randomUniform(step, key, [4]));
  const [first, same, other] = simplified(...draws);
  expect(same).toBe(first);
  expect(other).not.toBe(first);
});

test('sources are never replaced', () => {
  const state = graph.state('s', []);
  const program: Program = {
    feeds: { x },
    states: { s: { source: state, next: graph.multiply(state, one) } },
    outputs: { y: graph.stopGradient(x) },
  };
  expect(simplify(program, fold)).toEqual({
    feeds: { x },
    states: { s: { source: state, next: state } },
    outputs: { y: x },
  });
});
