/** Results of a sweep that nobody trained: two widths, three seeds, two tasks, each of them alone beside. */
import type { HostMessage } from '../../contract/panel';
import type { Combination, Spread, SweepResults } from '../../contract/sweep-results';

export const folder = '/work/runs/widths-sweep';

const spread = (values: readonly number[]): Spread | null => {
  if (values.length === 0) return null;
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null;
  return { mean, deviation, count: values.length };
};

/** `accuracies` are those of the runs that are completed, in the order of the seeds. */
function combination(width: string, first: number, accuracies: readonly number[]): Combination {
  const errors = accuracies.map((accuracy) => 1 - accuracy);
  const gains = accuracies.map((accuracy) => accuracy - 0.9);
  return {
    settings: { width },
    completed: accuracies.length,
    runs: 3,
    values: [spread(accuracies), spread(errors)],
    alone: [spread([0.9, 0.91, 0.89]), spread([0.1, 0.12, 0.08])],
    gain: spread(gains),
    seconds: spread(accuracies.map(() => 12)),
    each: [0, 1, 2].map((place) => ({
      folder: String(first + place).padStart(2, '0'),
      seed: String(place + 1),
      state: place < accuracies.length ? 'completed' : place === accuracies.length ? 'running' : 'waiting',
      values: [accuracies[place] ?? null, errors[place] ?? null],
      gain: gains[place] ?? null,
    })),
  };
}

export function sweptWidths(narrow: readonly number[], wide: readonly number[]): SweepResults {
  const completed = 6 + narrow.length + wide.length;
  return {
    title: 'How wide?',
    design: {
      factors: [{ name: 'width', values: ['4', '16'] }],
      seeds: ['1', '2', '3'],
      baseline: 'singleTask',
    },
    measures: [
      { task: 'digit', name: 'accuracy', better: 'higher', part: 'validation' },
      { task: 'size', name: 'loss', better: 'lower', part: 'validation' },
    ],
    combinations: [combination('4', 7, narrow), combination('16', 10, wide)],
    states: { completed, failed: 0, total: 12 },
  };
}

export const whole = sweptWidths([0.9, 0.92, 0.91], [0.95, 0.96, 0.97]);

export const sweepMessage = (results: SweepResults | null): Extract<HostMessage, { kind: 'sweep' }> => ({
  kind: 'sweep',
  folder,
  results,
  problems: [],
});
