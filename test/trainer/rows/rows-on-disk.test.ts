/** Rows on disk are those in memory: the same encodings, the same rows in the same order, the same run to the last digit. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { describeProblem } from '../../../contract/problem';
import { parts, runFiles, type RunEvent } from '../../../contract/run-log';
import type { Plan } from '../../../contract/plan';
import { loadCheckpoint } from '../../../trainer/src/checkpoint/save-checkpoint';
import { loadRows } from '../../../trainer/src/rows/load-rows';
import { countLearnable, countRows } from '../../../trainer/src/rows/label-patterns';
import type { EncodedRows, RowStore, RowWalk } from '../../../trainer/src/rows/row-store';
import { RowsInMemory } from '../../../trainer/src/rows/rows-in-memory';
import { RowsOnDisk } from '../../../trainer/src/rows/rows-on-disk';
import { createLcg } from '../../support/lcg';
import { fullDisk } from '../../support/full-disk';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf, trainPlan } from '../train';

afterEach(() => vi.unstubAllEnvs());

const random = createLcg(3);
/** Gaps in inputs and labels, a class, a truth, numbers in a unit of their own, and groups. */
const table = Array.from({ length: 5000 }, (_, row) => {
  const [a, b] = [random(), random()];
  const cells = [row, row % 11 === 3 ? '' : a, 1e6 * b, row % 7 === 2 ? '' : a > b ? 'more' : 'less'];
  return [...cells, row % 5 === 1 ? '' : 100 * (a + b), a > 0.5 ? 'yes' : 'no', `g${row % 300}`].join(',');
});

const text = (split: string, more = '') => `
data d { source: "d.csv"; ${split}; seed: 5 }
input x = d[a, b] as numbers
input place = d.id as numbers(scale: minmax)
shared trunk(x, place) { concat; dense(6, tanh) }
task side(trunk) { predict: d.side as classes }
task sum(trunk) { predict: d.sum as number }
task large(trunk) { predict: d.large as binary }
train { optimizer: adam(rate: 0.01); batch: 32; epochs: 3; seed: 2; ${more} }
`;

const planWith = (split = 'split: [70%, 20%, 10%]', more = '') =>
  planOf(
    text(split, more),
    temporaryFolder({ 'd.csv': `id,a,b,side,sum,large,group\n${table.join('\n')}\n` }),
  );

/** Blocks of 64 rows of 27 bytes, 10 of them in a window: an epoch has several windows. */
const sizes = { blockSize: 64 * 27, blocksOfWindow: 10 };

async function load(plan: Plan, memory: number): Promise<RowStore> {
  const { value, problems } = await loadRows(plan, { scratch: temporaryFolder(), memory, sizes });
  if (!value) throw new Error(problems.map((problem) => describeProblem(problem)).join('\n'));
  return value;
}

/** The rows that a walk hands out, in portions of uneven size. */
async function collect(walk: RowWalk, count: number): Promise<readonly (readonly number[])[]> {
  const rows: number[][] = [];
  for (let size = 1; rows.length < count; size = (size * 7) % 211) {
    for (const slice of await walk.take(Math.min(size, count - rows.length))) {
      for (const row of slice.chosen) rows.push(cellsOf(slice.rows, row));
    }
  }
  return rows;
}

const widths = [2, 1];

function cellsOf({ inputs, tasks }: EncodedRows, row: number): number[] {
  const cells = (values: Float32Array, width: number) => values.subarray(row * width, (row + 1) * width);
  return [
    ...inputs.flatMap(({ values }, index) => [...cells(values, widths[index]!)]),
    ...tasks.flatMap(({ values, width, mask }) => [...cells(values, width), mask[row]!]),
  ];
}

/** Of a row without gaps its number, by which it can be told from others. */
const place = (row: readonly number[]) => Math.round(row[2]! * (table.length - 1));

