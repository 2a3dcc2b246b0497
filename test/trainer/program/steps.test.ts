/** What a step of training reports, and that groups of steps are only a matter of speed. */
import { describe, expect, it } from 'vitest';
import { StepMeans } from '../../../trainer/src/loop/step-means';
import { executors, openTraining, twoTasks } from './two-tasks';

describe.each(executors)('on $name', (executor) => {
  it('gives the same numbers step by step and in groups', async () => {
    const train = { optimizer: 'adam(rate: 0.05)', weighting: 'rlw' };
    const plan = await twoTasks(train, 'partly');
    const single = await openTraining(plan, executor);
    const grouped = await openTraining(plan, executor);
    const losses: number[] = [];
    for (let i = 0; i < 7; i++)
      losses.push(...((await single.step({ left: 1, right: 1 }))['losses'] as Float32Array));
    const together = [
      ...((await grouped.step({ left: 1, right: 1 }, 3))['losses'] as Float32Array),
      ...((await grouped.step({ left: 1, right: 1 }, 4))['losses'] as Float32Array),
    ];
    expect(together).toEqual(losses);
    expect(await grouped.states()).toEqual(await single.states());
  });
});

it.each(['equal', 'uncertainty', 'dwa', 'rlw', 'gls', 'stch', 'gradNorm', 'famo', 'dbMtl', 'gradDrop'])(
  '%s: the total that is shown is the sum of weights times losses',
  async (weighting) => {
    const plan = await twoTasks({ optimizer: 'adam', weighting }, 'all');
    const training = await openTraining(plan, executors[0]!);
    const tasks = ['left', 'right'].map((task) => ({ task, network: null }));
    const means = new StepMeans({ subjects: tasks, metrics: [], width: 0 });
    means.add(await training.step({ left: 1, right: 1 }, 5), 5);
    const { losses, weights, total } = means.shown();
    expect(total).toBe(losses['left']! * weights['left']! + losses['right']! * weights['right']!);
    expect(total).toBeGreaterThan(0);
  },
);

it('multiplies a static weight into what is shown', async () => {
  const plan = await twoTasks({ optimizer: 'adam', weighting: 'equal' });
  const halved = { ...plan, tasks: plan.tasks.map((task, index) => ({ ...task, weight: index ? 0.25 : 1 })) };
  const outputs = await (await openTraining(halved, executors[0]!)).step({ left: 1, right: 1 });
  expect([...(outputs['weights'] as Float32Array)]).toEqual([1, 0.25]);
});
