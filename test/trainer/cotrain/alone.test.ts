/** One network that learns from rows without labels alone: the numerals of `mfeat.csv` by their profiles, six labelled rows of each at most. */
import { expect, test } from 'vitest';
import { planOf, shared, trainPlan } from '../train';

const textOf = (cotrain: string): string => `
data numerals {
  source: "data/mfeat.csv"
  query: "
    with numbered as (select *, row_number() over () - 1 as row from source)
    select * replace (case when row % 3 = 0 or row % 200 < 8 then label end as label),
           case when row % 3 = 0 then 'test' else 'train' end as fold
    from numbered"
  split: fold
}
input profile = numerals[fac0..fac215]
network only(profile) { dense(64, relu) }
task numeral(only) { predict: numerals.label as classes(10); metrics: [accuracy] }
${cotrain}
train { optimizer: adam(rate: 0.005); batch: 16; epochs: 150; seed: 1; device: cpu }
`;

async function train(cotrain: string) {
  const { end, of, start } = await trainPlan(await planOf(textOf(cotrain), shared));
  expect(end.status).toBe('completed');
  return { accuracy: end.results.test!['numeral']!['accuracy']!, rounds: of('round'), start };
}

test('it gains by it, and there are no rounds to tell of', async () => {
  const without = await train('');
  for (const [method, gain] of [
    ['fixMatch(threshold: 0.9)', 0.06],
    ['meanTeacher(weight: 10, ramp: 50)', 0.01],
  ] as const) {
    const { accuracy, rounds, start } = await train(`cotrain only { task: numeral; method: ${method} }`);
    expect(accuracy).toBeGreaterThan(without.accuracy + gain);
    expect(rounds).toEqual([]);
    expect(start.networks).toEqual([]);
  }
}, 120_000);