describe.each([
  'split: [70%, 20%, 10%]',
  'split: [70%, 20%, 10%]; stratify: side',
  'split: [70%, 20%, 10%]; group: group',
  'split: [70%, 20%, 10%]; stratify: large; group: group',
])('rows of %s', (split) => {
  it('are the same on disk as in memory, encoded alike and in the same order', async () => {
    const plan = await planWith(split);
    const [held, stored] = [await load(plan, 2 ** 30), await load(plan, 1)];
    expect([held.constructor, stored.constructor]).toEqual([RowsInMemory, RowsOnDisk]);
    expect(stored.count).toBe(table.length);
    for (const [index, { scaling }] of held.inputs.entries()) {
      expect(stored.inputs[index]!.scaling).toEqual(scaling);
    }
    for (const [index, { scaling, classes, width }] of held.tasks.entries()) {
      expect(stored.tasks[index]).toMatchObject({ scaling, classes, width });
    }
    for (const part of parts) {
      const counts = (store: RowStore) =>
        store.patterns[part].map(({ labelled, rows }) => `${labelled} ${rows}`).toSorted();
      expect(counts(stored)).toEqual(counts(held));
      const count = countRows(held.patterns[part]);
      const rows = await collect(held.walkPart(part), count);
      expect(await collect(stored.walkPart(part), count)).toEqual(rows);
    }
    const learnable = countLearnable(held.patterns.train);
    const range = { seed: 9, first: 1, end: 4 };
    const [fromMemory, fromDisk] = [held.walkEpochs(range), stored.walkEpochs(range)];
    const places: number[][] = [];
    for (let epoch = 0; epoch < 3; epoch++) {
      const rows = await collect(fromDisk, learnable);
      expect(rows).toEqual(await collect(fromMemory, learnable));
      places.push(rows.map(place));
    }
    // Every row that has a label once an epoch, and epochs in orders of their own.
    for (const epoch of places) expect(epoch.toSorted()).toEqual(places[0]!.toSorted());
    expect(new Set(places[0]).size).toBe(learnable);
    expect(places[1]).not.toEqual(places[0]);
    await stored.close();
  });
});

it('mixes rows from all over a window', async () => {
  const stored = await load(await planWith(), 1);
  const first = (await collect(stored.walkEpochs({ seed: 1, first: 1, end: 2 }), 64)).map(place);
  // Ten blocks of 64 rows are drawn from the 55 of the part: the first batch reaches over most of the file.
  expect(new Set(first.map((row) => Math.floor(row / 500))).size).toBeGreaterThan(4);
  await stored.close();
});

it.each([0, 1, 639, 640, 2000])(
  'goes on after %d rows of an epoch as if it had never stopped',
  async (skip) => {
    const plan = await planWith();
    for (const memory of [1, 2 ** 30]) {
      const store = await load(plan, memory);
      const learnable = countLearnable(store.patterns.train);
      const range = { seed: 4, first: 2, end: 4 };
      const whole = await collect(store.walkEpochs(range), learnable);
      const walk = store.walkEpochs({ ...range, skip });
      expect(await collect(walk, learnable - skip)).toEqual(whole.slice(skip));
      await walk.take(learnable);
      await store.close();
    }
  },
);

/** Everything that a run says about what it learned. */
const learned = (events: readonly RunEvent[]): readonly object[] =>
  events.flatMap((event): object[] => {
    if (event.kind === 'epoch') return [event.results, event.weights, { total: event.total }];
    return event.kind === 'end' ? [event.results, { status: event.status, steps: event.steps }] : [];
  });

const weights = (folder: string) => loadCheckpoint(join(folder, runFiles.checkpoint)).value!.states;

it('trains to the same digits from disk as from memory, and says which it was', async () => {
  const plan = await planWith(undefined, 'weighting: uncertainty');
  const held = await trainPlan(plan);
  vi.stubEnv('MTL_MEMORY', '1KB');
  const stored = await trainPlan(plan);
  expect(learned(stored.events)).toEqual(learned(held.events));
  expect(held.end.status).toBe('completed');
  expect([held.start.rowsIn, stored.start.rowsIn]).toEqual(['memory', 'disk']);
  expect(weights(stored.folder)).toEqual(weights(held.folder));
  const told = stored.of('notice').map(({ problem }) => `${problem.code} ${describeProblem(problem)}`);
  expect(told).toContainEqual(
    expect.stringMatching(/^MTL7090 The rows take 151 KB, too much for the 1\.0 KB/),
  );
  expect(held.of('notice').map(({ problem }) => problem.code)).not.toContain('MTL7090');
  expect(readdirSync(stored.folder)).not.toContain(runFiles.scratch);
});

