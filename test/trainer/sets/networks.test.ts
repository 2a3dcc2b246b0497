/** Networks with a data set of their own: its rows are the only labelled ones for them, until others pass labels on. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it, test } from 'vitest';
import type { Plan } from '../../../contract/plan';
import { runFiles } from '../../../contract/run-log';
import { loadCheckpoint } from '../../../trainer/src/checkpoint/save-checkpoint';
import { Pair } from '../../../trainer/src/cotrain/pair';
import type { Evaluator } from '../../../trainer/src/loop/evaluator';
import { loadRows } from '../../../trainer/src/rows/load-rows';
import { RowsInMemory } from '../../../trainer/src/rows/rows-in-memory';
import { labelledSetsOf } from '../../../trainer/src/rows/sets-of-networks';
import { smallPlan } from '../../support/plan';
import { temporaryFolder } from '../../support/temporary-folder';
import { createLcg } from '../../support/lcg';
import { resumeRun, trainPlan } from '../train';
import { columnsIn, planOfSets } from './plans';

const random = createLcg(21);
/** Two classes that each of two views tells apart; every sixth row has no label. */
const lines = Array.from({ length: 120 }, (_, row) => {
  const kind = row % 2;
  const [a, b] = [random() + kind, random() - kind];
  const part = row % 5 === 4 ? 'validation' : 'train';
  return [a, b, row % 6 === 5 ? '' : kind === 1 ? 'yes' : 'no', part].join(',');
});
const csv = (some: readonly string[]) => `a,b,kind,part\n${some.join('\n')}\n`;
const [first, second] = [lines.slice(0, 70), lines.slice(70)];

const text = (method: string) => `
data whole { source: "whole.csv"; split: part }
input x = whole.a
input y = whole.b
network left(x) { dense(4, tanh) }
network right(y) { dense(4, tanh) }
task kind(left, right) { predict: whole.kind as classes(2) }
${method}
train { batch: 8; epochs: 4; seed: 3; optimizer: adam(rate: 0.05) }`;

const cotrain = (method: string) => `cotrain left <-> right { task: kind; method: ${method}; rounds: 3 }`;
const propagation = cotrain('propagation(sigma: 0.5, confidence: 0.8, take: 15)');

const planBy = (method: string, networks: Readonly<Record<string, { readonly data?: string }>>) =>
  planOfSets(text(method), csv(lines), {
    sets: { one: csv(first), two: csv(second) },
    inputs: { x: columnsIn(['a'], 'one', 'two'), y: columnsIn(['b'], 'one', 'two') },
    tasks: { kind: columnsIn(['kind'], 'one', 'two') },
    networks,
  });
const ownSets = { left: { data: 'one' }, right: { data: 'two' } };

async function load(plan: Plan): Promise<RowsInMemory> {
  const { value } = await loadRows(plan);
  if (!(value instanceof RowsInMemory)) throw new Error('the rows of a test fit in memory');
  return value;
}

const rowsWith = (mask: Uint8Array) => [...mask.entries()].flatMap(([row, has]) => (has === 1 ? [row] : []));
const isTraining = (row: number) => row % 5 !== 4;
const isLabelled = (row: number) => row % 6 !== 5;
const numbers = Array.from(lines, (_, row) => row);

const block = (name: string, kind: 'network' | 'shared', on: readonly string[], data?: string) => ({
  ...smallPlan().blocks[0]!,
  name,
  kind,
  on,
  ...(data === undefined ? {} : { data }),
});

describe('what a task may learn', () => {
  const [whole] = smallPlan().data;
  const plan = smallPlan({
    data: ['a', 'b'].map((name) => ({ ...whole!, name })),
    blocks: [
      block('free', 'network', ['x']),
      block('left', 'network', ['x'], 'a'),
      block('right', 'network', ['x'], 'b'),
      block('upon', 'shared', ['left']),
      block('both', 'shared', ['left', 'right']),
    ],
  });

  it.each([
    [['x'], { all: ['a', 'b'] }],
    [['left'], { all: ['a'] }],
    [['upon'], { all: ['a'] }],
    [['both'], { all: [] }],
    [['free', 'left'], { own: { free: ['a', 'b'], left: ['a'] } }],
    [['left', 'right'], { own: { left: ['a'], right: ['b'] } }],
    [['upon', 'x'], { all: ['a'] }],
  ])('on %j', (on, sets) => {
    expect(labelledSetsOf(plan, { on })).toEqual(sets);
  });
});

test('labels of other data sets are hidden in training rows alone', async () => {
  const [labels] = (await load(await planBy(propagation, ownSets))).labels;
  const { left, right } = labels!.own!;
  expect(rowsWith(left!.mask)).toEqual(
    numbers.filter((row) => isLabelled(row) && (row < 70 || !isTraining(row))),
  );
  expect(rowsWith(right!.mask)).toEqual(
    numbers.filter((row) => isLabelled(row) && (row >= 70 || !isTraining(row))),
  );
  expect(rowsWith(labels!.mask)).toEqual(numbers.filter(isLabelled));
});

