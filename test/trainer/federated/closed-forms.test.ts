/** Federated training where it must come to what is known: one step of all rows, the central solution, and changes by hand. */
import { expect, it } from 'vitest';
import { trainText, type TrainedRun } from '../train';
import { allRows, experiment, hospitals, learnedOf } from './hospitals';

const files = { 'd.csv': hospitals() };

/** How far the numbers of two runs are from each other at most. */
function distance(a: Pick<TrainedRun, 'folder'>, b: Pick<TrainedRun, 'folder'>): number {
  const [one, other] = [learnedOf(a), learnedOf(b)];
  expect(Object.keys(one)).toEqual(Object.keys(other));
  return Math.max(
    ...Object.entries(one).flatMap(([name, values]) =>
      values.map((value, index) => Math.abs(value - other[name]![index]!)),
    ),
  );
}

const step = `optimizer: sgd(rate: 0.2); batch: ${allRows}; epochs: 1; seed: 3; device: cpu`;

it('one step of each participant over all of its rows is one step over all rows', async () => {
  const central = await trainText(experiment({ client: '', train: step }), files);
  const apart = await trainText(experiment({ train: `${step}; federated: average(rounds: 1)` }), files);
  expect(distance(apart, central)).toBeLessThan(2e-6);
  expect(apart.of('federated')).toMatchObject([{ round: 1, rounds: 1, participants: 5, chosen: 5 }]);
  const start = await trainText(experiment({ client: '', train: step.replace('0.2', '1e-12') }), files);
  expect(distance(apart, start)).toBeGreaterThan(1e-2);
});

it('three rounds are three steps, with momentum of the server as with that of the optimizer', async () => {
  const rounds = step.replace('epochs: 1', 'epochs: 3').replace('0.2', '0.2, momentum: 0.5');
  const central = await trainText(experiment({ client: '', train: rounds }), files);
  const federated = 'federated: average(rounds: 3, momentum: 0.5)';
  const apart = await trainText(experiment({ train: `${step}; ${federated}` }), files);
  expect(distance(apart, central)).toBeLessThan(5e-6);
});

it('a head learns from as many rows as have labels for it, wherever they are', async () => {
  const trunk = '';
  const tasks = 'task y(x) { predict: d.y as number }\ntask z(x) { predict: d.z as number }';
  const central = await trainText(experiment({ client: '', trunk, tasks, train: step }), files);
  const apart = await trainText(
    experiment({ trunk, tasks, train: `${step}; federated: average(rounds: 1)` }),
    files,
  );
  expect(distance(apart, central)).toBeLessThan(2e-6);
});

it('data sets are participants where no column tells them apart', async () => {
  const rows = hospitals().split('\n');
  const [head, ...body] = rows;
  const own = {
    'a.csv': [head, ...body.slice(0, 40)].join('\n'),
    'b.csv': [head, ...body.slice(40)].join('\n'),
  };
  const apart = await trainText(twoSets('federated: average(rounds: 1)'), own);
  expect(distance(apart, await trainText(twoSets(''), own))).toBeLessThan(2e-6);
  expect(apart.start.participants).toBe(2);
});

it('without noise and with room for every change privacy is the plain mean', async () => {
  const even = files['d.csv'].split('\n').filter((line) => !/^(west|north)/.test(line));
  const same = ['south', 'east', 'centre'].flatMap((name) =>
    even.filter((line) => line.startsWith(name)).slice(0, 20),
  );
  const own = { 'd.csv': [even[0], ...same].join('\n') };
  const train =
    'optimizer: adam(rate: 0.05); batch: 8; epochs: 2; seed: 3; device: cpu; federated: average(rounds: 4)';
  const plain = await trainText(experiment({ train }), own);
  const kept = await trainText(
    experiment({ train: `${train}; privacy: gaussian(clip: 1e6, noise: 0)` }),
    own,
  );
  expect(distance(kept, plain)).toBeLessThan(2e-6);
  expect(kept.of('federated').at(-1)!.privacy).toEqual({ epsilon: null, delta: 1e-5, shortened: 0 });
});

it('linear regression from hospitals that differ comes near to the central solution', async () => {
  const straight = { trunk: '', tasks: 'task y(x) { predict: d.y as number }' };
  const written = 'optimizer: sgd(rate: 0.05); batch: 8; seed: 3; device: cpu';
  const { end } = await trainText(
    experiment({ ...straight, train: `${written}; epochs: 2; federated: average(rounds: 60)` }),
    files,
  );
  // The noise of y is uniform in ±0.05 of a spread of about 3.
  expect(end.results.train!['y']!.loss).toBeLessThan(3e-4);
});

it('prox pulls each step back to the beginning of the round', async () => {
  // With μ = 1 / η two steps w₀ → w₁ → w₂ become w₀ - η g(w₁), which is w₀ + w₂ - w₁ of those without a pull.
  const [pulled, two, one, none] = await Promise.all([
    after('prox(rounds: 1, mu: 5)', 2, '0.2'),
    after('average(rounds: 1)', 2, '0.2'),
    after('average(rounds: 1)', 1, '0.2'),
    after('average(rounds: 1)', 1, '1e-12'),
  ]);
  for (const [name, values] of Object.entries(pulled)) {
    values.forEach((value, index) => {
      const [w0, w1, w2] = [none[name]![index]!, one[name]![index]!, two[name]![index]!];
      expect(Math.abs(value - (w0 + w2 - w1)), name).toBeLessThan(2e-6);
      expect(Math.abs(value - w2), name).toBeGreaterThan(1e-4);
    });
  }
});

const twoSets = (federated: string) => `
data a { source: "a.csv"; split: [100%, 0%, 0%] }
data b { source: "b.csv"; split: [100%, 0%, 0%] }
input x = [a[x1, x2], b[x1, x2]]
shared trunk(x) { dense(4, tanh) }
task y(trunk) { predict: [a.y, b.y] as number }
train { ${step}; ${federated} }
`;

async function after(federated: string, epochs: number, rate: string) {
  const train = `${step.replace('epochs: 1', `epochs: ${epochs}`).replace('0.2', rate)}; federated: ${federated}`;
  return learnedOf(await trainText(experiment({ train }), files));
}
