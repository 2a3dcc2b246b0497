/** Tells how training goes on, a few times a second, and the first losses at once. */
import type { NamedValues } from '../executors/executor';
import type { ReadingLayout } from '../program/readings';
import type { RunLog } from '../run-log';
import { StepMeans } from './step-means';

/** Milliseconds between two events. */
const interval = 100;

/** Pairs of ten tasks; cosines of more of them would fill the log ten times a second, and are told with the epochs alone. */
const mostPairs = 45;

/** Some steps that are done: the last one's number, how many they are, and the rows that they learned from. */
export interface Done {
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly rows: number;
  readonly rate: number;
}

export class ProgressReport {
  readonly #log: RunLog;
  readonly #layout: ReadingLayout;
  #means: StepMeans;
  #rows = 0;
  /** When the last event was written, or the phase began. */
  #last = performance.now();
  #isFirst = true;
  /** Where the phase began, for the time that is left. */
  #first = { step: 0, time: 0 };
  #steps = 0;

  constructor(log: RunLog, layout: ReadingLayout) {
    this.#log = log;
    this.#layout = layout;
    this.#means = new StepMeans(layout);
  }

  /** `steps` is the number of the last step, as far as it is known; 0 where nobody knows. */
  begin(step: number, steps: number): void {
    this.#last = performance.now();
    this.#first = { step, time: this.#last };
    this.#steps = steps;
    this.#rows = 0;
    this.#means = new StepMeans(this.#layout);
  }

  /** Writes an event when it is the run's first, or the last one is long enough ago. */
  add(outputs: NamedValues, { step, steps, epoch, rows, rate }: Done): void {
    this.#means.add(outputs, steps);
    this.#rows += rows;
    const now = performance.now();
    if (!this.#isFirst && now - this.#last < interval) return;
    this.#isFirst = false;
    const { losses, weights, total } = this.#means.shown();
    const cosines = this.#means.cosines();
    const perStep = (now - this.#first.time) / (step - this.#first.step);
    this.#log.write({
      kind: 'progress',
      epoch,
      step,
      steps: this.#steps,
      losses,
      weights,
      total,
      rate,
      rowsPerSecond: (1000 * this.#rows) / (now - this.#last),
      secondsLeft: Math.max(0, (perStep * (this.#steps - step)) / 1000),
      ...(cosines && cosines.length <= mostPairs ? { cosines } : {}),
    });
    this.#means = new StepMeans(this.#layout);
    this.#rows = 0;
    this.#last = now;
  }
}
