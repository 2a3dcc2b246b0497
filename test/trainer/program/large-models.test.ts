/** Models whose parameters are moved by kernels behind each step of the engine: every weighting trains them as the reference does. */
import { expect, it, test } from 'vitest';
import { catalog } from '../../../catalog';
import { splitProgram } from '../../../trainer/src/executors/updates/split-program';
import { buildTrainingProgram } from '../../../trainer/src/program/training-program';
import { loadRows } from '../../../trainer/src/rows/load-rows';
import { executors, openTraining, twoTasks } from './two-tasks';

const trunk = 'dense(200, tanh); dense(150, tanh)';
const names = Object.keys(catalog.weightings);
const planWith = (weighting: string) =>
  twoTasks({ optimizer: 'sgd(rate: 0.02, momentum: 0.5)', weighting }, 'all', '', trunk);

it.each(names)('%s', { timeout: 60_000 }, async (weighting) => {
  const plan = await planWith(weighting);
  const trained = await Promise.all(
    executors.map(async (executor) => {
      const { step, states } = await openTraining(plan, executor);
      const outputs = await step({ left: 1, right: 1 }, 3);
      return { outputs, states: await states() };
    }),
  );
  const [wanted, made] = trained as [(typeof trained)[0], (typeof trained)[0]];
  expect(largestDifference(made.outputs, wanted.outputs)).toBeLessThan(2e-3);
  expect(largestDifference(made.states, wanted.states)).toBeLessThan(2e-3);
});

test('kernels move them', async () => {
  const plan = await planWith('famo');
  const { value: rows } = await loadRows(plan);
  const split = splitProgram(buildTrainingProgram(plan, rows!).program);
  const moved = split!.work.updates.length;
  expect(moved).toBeGreaterThan(3);
});

type Named = Readonly<Record<string, ArrayLike<number | bigint>>>;

/** Relative to numbers above 1. */
function largestDifference(made: Named, wanted: Named): number {
  expect(Object.keys(made)).toEqual(Object.keys(wanted));
  const differences = Object.keys(wanted).flatMap((name) =>
    Array.from(wanted[name]!, (number, at) => {
      const [x, y] = [Number(number), Number(made[name]![at])];
      return Math.abs(x - y) / Math.max(1, Math.abs(x));
    }),
  );
  return differences.reduce((most, each) => Math.max(most, each), 0);
}
