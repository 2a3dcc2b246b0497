/** Schedules at work: the learning rate of each step, and what a run makes of it. */
import { describe, expect, it, test } from 'vitest';
import { feed } from '../../../graph';
import { scalarFeeds } from '../../../trainer/src/loop/scalar-feeds';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf, trainPlan } from '../train';

const rows = Array.from({ length: 20 }, (_, i) => `${i},${2 * i}`).join('\n');

const planWith = (schedule: string, rate = 0.1) =>
  planOf(
    `data d { source: "d.csv"; split: [50%, 50%, 0%] }
    input x = d.x
    task y(x) { predict: d.y as number }
    train { optimizer: sgd(rate: ${rate}); schedule: ${schedule}; batch: 2; epochs: 4 }`,
    temporaryFolder({ 'd.csv': `x,y\n${rows}\n` }),
  );

describe('the rates of 20 steps in 4 epochs, asked for in two groups', () => {
  it.each<[string, (step: number) => number]>([
    ['step(every: 2, factor: 0.5)', (step) => (step < 10 ? 0.1 : 0.05)],
    ['exponential(factor: 0.5)', (step) => [0.1, 0.05, 0.025, 0.0125][Math.floor(step / 5)]!],
    [
      'cosine(warmup: 10%)',
      (step) => (step < 2 ? [0.05, 0.1][step]! : 0.05 * (1 + Math.cos((Math.PI * (step - 2)) / 18))),
    ],
  ])('%s', async (schedule, wanted) => {
    const { train } = await planWith(schedule);
    const program = { feeds: { rate: feed('rate', []) }, states: {}, outputs: {} };
    const rates = [0, 7].flatMap((done) => [
      // The phase began after 100 steps of another one, which do not count.
      ...scalarFeeds(program, train, { step: 100 + done, done, of: 20, losses: [] }, done === 0 ? 7 : 13)
        .rates,
    ]);
    expect(rates).toEqual(rates.map((_, step) => expect.closeTo(wanted(step), 7)));
  });
});

/** The validation loss after each epoch. */
async function validation(schedule: string, rate?: number): Promise<readonly (number | null)[]> {
  const epochs = (await trainPlan(await planWith(schedule, rate))).of('epoch');
  return epochs.map(({ results }) => results.validation!['y']!['loss']!);
}

test('a run learns until its rate is taken away, and not after', async () => {
  const [steady, ended] = [await validation('constant'), await validation('step(every: 2, factor: 1e-30)')];
  expect(ended.slice(0, 2)).toEqual(steady.slice(0, 2));
  expect(new Set(steady).size).toBe(4);
  expect(ended.slice(2)).toEqual([ended[1], ended[1]]);
});

test('a plateau takes the rate away from the next epoch on, as validation losses say', async () => {
  // No loss is so much lower than the first, so that the second epoch is the first without improvement.
  const [steady, ended] = [
    await validation('constant', 0.01),
    await validation('onPlateau(factor: 1e-30, patience: 1, improvement: 0.99)', 0.01),
  ];
  expect(ended.slice(0, 2)).toEqual(steady.slice(0, 2));
  expect(new Set(steady).size).toBe(4);
  expect(ended.slice(2)).toEqual([ended[1], ended[1]]);
  expect(await validation('onPlateau(factor: 1e-30, patience: 1)', 0.01)).toEqual(steady);
});
