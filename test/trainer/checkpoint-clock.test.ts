/** How often a checkpoint is due: by what it costs, within bounds. */
import { expect, it } from 'vitest';
import { createCheckpointClock } from '../../trainer/src/loop/checkpoint-clock';

/** Seconds until one is due, after one that took `cost` seconds. */
async function dueAfter(cost: number): Promise<number> {
  let now = 0;
  const clock = createCheckpointClock(() => now);
  await clock.during(async () => {
    now += 1000 * cost;
  });
  const from = now;
  while (!clock.isDue) now += 100;
  return (now - from) / 1000;
}

it.each([
  ['at least ten seconds', 0, 10],
  ['a hundred times what it takes', 0.5, 50],
  ['at most ten minutes', 20, 600],
])('%s', async (_what, cost, due) => {
  expect(await dueAfter(cost)).toBe(due);
});

it('is first due after ten seconds', () => {
  let now = 5000;
  const clock = createCheckpointClock(() => now);
  now += 9_999;
  expect(clock.isDue).toBe(false);
  now += 1;
  expect(clock.isDue).toBe(true);
});
