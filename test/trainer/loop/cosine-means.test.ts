/** Mean cosines between the gradients of tasks: over the steps that had one, the same through a checkpoint. */
import { expect, it } from 'vitest';
import type { NamedValues } from '../../../trainer/src/executors/executor';
import { CosineMeans } from '../../../trainer/src/loop/cosine-means';
import { StepMeans } from '../../../trainer/src/loop/step-means';

const tasks = ['a', 'b', 'c'];

/** Steps of three pairs; null where a pair had no cosine. */
const outputsOf = (steps: readonly (readonly (number | null)[])[]): NamedValues => ({
  losses: new Float32Array(tasks.length * steps.length),
  counts: new Float32Array(tasks.length * steps.length),
  weights: new Float32Array(tasks.length * steps.length),
  cosines: Float32Array.from(steps.flat(), (cosine) => cosine ?? 0),
  cosinesKnown: Float32Array.from(steps.flat(), (cosine) => Number(cosine !== null)),
});

it('are means over the steps in which both tasks of a pair had a gradient', () => {
  const means = new CosineMeans(tasks);
  means.add(
    outputsOf([
      [0.5, null, -1],
      [null, null, 0.5],
    ]),
  );
  means.add(outputsOf([[0.25, null, null]]));
  expect(means.shown()).toEqual([
    { tasks: ['a', 'b'], cosine: 0.375 },
    { tasks: ['a', 'c'], cosine: null },
    { tasks: ['b', 'c'], cosine: -0.25 },
  ]);
});

it('are null where gradients left no number', () => {
  const means = new CosineMeans(['a', 'b']);
  means.add({ cosines: Float32Array.of(Number.NaN, 0.5), cosinesKnown: Float32Array.of(1, 1) });
  expect(means.shown()).toEqual([{ tasks: ['a', 'b'], cosine: null }]);
});

const layout = { subjects: tasks.map((task) => ({ task, network: null })), metrics: [], width: 0 };

it('go on from a checkpoint as if nothing had been', () => {
  const [first, second] = [outputsOf([[0.1, 0.2, null]]), outputsOf([[0.7, null, -0.3]])];
  const [whole, before, after] = [new StepMeans(layout), new StepMeans(layout), new StepMeans(layout)];
  for (const outputs of [first, second]) whole.add(outputs, 1);
  before.add(first, 1);
  after.restore(before.keep());
  after.add(second, 1);
  expect(after.told()).toEqual(whole.told());
  expect(after.told().cosines).toHaveLength(3);
});

it('are not told where a program tells none, nor by checkpoints that know none', () => {
  const { cosines: _, cosinesKnown: __, ...others } = outputsOf([[0.1, 0.2, 0.3]]);
  const means = new StepMeans(layout);
  means.add(others as NamedValues, 1);
  expect(means.told()).not.toHaveProperty('cosines');
  const again = new StepMeans(layout);
  again.restore(means.keep());
  again.add(others as NamedValues, 1);
  expect(again.told()).not.toHaveProperty('cosines');
});
