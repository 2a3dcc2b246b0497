/** What privacy does to a round: changes are shortened, and noise of the deviation that is said lies on their mean. */
import { expect, it } from 'vitest';
import { parseRunEvent } from '../../../contract/parse-run-event';
import { trainText } from '../train';
import { experiment, hospitals, learnedOf } from './hospitals';

const files = { 'd.csv': hospitals() };
const written = 'optimizer: sgd(rate: 0.2); batch: 40; epochs: 1; device: cpu';

/** All numbers of the model after a round. */
async function after(privacy: string, seed: number, more = ''): Promise<readonly number[]> {
  const train = `${written}; seed: ${seed}; federated: average(rounds: 1${more}); privacy: ${privacy}`;
  return Object.values(learnedOf(await trainText(experiment({ train }), files))).flat();
}

it('noise is normal, with the deviation noise times clip by the expected number of participants', async () => {
  const seeds = Array.from({ length: 12 }, (_, seed) => seed);
  const noise: number[] = [];
  for (const seed of seeds) {
    const still = await after('gaussian(clip: 0.5, noise: 0)', seed, ', fraction: 100%');
    const moved = await after('gaussian(clip: 0.5, noise: 2)', seed, ', fraction: 100%');
    noise.push(...moved.map((value, index) => value - still[index]!));
  }
  const count = noise.length;
  expect(count).toBe(12 * 17);
  const deviation = (2 * 0.5) / 5;
  const mean = noise.reduce((sum, value) => sum + value, 0) / count;
  const square = noise.reduce((sum, value) => sum + value ** 2, 0) / count;
  const fourth = noise.reduce((sum, value) => sum + value ** 4, 0) / count;
  // Three standard errors of each: of the mean, of the variance, and of the fourth moment, which is 3 for a normal distribution.
  expect(Math.abs(mean)).toBeLessThan((3 * deviation) / Math.sqrt(count));
  expect(Math.abs(square / deviation ** 2 - 1)).toBeLessThan(3 * Math.sqrt(2 / count));
  expect(Math.abs(fourth / deviation ** 4 - 3)).toBeLessThan(3 * Math.sqrt(96 / count));
});

it('no change is longer than the clip, and no shorter one is touched', async () => {
  const federated = 'federated: average(rounds: 3)';
  const run = await trainText(
    experiment({ train: `${written}; ${federated}; privacy: gaussian(clip: 0.01, noise: 0)` }),
    files,
  );
  const rounds = run.of('federated');
  expect(rounds.map(({ privacy }) => privacy!.shortened)).toEqual([5, 5, 5]);
  expect(rounds[0]!.length).toBeGreaterThan(0.01);
  const start = Object.values(
    learnedOf(await trainText(experiment({ train: `${written.replace('0.2', '1e-12')}` }), files)),
  ).flat();
  const end = Object.values(learnedOf(run)).flat();
  const length = Math.sqrt(end.reduce((sum, value, index) => sum + (value - start[index]!) ** 2, 0));
  // The mean of changes of length 0.01 is at most that long, in each of three rounds.
  expect(length).toBeLessThan(0.03 + 1e-6);
  expect(length).toBeGreaterThan(0.005);
});

it('tells what is spent, round after round, and takes participants by chance', async () => {
  const federated = 'federated: average(rounds: 30, fraction: 40%)';
  const run = await trainText(
    experiment({ train: `${written}; ${federated}; privacy: gaussian(clip: 1, noise: 1, delta: 0.01)` }),
    files,
  );
  const rounds = run.of('federated');
  const chosen = rounds.map((round) => round.chosen);
  // Two of five are expected; the number varies, as what is known of privacy asks.
  expect(new Set(chosen).size).toBeGreaterThan(2);
  expect(chosen.reduce((sum, count) => sum + count, 0) / 30).toBeCloseTo(2, 0);
  const spent = rounds.map(({ privacy }) => privacy!.epsilon!);
  expect(spent).toEqual(spent.toSorted((a, b) => a - b));
  expect(run.of('notice').map(({ problem }) => problem.code)).toEqual(['MTL7129']);
  expect(run.end.status).toBe('completed');
  expect(run.end.epochs).toBe(30);
});

it('goes on in rounds in which nobody takes part', async () => {
  const federated = 'federated: average(rounds: 12, fraction: 10%)';
  const run = await trainText(
    experiment({ train: `${written}; ${federated}; privacy: gaussian(clip: 1, noise: 0.1)` }),
    files,
  );
  const chosen = run.of('federated').map((round) => round.chosen);
  expect(chosen).toContain(0);
  expect(chosen).toContain(1);
  expect(run.of('federated').find((round) => round.chosen === 0)!.length).toBeNull();
  for (const event of run.events) expect(parseRunEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
  expect(run.end).toMatchObject({ status: 'completed', epochs: 12 });
});
