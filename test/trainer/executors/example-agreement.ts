/** An engine trains every example to the losses of the processor, epoch by epoch, through the trainer's own loop. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { DeviceName } from '../../../contract/devices';
import type { PartResults } from '../../../contract/run-log';
import { planOf, shared, trainPlan } from '../train';

const own = join(import.meta.dirname, '../../../examples');

/** One of those that come with the language is wrong on purpose. */
const examples = [own, join(shared, 'examples')].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.mtl') && file !== 'broken.mtl')
    .map((file) => join(folder, file)),
);

/**
 * As a share of a loss. Engines add in another order, which moves the losses of the first epochs by 1e-7 of themselves; a kernel that
 * computes something else moves them by a hundredth or more. Later, Adam makes much of little: where gradients are near zero it divides
 * rounding by rounding, and in co-training a row at the threshold is passed on by one engine and not by another.
 */
const tolerance = 1e-4;

/** Declares a test for each example whose text does not have what takes the engine `tooLong`. */
export function testExamples(
  device: DeviceName,
  { epochs = 1, tooLong }: { readonly epochs?: number; readonly tooLong?: RegExp } = {},
): void {
  const chosen = examples.filter((file) => !tooLong?.test(readFileSync(file, 'utf8')));
  test.each(chosen.map((file) => [basename(file), file]))('%s', async (_, file) => {
    const [expected, found] = [await lossesOf(file!, 'cpu', epochs), await lossesOf(file!, device, epochs)];
    expect(expected.length).toBeGreaterThan(epochs);
    expect(found.map(([name]) => name)).toEqual(expected.map(([name]) => name));
    for (const [at, [name, loss]] of expected.entries()) {
      const difference = Math.abs(found[at]![1] - loss) / Math.max(Math.abs(loss), 1e-3);
      expect(difference, `${name}: ${found[at]![1]} and ${loss}`).toBeLessThan(tolerance);
    }
  });
}

type Loss = readonly [of: string, loss: number];

/** Of each task and part after each epoch, and at the end. */
async function lossesOf(file: string, device: DeviceName, epochs: number): Promise<readonly Loss[]> {
  const plan = await planOf(readFileSync(file, 'utf8'), dirname(file));
  const { end, of } = await trainPlan({
    ...plan,
    cotrain: plan.cotrain.map((pair) => ({ ...pair, rounds: 1 })),
    train: { ...plan.train, epochs, device },
  });
  expect(end.status).toBe('completed');
  const moments = of('epoch').map(({ epoch, results }) => [`epoch ${epoch}`, results] as const);
  return [...moments, ['end', end.results] as const].flatMap(([moment, results]) => losses(moment, results));
}

const losses = (moment: string, results: PartResults): readonly Loss[] =>
  Object.entries(results).flatMap(([part, tasks]) =>
    Object.entries(tasks).flatMap(([task, { loss }]): readonly Loss[] =>
      loss === null ? [] : [[`${moment}, ${task} on ${part}`, loss]],
    ),
  );
