/** The best value of each loss and metric of a run, exact however long it is, and the epoch it was measured in. */
import type { MetricHeading, Part } from '../../../contract/run-log';
import type { EpochRow } from '../../shared/runs/run-state';

export interface BestValue {
  readonly value: number;
  readonly row: EpochRow;
}

/** What is measured of a task: its loss, or a metric. */
export interface Measure extends MetricHeading {
  readonly task: string;
}

export class BestValues {
  private readonly least = new Map<string, BestValue>();
  private readonly most = new Map<string, BestValue>();

  add(row: EpochRow): void {
    for (const [part, results] of Object.entries(row.event.results))
      for (const [task, values] of Object.entries(results ?? {}))
        for (const [name, value] of Object.entries(values)) {
          if (value === null) continue;
          const key = keyOf(part, task, name);
          if (value < (this.least.get(key)?.value ?? Infinity)) this.least.set(key, { value, row });
          if (value > (this.most.get(key)?.value ?? -Infinity)) this.most.set(key, { value, row });
        }
  }

  /** Undefined where nothing was measured. */
  of(part: Part, { task, name, better }: Measure): BestValue | undefined {
    return (better === 'higher' ? this.most : this.least).get(keyOf(part, task, name));
  }
}

const keyOf = (part: string, task: string, name: string): string => JSON.stringify([part, task, name]);

/** Whether the first is the better one. */
export const isBetter = (better: MetricHeading['better'], one: number, other: number): boolean =>
  better === 'higher' ? one > other : one < other;
