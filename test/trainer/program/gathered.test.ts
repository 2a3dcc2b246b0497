/** Statistics that layers gather: of rows that count only, untouched by the optimizer and by batches of other tasks. */
import { describe, expect, it } from 'vitest';
import { FeedBuffers } from '../../../trainer/src/loop/feed-buffers';
import { fillFeeds } from '../../../trainer/src/loop/fill-feeds';
import { placeRows } from '../../../trainer/src/loop/place-rows';
import { scalarFeeds } from '../../../trainer/src/loop/scalar-feeds';
import { buildTrainingProgram } from '../../../trainer/src/program/training-program';
import { loadRows } from '../../../trainer/src/rows/load-rows';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf } from '../train';
import { executors, openTraining } from './two-tasks';

/** 8 rows to train on, and 2 to validate with; three have no label of the task on the right. */
const rows = Array.from(
  { length: 10 },
  (_, i) => `${i * i},${i % 3},${i < 5 ? 'low' : 'high'},${i % 3 === 2 ? '' : 3 * i}`,
);

const smallPlan = () =>
  planOf(
    `data d { source: "d.csv"; split: [80%, 20%, 0%] }
    input x = d[a, b]
    shared trunk(x) { batchNorm }
    task left(trunk) { batchNorm; predict: d.left as classes(2) }
    task right(trunk) { dense(3); batchNorm; predict: d.right as number }
    train { optimizer: adamw(rate: 0.1, decay: 0.5); batch: 8 }`,
    temporaryFolder({ 'd.csv': `a,b,left,right\n${rows.join('\n')}\n` }),
  );

describe.each(executors)('on $name', (executor) => {
  it('does not count what fills up a batch', async () => {
    const plan = await smallPlan();
    const data = (await loadRows(plan)).value!;
    const { program, start } = buildTrainingProgram({ ...plan, train: { ...plan.train, batch: 12 } }, data);
    const session = await executor.prepare(program, { threads: 1 });
    await session.writeStates(start());
    const { feeds } = scalarFeeds(program, plan.train, { step: 0, done: 0, of: 1, losses: [] }, 1);
    const placed = await placeRows(data.walkPart('train'), [{ rows: 8, steps: 1 }], 12);
    await session.run({ ...fillFeeds(program, data, placed, 12, new FeedBuffers()), ...feeds }, 1);
    const states = await session.readStates();
    await session.dispose();
    const gathered = (name: string) => [...states[`trunk/1.batchNorm/${name}`]!].map(Number);
    // The inputs are standardised over these 8 rows to mean 0 and variance 1, which is 8/7 where it is unbiased.
    const variance = 0.9 + 0.1 * (8 / 7);
    expect(gathered('mean')).toEqual([expect.closeTo(0, 6), expect.closeTo(0, 6)]);
    expect(gathered('variance')).toEqual([expect.closeTo(variance, 6), expect.closeTo(variance, 6)]);
  });

  it('leaves those of a task alone in a batch without a label of it', async () => {
    const training = await openTraining(await smallPlan(), executor);
    const statistics = async () =>
      Object.fromEntries(
        Object.entries(await training.states()).filter(([name]) =>
          /^[^/]+\/\d+\.batchNorm\/(mean|var)/.test(name),
        ),
      );
    const start = await statistics();
    expect(Object.keys(start).length).toBe(6);
    await training.step({ left: 1, right: 0 });
    const after = await statistics();
    const changed = Object.keys(after).filter(
      (name) => !Buffer.from(after[name]!.buffer).equals(Buffer.from(start[name]!.buffer)),
    );
    expect(changed.filter((name) => name.startsWith('right/'))).toEqual([]);
    expect(changed).toContain('trunk/1.batchNorm/mean');
    expect(changed).toContain('left/1.batchNorm/variance');
  });
});
