/** Kernels compute what the reference interpreter computes, for every op and for arrays of any length. */
import { describe, expect, test } from 'vitest';
import * as graph from '../../../../graph';
import type { Program, Tensor } from '../../../../graph';
import { referenceExecutor, type NamedValues } from '../../../../trainer/src/executors';
import { kernelOps, type KernelOp } from '../../../../trainer/src/executors/updates/kernel';
import {
  scalarsOutput,
  splitProgram,
  type SplitProgram,
} from '../../../../trainer/src/executors/updates/split-program';
import { UpdateMemory } from '../../../../trainer/src/executors/updates/update-memory';
import { createLcg } from '../../../support/lcg';

type Case = (x: Tensor, y: Tensor) => Tensor;

const truths = (x: Tensor, y: Tensor) => [graph.greater(x, y), graph.less(x, graph.constant(1))] as const;
const asNumbers = (truth: Tensor) => graph.cast(truth, 'float32');

/** An expression for each op; `cast` makes numbers of what comparisons make. */
const cases: { readonly [Op in Exclude<KernelOp, 'truth'>]: Case } = {
  add: graph.add,
  subtract: graph.subtract,
  multiply: graph.multiply,
  divide: graph.divide,
  maximum: graph.maximum,
  minimum: graph.minimum,
  negate: (x) => graph.negate(x),
  abs: (x) => graph.abs(x),
  sqrt: (x) => graph.sqrt(graph.abs(x)),
  square: (x) => graph.square(x),
  reciprocal: (_x, y) => graph.reciprocal(y),
  relu: (x) => graph.relu(x),
  floor: (x) => graph.floor(x),
  greater: (x, y) => asNumbers(graph.greater(x, y)),
  greaterEqual: (x, y) => asNumbers(graph.greaterEqual(x, y)),
  less: (x, y) => asNumbers(graph.less(x, y)),
  lessEqual: (x, y) => asNumbers(graph.lessEqual(x, y)),
  equal: (x, y) => asNumbers(graph.equal(graph.floor(x), graph.floor(y))),
  and: (x, y) => asNumbers(graph.and(...truths(x, y))),
  or: (x, y) => asNumbers(graph.or(...truths(x, y))),
  not: (x, y) => asNumbers(graph.not(graph.greater(x, y))),
  where: (x, y) => graph.where(graph.greater(x, y), x, graph.negate(y)),
  cast: (x) => asNumbers(graph.greater(x, graph.constant(0))),
  stopGradient: (x) => graph.add(graph.stopGradient(x), graph.constant(1)),
};

test('there is a case for every op', () => {
  expect(Object.keys(cases).toSorted()).toEqual(kernelOps.filter((op) => op !== 'truth').toSorted());
});

describe.each(Object.entries(cases))('%s', (_, build) => {
  test.each([1, 2, 4, 7, 33])('%d elements', async (size) => {
    const [x, y] = [graph.state('x', [size]), graph.state('y', [size])];
    const kept = { source: y, next: y };
    const program = { feeds: {}, states: { x: { source: x, next: build(x, y) }, y: kept }, outputs: {} };
    const { kernels, reference } = await runBoth(program);
    expect(kernels).toEqual(reference);
  });
});

test('states that read each other change places', async () => {
  const [x, y] = [graph.state('x', [5]), graph.state('y', [5])];
  const states = {
    x: { source: x, next: graph.multiply(y, graph.constant(2)) },
    y: { source: y, next: graph.add(x, y) },
  };
  const { kernels, reference } = await runBoth({ feeds: {}, states, outputs: {} });
  expect(kernels).toEqual(reference);
});

test('a scalar truth chooses for all elements', async () => {
  const [x, n] = [graph.state('x', [6]), graph.state('n', [])];
  const isOn = graph.greater(n, graph.constant(1.5));
  const states = {
    x: { source: x, next: graph.where(isOn, graph.add(x, n), x) },
    n: { source: n, next: graph.add(n, graph.constant(1)) },
  };
  const { kernels, reference } = await runBoth({ feeds: {}, states, outputs: {} });
  expect(kernels).toEqual(reference);
});

test.each<readonly [string, (x: Tensor) => Tensor]>([
  ['is no op of kernels', (x) => graph.exp(x)],
  ['mixes elements', (x) => graph.matmul(x, x)],
  ['repeats a row', (x) => graph.add(x, graph.slice(x, 0, 0, 1))],
])('what %s is left to the engine', (_, build) => {
  const x = graph.state('x', [3, 3]);
  const program: Program = { feeds: {}, states: { x: { source: x, next: build(x) } }, outputs: {} };
  expect(splitProgram(program)).toBeUndefined();
});

const norm = (x: Tensor) => graph.sqrt(graph.sum(graph.square(x)));
const away = (x: Tensor, factor: Tensor) => graph.subtract(x, graph.multiply(x, factor));

