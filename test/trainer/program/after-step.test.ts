/** Weightings that ask for the losses after a step are told those that the next step finds on the same rows. */
import { expect, test } from 'vitest';
import type { NamedValues } from '../../../trainer/src/executors/executor';
import { executors, openTraining, twoTasks } from './two-tasks';

const both = { left: 1, right: 1 };
const losses = (outputs: NamedValues) => [...outputs['losses']!].map(Number);

test.each(executors)('famo on $name', async (executor) => {
  const plan = await twoTasks({ optimizer: 'adam(rate: 0.05)', weighting: 'famo(decay: 0)' });
  const { step, states } = await openTraining(plan, executor);
  const before = losses(await step(both));
  const told = [...(await states())['weighting/sum']!].map(Number);
  const after = losses(await step(both));
  const fell = before.map((loss, task) => Math.log(loss / after[task]!));
  expect(Math.abs(fell[0]! - fell[1]!)).toBeGreaterThan(1e-3);
  // With z = (½, ½) the slope of ξ is half of what a task fell more than the mean.
  const mean = (fell[0]! + fell[1]!) / 2;
  expect(told).toEqual(fell.map((each) => expect.closeTo((each - mean) / 2, 5)));
});

test('a number stays where its task has no label, though the step has moved what it shares', async () => {
  const plan = await twoTasks({ optimizer: 'adam(rate: 0.05)', weighting: 'famo' }, 'partly');
  const { step, states } = await openTraining(plan, executors[1]!);
  await step(both);
  const before = await states();
  await step({ left: 0, right: 1 });
  const after = await states();
  expect(after['weighting/logit']![0]).toBe(before['weighting/logit']![0]);
});
