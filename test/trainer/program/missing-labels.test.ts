/** A batch without a label of a task changes nothing of it: no bit of its head, of the optimizer's numbers for it, or of its weight. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { NamedValues } from '../../../trainer/src/executors/executor';
import { catalog } from '../../../catalog';
import { executors, openTraining, twoTasks } from './two-tasks';

const optimizers = ['sgd(rate: 0.1, momentum: 0.9)', 'adam(rate: 0.1)', 'adamw(rate: 0.1, decay: 0.1)'];
const weightings = Object.keys(catalog.weightings);
const cases = [
  ...optimizers.map((optimizer) => ({ optimizer, weighting: 'uncertainty' })),
  ...weightings.map((weighting) => ({ optimizer: 'adam(rate: 0.1)', weighting })),
];

describe.each(executors)('on $name', (executor) => {
  it.each(cases)('$optimizer, $weighting', async ({ optimizer, weighting }) => {
    const { step, states } = await openTraining(await twoTasks({ optimizer, weighting }, 'partly'), executor);
    await step({ left: 1, right: 1 });
    const before = await states();
    await step({ left: 1, right: 0 });
    const after = await states();

    const names = Object.keys(after);
    const changed = names.filter((name) => !isDeepStrictEqual(after[name], before[name]));
    const ofRight = names.filter((name) => name.includes('right/') || name.endsWith('/right'));
    expect(ofRight.length).toBeGreaterThan(4);
    expect(ofRight.filter((name) => changed.includes(name))).toEqual([]);
    expect(changed).toEqual(expect.arrayContaining(['left/output/weight', 'trunk/1.dense/weight']));
    // Numbers per task, one or more: the second half is of `right`.
    const perTask = names.filter((name) => /^weighting\/\w+$|optimizer.*weighting/.test(name));
    const secondHalves = (states: NamedValues) =>
      perTask.map((name) => states[name]!.slice(states[name]!.length / 2));
    expect(secondHalves(after)).toEqual(secondHalves(before));
  });

  it('changes nothing at all in a batch without any label', async () => {
    const plan = await twoTasks({ optimizer: 'adamw(rate: 0.1)', weighting: 'uncertainty' }, 'partly');
    const { step, states } = await openTraining(plan, executor);
    await step({ left: 1, right: 1 });
    const before = await states();
    const outputs = await step({ left: 0, right: 0 });
    expect(await states()).toEqual(before);
    expect([...outputs['losses']!]).toEqual([0, 0]);
  });

  it('counts updates, so that the first step of a late task is that of an early one', async () => {
    const plan = await twoTasks({ optimizer: 'adam(rate: 0.1)', weighting: 'equal' }, 'partly');
    const late = await openTraining(plan, executor);
    for (let i = 0; i < 3; i++) await late.step({ left: 0, right: 0 });
    await late.step({ left: 0, right: 1 });
    const early = await openTraining(plan, executor);
    await early.step({ left: 0, right: 1 });
    expect(await late.states()).toEqual(await early.states());
  });
});
