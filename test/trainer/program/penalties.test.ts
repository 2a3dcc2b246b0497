/** What a model asks for beside the losses moves what it depends on, by its own gradient, whatever the weighting. */
import { expect, test } from 'vitest';
import { call } from '../../catalog/plans';
import type { NamedValues } from '../../../trainer/src/executors/executor';
import { executors, openTraining, twoTasks } from './two-tasks';

const rate = 0.125;

/** The states before and after a step with selectors of which so much is asked. */
async function step(executor: (typeof executors)[number], weighting: string, entropy: number) {
  const plan = await twoTasks({ optimizer: `sgd(rate: ${rate})`, weighting });
  const sharing = call('sharings', `dselectK(experts: 4, k: 1, entropy: ${entropy})`);
  const training = await openTraining({ ...plan, blocks: [{ ...plan.blocks[0]!, sharing }] }, executor);
  const start = await training.states();
  // Away from the middle, where the gradient of the entropy is zero.
  const before = { ...start, ...selectors };
  await training.write(before);
  await training.step({ left: 1, right: 1 });
  return { before, after: await training.states() };
}

const selectors: NamedValues = {
  'trunk/left/gate/z': Float32Array.of(0.1, -0.2),
  'trunk/right/gate/z': Float32Array.of(-0.3, 0.05),
};

/** The entropy of r(z) by its definition; digits are independent, so that it is the sum of theirs. */
const entropyOf = (z: readonly number[]): number =>
  z
    .map((t) => -2 * t ** 3 + 1.5 * t + 0.5)
    .map((s) => -s * Math.log(s) - (1 - s) * Math.log(1 - s))
    .reduce((all, each) => all + each);

const slopesOf = (z: readonly number[]): number[] =>
  z.map((_, digit) => {
    const at = (distance: number) => entropyOf(z.map((t, i) => (i === digit ? t + distance : t)));
    return (at(1e-5) - at(-1e-5)) / 2e-5;
  });

test.each(executors.flatMap((executor) => ['equal', 'mgda'].map((weighting) => ({ executor, weighting }))))(
  '$executor.name, $weighting',
  async ({ executor, weighting }) => {
    const [with0, with5] = [await step(executor, weighting, 0), await step(executor, weighting, 5)];
    expect(with5.before).toEqual(with0.before);
    const moved = Object.keys(with0.after).filter(
      (name) => JSON.stringify(with0.after[name]) !== JSON.stringify(with5.after[name]),
    );
    expect(moved.toSorted()).toEqual(Object.keys(selectors).toSorted());
    for (const [name, z] of Object.entries(selectors)) {
      const slopes = slopesOf([...(z as Float32Array)]);
      const found = slopes.map((_, i) => Number(with0.after[name]![i]) - Number(with5.after[name]![i]));
      expect(found).toEqual(slopes.map((slope) => expect.closeTo(rate * 5 * slope, 4)));
    }
  },
);
