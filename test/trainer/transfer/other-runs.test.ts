/** The run that a block starts from: what it must have, and that it is needed at the start alone. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runFiles } from '../../../contract/run-log';
import { planOf, trainPlan } from '../train';
import { experiment, first, layers, planFrom, resume, scaling, second, statesOf, sum, train } from './runs';

/** What a checkpoint holds beside the end of its log. */
const withoutLog = (states: ReturnType<typeof statesOf>) =>
  Object.fromEntries(Object.entries(states).filter(([name]) => !name.startsWith('@')));

describe('other runs', () => {
  it.each(['epoch', 'start', 'checkpoint'] as const)(
    'are not needed any more by a run that goes on from its %s, which comes to the same numbers',
    async (stopAfter) => {
      const a = await train(first);
      const plan = await planFrom(second, a, { freeze: 1 });
      const whole = await trainPlan(plan);
      const part = await trainPlan(plan, stopAfter);
      expect(part.end.status).toBe('stopped');
      rmSync(a.folder, { recursive: true });
      const resumed = await resume(part, plan);
      expect(resumed).toBe('completed');
      expect(statesOf(part)['trunk/1.dense/weight']).toEqual(statesOf(whole)['trunk/1.dense/weight']);
      expect(withoutLog(statesOf(part))).toEqual(withoutLog(statesOf(whole)));
      // What the rows of this run would be scaled by is another scaling.
      const own = await trainPlan(await planOf(second, plan.directory));
      expect(scaling(own)).not.toEqual(scaling(whole));
      expect(scaling(part)).toEqual(scaling(whole));
    },
  );

  it.each([runFiles.model, runFiles.checkpoint, runFiles.plan])('must have %s', async (file) => {
    const a = await train(first);
    const plan = await planFrom(second, a);
    rmSync(join(a.folder, file));
    const b = await trainPlan(plan);
    expect(b.end).toMatchObject({ status: 'failed', problem: { code: 'MTL7098' } });
    expect(b.end.problem!.message.args).toMatchObject({ block: 'trunk', file });
  });

  it('must have the block', async () => {
    const a = await train(`${first.replace('task', 'shared top(trunk) { dense(4) }\ntask')}`);
    const plan = await planFrom(second.replaceAll('trunk', 'body'), a);
    const { end } = await trainPlan(plan);
    expect(end.problem).toMatchObject({ code: 'MTL7099', message: { args: { block: 'body' } } });
  });

  it('may call their only block by another name, with other layers without parameters', async () => {
    const a = await train(first);
    const other = experiment('b.csv', 'dropout(0.1); dense(8, relu); batchNorm', sum).replaceAll(
      'trunk',
      'body',
    );
    const b = await trainPlan(await planFrom(other, a, { freeze: 'all' }));
    const [there, here] = [statesOf(a), statesOf(b)];
    expect(here['body/2.dense/weight']).toEqual(there['trunk/1.dense/weight']);
    expect(here['body/3.batchNorm/mean']).toEqual(there['trunk/2.batchNorm/mean']);
  });

  it('must have the parameters, in the same shapes', async () => {
    const a = await train(first);
    const wide = await trainPlan(await planFrom(experiment('b.csv', 'dense(9, tanh)', sum), a));
    expect(wide.end.problem).toMatchObject({
      code: 'MTL7101',
      message: {
        args: {
          name: 'trunk/1.dense/weight',
          shape: '3x9',
          other: 'trunk/1.dense/weight',
          otherShape: '3x8',
        },
      },
    });
    const long = await trainPlan(await planFrom(experiment('b.csv', `${layers}; dense(3)`, sum), a));
    expect(long.end.problem).toMatchObject({
      code: 'MTL7100',
      message: { args: { block: 'trunk', name: 'trunk/5.dense/weight' } },
    });
  });
});
