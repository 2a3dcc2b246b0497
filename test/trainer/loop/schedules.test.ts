/** The learning rate that a run reports follows its schedule, step by step, over the epochs of the plan. */
import { expect, it } from 'vitest';
import { trainText } from '../train';

// 10 rows to train on, so that batches of 2 make 5 steps of an epoch, 20 steps in all.
const rows = Array.from({ length: 10 }, (_, i) => `${i},${2 * i}`).join('\n');

const ratesOf = async (schedule: string): Promise<readonly number[]> => {
  const run = await trainText(
    `data d { source: "d.csv"; split: [100%, 0%, 0%] }
    input x = d.x
    task y(x) { predict: d.y as number }
    train { optimizer: sgd(rate: 0.5); schedule: ${schedule}; batch: 2; epochs: 4 }`,
    { 'd.csv': `x,y\n${rows}\n` },
  );
  const steps = run.of('step');
  expect(steps.at(-1)!.step).toBe(20);
  return steps.map(({ step, rate }) => rate / expectedAt(schedule, step - 1));
};

/** The factor of step number `step` from 0, written out. */
function expectedAt(schedule: string, step: number): number {
  switch (schedule) {
    case 'step(every: 2, factor: 0.5)':
      return step < 10 ? 0.5 : 0.25;
    case 'exponential(factor: 0.5)':
      return [0.5, 0.25, 0.125, 0.0625][Math.floor(step / 5)]!;
    default:
      return 0.5 * (step < 2 ? (step + 1) / 2 : 0.5 + 0.5 * Math.cos((Math.PI * (step - 2)) / 18));
  }
}

it.each(['step(every: 2, factor: 0.5)', 'exponential(factor: 0.5)', 'cosine(warmup: 10%)'])(
  '%s',
  async (schedule) => {
    const ratios = await ratesOf(schedule);
    expect(ratios).toEqual(ratios.map(() => expect.closeTo(1, 5)));
  },
);
