/** A small plan for tests that need one and look at little of it. */
import { PLAN_VERSION, type Plan } from '../../contract/plan';

export function smallPlan(change: Partial<Plan> = {}): Plan {
  return {
    version: PLAN_VERSION,
    title: 'Small',
    directory: '/data',
    data: [
      {
        name: 'd',
        source: ['d.csv'],
        query: null,
        split: { by: 'fractions', fractions: [0.8, 0.1, 0.1], stratify: null, group: null },
        seed: 0,
      },
    ],
    inputs: [
      {
        name: 'x',
        from: [{ data: 'd', columns: ['a', 'b'] }],
        type: { name: 'numbers', args: { scale: 'standard' } },
      },
    ],
    blocks: [
      {
        name: 'trunk',
        kind: 'shared',
        on: ['x'],
        layers: [{ name: 'dense', args: { units: 4, activation: 'relu' }, at: { line: 3, character: 2 } }],
        sharing: { name: 'hard', args: {} },
      },
    ],
    tasks: [
      {
        name: 'c',
        on: ['trunk'],
        layers: [],
        predict: { data: 'd', columns: ['c'] },
        target: { name: 'number', args: { scale: 'standard' } },
        loss: { name: 'mse', args: {} },
        metrics: [{ name: 'mse', args: {} }],
        weight: 1,
      },
    ],
    cotrain: [],
    train: {
      optimizer: { name: 'adam', args: { rate: 0.001 } },
      schedule: { name: 'constant', args: {} },
      weighting: { name: 'equal', args: {} },
      batch: 32,
      epochs: 10,
      stop: null,
      seed: 0,
      device: 'auto',
    },
    ...change,
  };
}
