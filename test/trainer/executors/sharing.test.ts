/** Threads that share each step, in a thread of their own each: they train what one thread trains, and a thread that fails ends the run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Plan } from '../../../contract/plan';
import * as graph from '../../../graph';
import type { Tensor } from '../../../graph';
import {
  createOnnxExecutor,
  onnxExecutor,
  type Executor,
  type NamedValues,
} from '../../../trainer/src/executors';
import { processor } from '../../../trainer/src/executors/onnx/provider';
import { planShards } from '../../../trainer/src/executors/onnx/sharing/plan-shards';
import { splitProgram } from '../../../trainer/src/executors/updates/split-program';
import { madeUpFeeds } from '../../../trainer/src/loop/made-up-feeds';
import { scalarFeeds } from '../../../trainer/src/loop/scalar-feeds';
import { buildTrainingProgram, type TrainingProgram } from '../../../trainer/src/program/training-program';
import { loadRows } from '../../../trainer/src/rows/load-rows';
import { createLcg } from '../../support/lcg';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf } from '../train';

const file = join(import.meta.dirname, '../../../dist/shard.cjs');
const sharing = createOnnxExecutor(0, processor, file);
const batch = 48;

const layers = 'lstm(24); dropout(0.25)';
const adam = 'optimizer: adam(rate: 0.01)';

let plan: Plan;
let training: TrainingProgram;
beforeEach(async () => {
  [plan, training] = await prepare(layers, `${adam}; weighting: uncertainty`);
});

const names = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}${at}`);

/** A tagger of ten steps of six numbers, and a class of each sequence. */
async function prepare(trunk: string, train: string): Promise<[Plan, TrainingProgram]> {
  const random = createLcg(5);
  const row = () => [
    ...Array.from({ length: 60 }, random),
    ...Array.from({ length: 11 }, () => Math.floor(random() * 4)),
    random(),
  ];
  const lines = [[...names('p', 60), ...names('y', 10), 'kind', 'size'], ...Array.from({ length: 80 }, row)];
  const directory = temporaryFolder({ 'd.csv': `${lines.map((line) => line.join(',')).join('\n')}\n` });
  const made = await planOf(
    `data d { source: "d.csv"; split: [100%, 0%, 0%] }
    input x = d[p0..p59] as numbers
    shared trunk(x) { reshape(10, 6); ${trunk} }
    task tag(trunk) { predict: d[y0..y9] as tags(4) }
    task kind(trunk) { flatten; predict: d.kind as classes(4) }
    task size(trunk) { flatten; predict: d.size as number }
    train { batch: ${batch}; epochs: 1; ${train} }`,
    directory,
  );
  const { value: rows } = await loadRows(made);
  return [made, buildTrainingProgram(made, rows!)];
}

/** Feeds of some steps, in which some rows have no label. */
function feedsOf(from: number, steps: number): NamedValues {
  const place = { step: from, done: from, of: 1000, losses: [] };
  const feeds = madeUpFeeds(
    training.program,
    scalarFeeds(training.program, plan.train, place, steps).feeds,
    steps,
  );
  const mask = feeds['mask/kind'] as Float32Array;
  return { ...feeds, 'mask/kind': mask.map((_, at) => (at % 7 < 3 ? 0 : 1)) as typeof mask };
}

async function open(executor: Executor, threads: number) {
  const session = await executor.prepare(training.program, { threads });
  await session.writeStates(training.start());
  return session;
}

const shardsFor = ({ program }: TrainingProgram, threads: number) =>
  planShards(splitProgram(program)!, threads).length;

/** What steps tell and leave behind, by one thread and by several that share them. */
async function trainBoth(threads: number) {
  const results = await Promise.all(
    [onnxExecutor, sharing].map(async (executor, at) => {
      const session = await open(executor, at === 0 ? 1 : threads);
      const outputs = [await session.run(feedsOf(0, 5), 5), await session.run(feedsOf(5, 4), 4)];
      const states = await session.readStates();
      await session.dispose();
      return { outputs, states };
    }),
  );
  return results as [(typeof results)[0], (typeof results)[0]];
}

