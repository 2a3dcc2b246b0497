/** Losses of the nets of `train-net.ts`, as PyTorch has them (`fixtures/make_fixtures.py`). */
import { readFileSync } from 'node:fs';

const fixtures = JSON.parse(readFileSync(new URL('fixtures/losses.json', import.meta.url), 'utf8')) as Record<
  string,
  Record<string, readonly number[]>
>;

/** A net with an optimizer each. */
export const fixtureNames = ['mlp sgd', 'mlp adam', 'cnn sgd', 'cnn adam'] as const;
export type FixtureName = (typeof fixtureNames)[number];

/**
 * Adam divides gradients near zero by their own size, which makes rounding ten times as large in every eight steps of the net with convolutions: 1e-7
 * at the first step is 1e-4 to 1e-3 at the last one, as the processor's kernels round. The steps before are held the more closely.
 */
const mayDiffer = (name: FixtureName, step: number): number =>
  name === 'cnn adam' && step >= 20 ? 1e-2 : 1e-5;

/** Says of each loss that is missing or too far from PyTorch's how far it is; `losses` are those of each task, step by step. */
export function farFromPyTorch(
  name: FixtureName,
  losses: Readonly<Record<string, readonly number[]>>,
): readonly string[] {
  return Object.entries(fixtures[name]!).flatMap(([task, expected]) =>
    expected.flatMap((loss, step) => {
      const difference = Math.abs((losses[task]?.[step] ?? Number.NaN) - loss);
      return difference < mayDiffer(name, step) ? [] : [`${task}, step ${step}: ${difference}`];
    }),
  );
}
