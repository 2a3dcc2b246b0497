/**
 * Co-training on real data: the digits 0 and 1 of `mfeat.csv` from two views, 268 rows to learn from, four of them labelled, 132 to test. With naive
 * Bayes learners Blum and Mitchell's method comes to .977 there (median over draws), either view alone to .568 and .591.
 */
import { expect, test } from 'vitest';
import type { RoundEvent } from '../../../contract/run-log';
import { planOf, shared, trainPlan } from '../train';

const seeds = 11;

const textOf = (seed: number): string => `
data digits {
  source: "data/mfeat.csv"
  query: "
    with numbered as (select *, row_number() over () - 1 as row from source),
         parted as (select *, case when row % 100 < 33 then 'test' else 'train' end as fold from numbered where label < 2),
         drawn as (select *, row_number() over (partition by label, fold order by hash(row * 1000 + ${seed})) as place from parted)
    select * replace (case when fold = 'test' or place <= 2 then label end as label) from drawn order by row"
  split: fold
}
input outline = digits[fou0..fou75]
input profile = digits[fac0..fac215]
network byOutline(outline) { dense(16, relu) }
network byProfile(profile) { dense(16, relu) }
task digit(byOutline, byProfile) { predict: digits.label as classes(2); metrics: [accuracy] }
cotrain byOutline <-> byProfile {
  task: digit
  method: blumMitchell(positive: 1, negative: 1)
  rounds: 15
}
train { optimizer: adam(rate: 0.005); batch: 16; epochs: 6; seed: ${seed}; device: cpu }
`;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

async function train(seed: number) {
  const { end, of } = await trainPlan(await planOf(textOf(seed), shared));
  const rounds = of('round');
  return {
    end,
    pool: rounds[0]!.pool,
    alone: accuracies(rounds[0]!),
    coTrained: accuracies(rounds.at(-1)!),
  };
}

const accuracies = ({ networks }: RoundEvent) =>
  names.map((name) => networks[name]!.test!['digit']!['accuracy']!);

const names = ['all', 'byOutline', 'byProfile'];

test('four labelled rows come to what was published, in the median over draws, and both networks gain', async () => {
  const runs = await Promise.all(Array.from({ length: seeds }, (_, index) => train(index + 1)));
  expect(runs.map(({ end, pool }) => [end.status, pool])).toEqual(runs.map(() => ['completed', 264]));
  const medians = (when: 'alone' | 'coTrained') =>
    names.map((_, index) => median(runs.map((run) => run[when][index]!)));
  const [before, after] = [medians('alone'), medians('coTrained')];
  for (const [index, accuracy] of after.entries()) {
    expect(accuracy).toBeGreaterThanOrEqual(0.96);
    expect(accuracy).toBeGreaterThan(before[index]!);
  }
}, 120_000);