describe.each([
  [2, adam],
  [4, adam],
  [3, `${adam}; clip: norm(0.1)`],
  [2, 'optimizer: lamb(rate: 0.01); clip: norm(0.1)'],
])('%s threads with %s', (threads, how) => {
  beforeEach(async () => {
    [plan, training] = await prepare(layers, `${how}; weighting: uncertainty`);
  });

  test('train what one thread trains', async () => {
    expect(shardsFor(training, threads)).toBe(threads);
    const [alone, together] = await trainBoth(threads);
    for (const [at, outputs] of alone.outputs.entries())
      expect(largestDifference(together.outputs[at]!, outputs)).toBeLessThan(1e-4);
    expect(largestDifference(together.states, alone.states)).toBeLessThan(2e-3);
  });

  test('give the same numbers twice, and go on from what was read', async () => {
    const [whole, first] = await Promise.all([open(sharing, threads), open(sharing, threads)]);
    const expected = [await whole.run(feedsOf(0, 3), 3), await whole.run(feedsOf(3, 3), 3)];
    expect(await first.run(feedsOf(0, 3), 3)).toEqual(expected[0]);
    const second = await open(sharing, threads);
    await second.writeStates(await first.readStates());
    expect(await second.run(feedsOf(3, 3), 3)).toEqual(expected[1]);
    expect(await second.readStates()).toEqual(await whole.readStates());
    for (const session of [whole, first, second]) await session.dispose();
  });
});

describe.each([2, 3])('%s threads clip by the norm of all gradients', (threads) => {
  /** How far the first step moves all parameters together, by several threads. */
  async function lengthOfStep(): Promise<number> {
    const session = await open(sharing, threads);
    await session.run(feedsOf(0, 1), 1);
    const [before, after] = [training.start(), await session.readStates()];
    await session.dispose();
    const moves = Object.entries(after)
      .filter(([name]) => !name.startsWith('optimizer/'))
      .flatMap(([name, values]) =>
        Array.from(values, Number).map((value, at) => value - Number(before[name]![at])),
      );
    return Math.hypot(...moves);
  }

  test('where it is too long, and leave it alone where it is not', async () => {
    const descent = 'optimizer: sgd(rate: 1)';
    [plan, training] = await prepare(layers, descent);
    const length = await lengthOfStep();
    for (const share of [0.25, 4]) {
      [plan, training] = await prepare(layers, `${descent}; clip: norm(${length * share})`);
      expect(shardsFor(training, threads)).toBe(threads);
      expect(splitProgram(training.program)!.work.totals.map((round) => round.length)).toEqual([1]);
      expect((await lengthOfStep()) / length).toBeCloseTo(Math.min(1, share), 4);
      const [alone, together] = await trainBoth(threads);
      for (const [at, outputs] of alone.outputs.entries())
        expect(largestDifference(together.outputs[at]!, outputs)).toBeLessThan(1e-4);
      expect(largestDifference(together.states, alone.states)).toBeLessThan(2e-3);
    }
  });
});

test('steps are not shared where threads would have to meet, nor where it does not pay', async () => {
  expect(shardsFor(training, 5)).toBe(4);
  expect(shardsFor(training, 1)).toBe(0);
  const [, normalised] = await prepare('lstm(24); batchNorm', adam);
  expect(shardsFor(normalised, 2)).toBe(0);
  const [, wide] = await prepare('flatten; dense(8000); reshape(10, 800)', adam);
  expect(shardsFor(wide, 2)).toBe(0);
});

test('steps whose gradients are combined are not shared, and tell the same cosines with any number of threads', async () => {
  [plan, training] = await prepare(layers, `${adam}; weighting: pcgrad`);
  expect(shardsFor(training, 2)).toBe(0);
  const [alone, together] = await trainBoth(2);
  for (const [at, { cosines, cosinesKnown }] of alone.outputs.entries()) {
    expect([...(cosinesKnown as Float32Array)].every((known) => known === 1)).toBe(true);
    expect(largestDifference({ ...together.outputs[at] }, { cosines: cosines! })).toBeLessThan(1e-3);
  }
});

