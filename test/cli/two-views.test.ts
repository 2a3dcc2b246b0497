/** Co-training on real rows: over eleven seeds, passing labels on lifts what the labelled rows alone teach. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { PartResults, RoundEvent, RunEvent } from '../../contract/run-log';
import { temporaryFolder } from '../support/temporary-folder';
import { eventsOf, mtl, shared } from './mtl';

const seeds = Array.from({ length: 11 }, (_, index) => index + 1);
const experiment = join(shared, 'examples', 'two-views.mtl');

/** Test accuracies of the networks before the first label is passed on, and after the last round. */
interface Lift {
  readonly before: Readonly<Record<string, number>>;
  readonly after: Readonly<Record<string, number>>;
}

async function train(seed: number, root: string): Promise<Lift> {
  const out = join(root, String(seed));
  const answer = await mtl(['train', experiment, '--set', `seed=${seed}`, '--out', out, '--json']);
  const rounds = eventsOf(answer).filter((event): event is RunEvent & RoundEvent => event.kind === 'round');
  expect(rounds.map(({ round }) => round)).toEqual(rounds.map((_, index) => index));
  for (const { accepted, precision, disagreement } of rounds) {
    expect(accepted).toBeLessThanOrEqual(100);
    expect(precision === null).toBe(accepted === 0);
    expect(disagreement).toBeGreaterThan(0);
  }
  return { before: accuraciesOf(rounds[0]!), after: accuraciesOf(rounds.at(-1)!) };
}

const accuraciesOf = ({ networks }: RoundEvent): Record<string, number> =>
  Object.fromEntries(Object.entries(networks).map(([name, results]) => [name, accuracyOf(results)]));

const accuracyOf = (results: PartResults): number => results.test!['numeral']!['accuracy']!;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

it('lifts the median accuracy of both networks and of their average', async () => {
  const root = temporaryFolder();
  const lifts: Lift[] = [];
  for (const seed of seeds) lifts.push(await train(seed, root));
  for (const network of ['all', 'byOutline', 'byProfile']) {
    const before = median(lifts.map((lift) => lift.before[network]!));
    const after = median(lifts.map((lift) => lift.after[network]!));
    console.log(
      `${network}: ${before.toFixed(4)} from the labelled rows alone, ${after.toFixed(4)} co-trained`,
    );
    expect(after).toBeGreaterThan(before);
  }
});