test('a task on one network, or on networks with the same data set, has no other labels', async () => {
  const plan = await planBy('', { left: { data: 'two' }, right: { data: 'two' } });
  const rows = await load(plan);
  const known = numbers.filter((row) => isLabelled(row) && (row >= 70 || !isTraining(row)));
  expect(rows.labels[0]!.own).toBeUndefined();
  expect(rowsWith(rows.labels[0]!.mask)).toEqual(known);
  const { start, end } = await trainPlan(plan);
  expect(start.tasks[0]!.labelled.train).toBe(known.filter(isTraining).length);
  expect(end.status).toBe('completed');
});

/** Networks that are sure of yes, whatever they see. */
const sure = {
  widthOf: () => 2,
  predict: async (_: unknown, count: number, names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [name, Float32Array.from({ length: 2 * count }, (__, place) => place % 2)]),
    ),
} as unknown as Evaluator;

test.each([propagation, cotrain('blumMitchell(positive: 9)')])(
  'rows of another data set are passed labels for, and those of the own one stay: %s',
  async (method) => {
    const plan = await planBy(method, ownSets);
    const pair = new Pair(plan, await load(plan), 0);
    const labels = await pair.passOn(1, pair.start, sure);
    const passed = Object.entries(labels.own!).flatMap(([name, after]) => {
      const before = pair.start.own![name]!;
      for (const row of rowsWith(before.mask)) expect(after.values[row]).toBe(before.values[row]);
      return rowsWith(after.mask)
        .filter((row) => before.mask[row] === 0)
        .map((row) => ({ row, value: after.values[row], isOwn: row < 70 === (name === 'left') }));
    });
    expect(passed.length).toBeGreaterThan(8);
    expect(passed.every(({ row, value }) => isTraining(row) && value === 1)).toBe(true);
    expect(passed.some(({ row, isOwn }) => isOwn && isLabelled(row))).toBe(false);
    expect(passed.some(({ row }) => isLabelled(row))).toBe(true);
  },
);

test('a row that every network has a label for is out of the pool', async () => {
  const plan = await planBy(propagation.replace('take: 15', 'take: 1000'), ownSets);
  const pair = new Pair(plan, await load(plan), 0);
  const labels = await pair.passOn(1, pair.start, sure);
  const known = numbers.filter((row) => isTraining(row) || isLabelled(row));
  for (const { mask } of Object.values(labels.own!)) expect(rowsWith(mask)).toEqual(known);
  const again = pair.keep(await pair.passOn(2, labels, sure));
  expect(again.pass).toMatchObject({ pool: 0, accepted: 0 });
});

test('the founding case: networks that learn from rows of their own pass labels on to each other', async () => {
  const plan = await planBy(propagation, ownSets);
  const { start, of, end } = await trainPlan(plan);
  expect(end.status).toBe('completed');
  expect(start.tasks[0]!.labelled.train).toBe(
    numbers.filter((row) => isLabelled(row) && isTraining(row)).length,
  );
  // Every training row lacks a label for one of the networks.
  const rounds = of('round');
  expect(rounds[0]!.pool).toBe(numbers.filter(isTraining).length);
  expect(rounds.slice(1).map(({ accepted }) => accepted)).toEqual([15, 15, 15]);
  expect(rounds.at(-1)!.pool).toBe(rounds[0]!.pool - 30);
});

test.each(['propagation(take: 15)', 'blumMitchell(positive: 4)'])(
  'a run that is stopped between rounds and resumed has the numbers of one that was not: %s',
  async (method) => {
    const plan = await planBy(cotrain(method), ownSets);
    const whole = await trainPlan(plan);
    const stopped = await trainPlan(plan, 'round');
    expect(stopped.end.status).toBe('stopped');
    expect(await resumeRun(stopped.folder, plan)).toBe('completed');
    expect(statesOf(stopped.folder)).toEqual(statesOf(whole.folder));
  },
);

test.each([
  'mutual',
  'deepCotraining',
  'coTeaching(forget: 0.3, ramp: 1)',
  'meanTeacher',
  'fixMatch',
  'blumMitchell',
])('each learns its own labels: %s', async (method) => {
  const { end } = await trainPlan(await planBy(cotrain(method), ownSets));
  expect(end.status).toBe('completed');
  expect(end.results.validation!['kind']!['accuracy']!).toBeGreaterThan(0.75);
});

test('without co-training, the labels of one data set move one network alone', async () => {
  const plan = await planBy('', ownSets);
  const others = csv(second.map((line) => line.replace(/no|yes/, (word) => (word === 'no' ? 'yes' : 'no'))));
  writeFileSync(join(plan.directory, 'two.csv'), others);
  const [one, two] = [await trainPlan(await planBy('', ownSets)), await trainPlan(plan)];
  const [own, other] = [statesOf(one.folder), statesOf(two.folder)];
  const moved = Object.keys(own).filter((name) => !isDeepStrictEqual(own[name], other[name]));
  expect(moved.filter(ofRight).length).toBeGreaterThan(2);
  expect(moved.filter((name) => !ofRight(name))).toEqual([]);
});

test('networks with data sets of their own need their rows in memory', async () => {
  const room = { scratch: temporaryFolder(), memory: 1 };
  expect((await loadRows(await planBy('', ownSets), room)).problems).toMatchObject([{ code: 'MTL7094' }]);
});

const ofRight = (name: string) => name.split('/').includes('right');
const statesOf = (folder: string) => loadCheckpoint(join(folder, runFiles.checkpoint)).value!.states;