test.each(['mmoe(experts: 2)', 'dselectK(experts: 2, k: 1, by: row, entropy: 5)', 'crossStitch'])(
  'a block that tasks share by %s is trained as by one thread',
  async (way) => {
    [plan, training] = await prepare(`sharing: ${way}; ${layers}`, adam);
    expect(shardsFor(training, 2)).toBe(2);
    const [alone, together] = await trainBoth(2);
    for (const [at, outputs] of alone.outputs.entries())
      expect(largestDifference(together.outputs[at]!, outputs)).toBeLessThan(1e-4);
    expect(largestDifference(together.states, alone.states)).toBeLessThan(2e-3);
  },
);

test.each(['gls', 'stch', 'gradNorm', 'famo', 'dbMtl', 'gradDrop'])(
  'steps that %s weighs by what all rows say are not shared',
  async (weighting) => {
    [plan, training] = await prepare(layers, `${adam}; weighting: ${weighting}`);
    expect(shardsFor(training, 2)).toBe(0);
  },
);

test('a thread that ends by itself ends the run with an error', async () => {
  const dying = join(temporaryFolder(), 'dying.cjs');
  writeFileSync(
    dying,
    `const { parentPort } = require('node:worker_threads');
    parentPort.on('message', ({ kind }) => kind === 'run' && process.exit(3));
    require(${JSON.stringify(file)});`,
  );
  const session = await open(createOnnxExecutor(0, processor, dying), 2);
  await expect(session.run(feedsOf(0, 3), 3)).rejects.toThrow(
    'onnxruntime: cannot run the program: a thread ended with 3',
  );
  await expect(session.run(feedsOf(0, 3), 3)).rejects.toThrow('a thread ended with 3');
  await session.dispose();
});

test.each([3, 30])(
  'what fails with row %s is told by the session, and no other thread waits',
  async (row) => {
    const ids = graph.feed('ids', [batch], 'int64');
    const table = graph.state('table', [50, 8]);
    let y = graph.gather(table, ids, 0);
    for (let layer = 0; layer < 50; layer++) y = graph.tanh(y);
    const [slope] = graph.gradients(graph.sum(y), [table]) as [Tensor];
    const next = graph.subtract(table, slope);
    const program = { feeds: { ids }, states: { table: { source: table, next } }, outputs: {} };
    expect(planShards(splitProgram(program)!, 2)).toHaveLength(2);
    const session = await sharing.prepare(program, { threads: 2 });
    await session.writeStates({ table: new Float32Array(400) });
    const steps = 2;
    const wrong = BigInt64Array.from({ length: steps * batch }, (_, at) => (at === batch + row ? 99n : 1n));
    await expect(session.run({ ids: wrong }, steps)).rejects.toThrow(
      /onnxruntime: cannot run the program: .*out of data bounds/,
    );
    await expect(session.readStates()).rejects.toThrow('failed in the midst of some steps');
    await session.dispose();
  },
);

test('where threads cannot begin, one does the work', async () => {
  const broken = join(temporaryFolder(), 'broken.cjs');
  writeFileSync(broken, 'throw new Error("no thread today")');
  const [session, alone] = [
    await open(createOnnxExecutor(0, processor, broken), 2),
    await open(onnxExecutor, 1),
  ];
  const [found, expected] = [await session.run(feedsOf(0, 2), 2), await alone.run(feedsOf(0, 2), 2)];
  expect(largestDifference(found, expected)).toBeLessThan(1e-5);
  for (const each of [session, alone]) await each.dispose();
});

/** The largest difference of values by the same names, as a part of the largest number of that name. */
function largestDifference(found: NamedValues, expected: NamedValues): number {
  const differences = Object.entries(expected).map(([name, values]) => {
    const [got, wanted] = [Array.from(found[name]!, Number), Array.from(values, Number)];
    const apart = Math.max(...wanted.map((value, at) => Math.abs(value - got[at]!)));
    return apart / Math.max(1e-6, ...wanted.map(Math.abs));
  });
  return Math.max(...differences);
}
