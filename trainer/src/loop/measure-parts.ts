/** Measures every part of the data with the true labels. */
import { parts, type Part, type PartResults } from '../../../contract/run-log';
import { countRows } from '../rows/label-patterns';
import type { RowStore } from '../rows/row-store';
import type { Evaluator } from './evaluator';
import type { Tally } from './tally';

export interface Measured {
  /** Of the tasks as a whole, or of one network; parts without rows are left out. */
  results(network?: string): PartResults;
  /** The first task whose loss over training rows is infinite or not a number: what it has learned is of no use. */
  readonly lost: string | undefined;
}

/** With the parameters that the evaluator has loaded. */
export async function measureParts(evaluator: Evaluator, rows: RowStore): Promise<Measured> {
  const tallies: [Part, Tally][] = [];
  for (const part of parts) {
    const count = countRows(rows.patterns[part]);
    if (count > 0) tallies.push([part, await evaluator.measure(rows.walkPart(part), count)]);
  }
  return {
    lost: tallies.find(([part]) => part === 'train')?.[1].lost,
    results: (network) =>
      Object.fromEntries(tallies.map(([part, tally]) => [part, tally.results(network ?? null)])),
  };
}
