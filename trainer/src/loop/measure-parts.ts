/** Measures every part of the data with the true labels. */
import { parts, type Part, type PartResults } from '../../../contract/run-log';
import type { TrainingRows } from '../rows/training-rows';
import type { Evaluator } from './evaluator';
import type { Tally } from './tally';

export interface Measured {
  /** Of the tasks as a whole, or of one network; parts without rows are left out. */
  results(network?: string): PartResults;
}

/** With the parameters that the evaluator has loaded. */
export async function measureParts(evaluator: Evaluator, rows: TrainingRows): Promise<Measured> {
  const tallies: [Part, Tally][] = [];
  for (const part of parts) {
    if (rows.parts[part].length === 0) continue;
    tallies.push([part, await evaluator.measure(rows.parts[part], rows.tasks)]);
  }
  return {
    results: (network) =>
      Object.fromEntries(tallies.map(([part, tally]) => [part, tally.results(network ?? null)])),
  };
}
