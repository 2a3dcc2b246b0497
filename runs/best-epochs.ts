/** The epochs of a run in which a task was best by its loss or one of its metrics, on one of the parts of the data. */
import type { EpochEvent, RunEvent } from '../contract/run-log';

export interface BestEpochs {
  add(epoch: RunEvent & EpochEvent): void;
  readonly events: readonly RunEvent[];
}

/** Both directions are kept, so that nobody has to know here what is better of a metric: the panel has the headings. */
export function bestEpochs(): BestEpochs {
  const least = new Map<string, Extreme>();
  const most = new Map<string, Extreme>();
  return {
    add(event) {
      for (const [part, results] of Object.entries(event.results))
        for (const [task, values] of Object.entries(results ?? {}))
          for (const [metric, value] of Object.entries(values)) {
            if (value === null) continue;
            const key = JSON.stringify([part, task, metric]);
            if (value < (least.get(key)?.value ?? Infinity)) least.set(key, { value, event });
            if (value > (most.get(key)?.value ?? -Infinity)) most.set(key, { value, event });
          }
    },
    get events() {
      return [...least.values(), ...most.values()].map(({ event }) => event);
    },
  };
}

interface Extreme {
  readonly value: number;
  readonly event: RunEvent;
}
