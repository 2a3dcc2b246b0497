/**
 * Linear multi-task learning has an exact optimum: reduced-rank regression. A trunk of r units without activation and a linear
 * head for each task must reach it, and cannot go below it. (Izenman, J. Multivariate Analysis 5(2), 1975.)
 */
import { expect, it } from 'vitest';
import { shared, planOf, trainPlan } from './train';

/** Sums of the three tasks' standardised mean squared errors, by rank; from the singular values, computed with NumPy. */
const optima = [
  { rank: 1, sum: 2.121917, tasks: { weight: 0.737826, waist: 0.454144, pulse: 0.929947 } },
  { rank: 2, sum: 2.11291, tasks: {} },
  // Three tasks of three inputs: nothing is reduced, ordinary least squares.
  { rank: 3, sum: 2.109366, tasks: { weight: 0.732081, waist: 0.452156, pulse: 0.925129 } },
];

it.each(optima)('rank $rank reaches $sum', async ({ rank, sum, tasks }) => {
  const { end } = await trainPlan(await planOf(experiment(rank), `${shared}/data`));
  const { train } = end.results;
  const reached = Object.values(train!).reduce((total, { loss }) => total + loss!, 0);
  expect(reached).toBeLessThan(sum + 1e-3);
  expect(reached).toBeGreaterThan(sum - 2e-6);
  for (const [task, loss] of Object.entries(tasks)) expect(train![task]!.loss).toBeCloseTo(loss, 2);
});

const experiment = (rank: number) => `
data men { source: "linnerud.csv"; split: [100%, 0%, 0%] }
input exercises = men[chins, situps, jumps] as numbers
shared trunk(exercises) { dense(${rank}) }
task weight(trunk) { predict: men.weight as number }
task waist(trunk) { predict: men.waist as number }
task pulse(trunk) { predict: men.pulse as number }
train { optimizer: sgd(rate: 0.05, momentum: 0.9); batch: 20; epochs: 1500; seed: 3 }
`;