describe('totals', () => {
  test.each([1, 2, 4, 7, 33, 70])('over %d elements', async (size) => {
    const [x, y] = [graph.state('x', [size]), graph.state('y', [size])];
    const states = {
      x: { source: x, next: away(x, norm(graph.add(x, graph.constant(3)))) },
      y: { source: y, next: graph.divide(y, norm(graph.subtract(y, x))) },
    };
    const { kernels, reference, split } = await runBoth({ feeds: {}, states, outputs: {} });
    expect(kernels).toEqual(reference);
    expect(split.work.totals.map((round) => round.length)).toEqual([2]);
    expect(Object.keys(split.rest.outputs)).toEqual([]);
  });

  test('of several arrays are one, and some need others', async () => {
    const [x, y] = [graph.state('x', [33]), graph.state('y', [2, 3])];
    const squares = [x, y].map((each): Tensor => graph.sum(graph.square(each)));
    const factor = graph.reciprocal(graph.add(graph.sqrt(squares.reduce(graph.add)), graph.constant(1)));
    const [short, other] = [graph.multiply(x, factor), graph.multiply(y, factor)];
    const states = {
      x: { source: x, next: graph.subtract(short, norm(short)) },
      y: { source: y, next: graph.divide(other, norm(other)) },
    };
    const { kernels, reference, split } = await runBoth({ feeds: {}, states, outputs: {} });
    for (const [step, values] of kernels.entries())
      for (const [name, numbers] of Object.entries(values))
        for (const [at, number] of numbers.entries())
          expect(number).toBeCloseTo(reference[step]![name]![at]!, 6);
    expect(split.work.totals.map((round) => round.length)).toEqual([1, 2]);
    expect(split.work.totals[0]![0]).toHaveLength(2);
  });

  test('of what no kernel reads are left to the engine', async () => {
    const x = graph.state('x', [3, 3]);
    const next = graph.multiply(x, norm(graph.exp(x)));
    const { kernels, reference, split } = await runBoth({
      feeds: {},
      states: { x: { source: x, next } },
      outputs: {},
    });
    expect(kernels).toEqual(reference);
    expect(split.work.totals).toEqual([]);
  });

  test('of parts are those of all together', () => {
    const x = graph.state('x', [70]);
    const split = splitProgram({
      feeds: {},
      states: { x: { source: x, next: away(x, norm(x)) } },
      outputs: {},
    })!;
    const memory = UpdateMemory.allocate(split.work, 0)!;
    memory.states.get('x')!.set(Array.from({ length: 70 }, (_, at) => at + 1));
    const [round] = memory.totals;
    const parts = [0, 1, 2].map((index) => {
      memory.takeTotals(0, { count: 3, index });
      return round![0]!;
    });
    memory.takeTotals(0);
    expect(round![0]).toBe(116_795);
    expect(parts.reduce((a, b) => a + b)).toBe(116_795);
  });
});

type Values = Readonly<Record<string, readonly number[]>>;

/** What states are after each of three steps: moved by kernels with the reference for the rest, and by the reference alone. */
async function runBoth(program: Program): Promise<{
  readonly kernels: Values[];
  readonly reference: Values[];
  readonly split: SplitProgram;
}> {
  const split = splitProgram(program)!;
  const memory = UpdateMemory.allocate(
    split.work,
    graph.sizeOf(split.rest.outputs[scalarsOutput]?.shape ?? [0]),
  )!;
  const whole = await referenceExecutor.prepare(program, { threads: 1 });
  const rest = await referenceExecutor.prepare(split.rest, { threads: 1 });
  const next = createLcg(5);
  const start = Object.fromEntries(
    Object.entries(program.states).map(([name, { source }]) => [
      name,
      Float32Array.from({ length: graph.sizeOf(source.shape) }, () => next() * 4 - 1.5),
    ]),
  );
  await whole.writeStates(start);
  for (const [name, values] of memory.states) values.set(start[name]!);
  const isOwn = (name: string) => !memory.states.has(name);
  await rest.writeStates(pick(start, Object.keys(split.rest.states).filter(isOwn)));
  const [kernels, reference]: [Values[], Values[]] = [[], []];
  for (let step = 0; step < 3; step++) {
    await whole.run({}, 1);
    const now = Object.fromEntries(memory.states);
    await rest.writeStates(
      pick(
        now,
        Object.keys(split.rest.states).filter((name) => !isOwn(name)),
      ),
    );
    const outputs = await rest.run({}, 1);
    for (const [name, values] of memory.outputs) values.set(outputs[name] as Float32Array);
    memory.moveOn();
    kernels.push(listed(now));
    reference.push(listed(pick(await whole.readStates(), Object.keys(now))));
  }
  return { kernels, reference, split };
}

const pick = (values: NamedValues, names: readonly string[]): NamedValues =>
  Object.fromEntries(names.map((name) => [name, values[name]!.slice()]));

const listed = (values: NamedValues): Values =>
  Object.fromEntries(Object.entries(values).map(([name, numbers]) => [name, Array.from(numbers, Number)]));