it.skipIf(!fullDisk.available)(`says that the disk has no room ${fullDisk.why}`, async () => {
  const { value, problems } = await loadRows(await planWith(), { scratch: fullDisk.mount(), memory: 1 });
  expect(value).toBeUndefined();
  expect(problems.map((problem) => `${problem.code} ${describeProblem(problem)}`)).toContainEqual(
    expect.stringMatching(/^MTL7092 .*The rows need 132 KB on disk .* 64 KB are free/),
  );
});

it('does so for texts, categories and sequences of true lengths', async () => {
  const words = ['red', 'green', 'blue', 'far', 'near'];
  const rows = Array.from({ length: 300 }, (_, row) => {
    const chosen = Array.from({ length: 1 + (row % 4) }, () => words[Math.floor(random() * 5)]);
    const steps = Array.from({ length: 3 }, (__, step) => (step <= row % 3 ? random() : ''));
    return [`"${chosen.join(' ')}"`, words[row % 3], ...steps, chosen.includes('red') ? 1 : 0].join(',');
  });
  const plan = await planOf(
    `data d { source: "d.csv" }
    input said = d.said as tokens(length: 6, vocabulary: 20)
    input place = d.place as category
    input curve = d[s0..s2] as sequence(3, 1)
    network a(said) { embedding(4); flatten }
    network b(place) { embedding(2); flatten }
    network c(curve) { flatten }
    shared trunk(a, b, c) { concat; dense(4, tanh) }
    task red(trunk) { predict: d.red as binary }
    train { optimizer: adam(rate: 0.01); batch: 16; epochs: 3; seed: 2 }`,
    temporaryFolder({ 'd.csv': `said,place,s0,s1,s2,red\n${rows.join('\n')}\n` }),
  );
  const held = await trainPlan(plan);
  vi.stubEnv('MTL_MEMORY', '1KB');
  const stored = await trainPlan(plan);
  expect([held.end.status, stored.start.rowsIn]).toEqual(['completed', 'disk']);
  expect(learned(stored.events)).toEqual(learned(held.events));
});

it.each([0, 1, 6])(
  'stops in the middle of loading when asked to, after %d looks at the rows',
  async (looks) => {
    let asked = 0;
    const { value, problems } = await loadRows(await planWith(), { isStopped: () => asked++ >= looks });
    expect(value).toBeUndefined();
    expect(problems.map(({ code }) => code)).toContain('MTL6038');
  },
);

it('says that co-training needs its rows in memory', async () => {
  const directory = temporaryFolder({ 'd.csv': `id,a,b,side,sum,large,group\n${table.join('\n')}\n` });
  const plan = await planOf(
    `data d { source: "d.csv" }
    input x = d.a
    input y = d.b
    network left(x) { dense(4) }
    network right(y) { dense(4) }
    task side(left, right) { predict: d.side as classes }
    cotrain left <-> right { task: side; method: propagation; rounds: 2 }
    train { optimizer: sgd(rate: 0.1); batch: 8; epochs: 2 }`,
    directory,
  );
  vi.stubEnv('MTL_MEMORY', '1KB');
  const { end } = await trainPlan(plan);
  expect(end.status).toBe('failed');
  expect(`${end.problem!.code} ${describeProblem(end.problem!)}`).toMatch(
    /^MTL7091 Co-training needs .* `query`/,
  );
});

it('ends as stopped, not as failed, when it is stopped before it trains', async () => {
  const { end, events } = await trainPlan(await planWith(), 'nothing');
  expect(events.map(({ kind }) => kind)).toEqual(['start', 'end']);
  expect([end.status, end.problem]).toEqual(['stopped', undefined]);
});
