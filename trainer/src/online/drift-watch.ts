/**
 * Watches the losses of each task for a drift: a change after which they stay larger. A detector hears the loss of a whole batch, B times its
 * mean: its bounds are those of numbers between 0 and 1, rows are such numbers more or less, and a sum of B of them tells as much as all of them do.
 */
import { lookUp } from '../../../catalog';
import type { ChangeDetector } from '../../../catalog/declaration';
import type { TrainPlan } from '../../../contract/plan';
import type { DriftEvent } from '../../../contract/run-log';

/** The rows of one batch. */
export interface BatchPlace {
  /** Numbers of its last row in the stream, and of the window that it belongs to. */
  readonly row: number;
  readonly window: number;
}

export class DriftWatch {
  readonly #tasks: readonly string[];
  readonly #batch: number;
  readonly #detector: ChangeDetector | null;
  /** By task. */
  #states: unknown[];

  constructor(tasks: readonly string[], { mode, batch }: TrainPlan) {
    const declared = lookUp('modes', mode!.name);
    this.#tasks = tasks;
    this.#batch = batch;
    this.#detector = declared?.detector(mode!.args as never) ?? null;
    this.#states = tasks.map(() => this.#detector?.start);
  }

  /** `losses` are the means of a batch by task; null for a task without a label in it. */
  add(losses: readonly (number | null)[], { row, window }: BatchPlace): readonly DriftEvent[] {
    const detector = this.#detector;
    if (!detector) return [];
    return losses.flatMap((loss, task) => {
      if (loss === null) return [];
      const { state, change } = detector.step(this.#states[task], loss * this.#batch);
      this.#states[task] = state;
      // Where losses get smaller the model has learned something.
      if (!change || change.after <= change.before) return [];
      const [before, after] = [change.before / this.#batch, change.after / this.#batch];
      const since = Math.max(1, row - change.since * this.#batch + 1);
      return [{ kind: 'drift', task: this.#tasks[task]!, row, since, window, before, after } as const];
    });
  }

  keep(): string {
    return JSON.stringify(this.#states);
  }

  restore(kept: string): void {
    if (this.#detector) this.#states = JSON.parse(kept) as unknown[];
  }
}
