/** Where a run is in its stream, and all that it keeps from batch to batch. */
import type { Plan } from '../../../contract/plan';
import type { DriftEvent, EpochEvent, Results } from '../../../contract/run-log';
import type { NamedValues } from '../executors/executor';
import { StepMeans } from '../loop/step-means';
import { Tally } from '../loop/tally';
import type { ReadingLayout } from '../program/readings';
import { DriftWatch, type BatchPlace } from './drift-watch';
import type { KeptStream } from './kept-stream';

export interface WindowEnd {
  /** Of its rows before they were trained on. */
  readonly results: Results;
  /** The same losses by task, NaN where no row had a label. */
  readonly losses: readonly number[];
  readonly told: Pick<EpochEvent, 'weights' | 'total' | 'cosines'>;
}

export class StreamPlace {
  readonly #plan: Plan;
  readonly #layout: ReadingLayout;
  readonly #drift: DriftWatch;
  #means: StepMeans;
  #tests: Tally;
  readonly all: Tally;
  /** Rows with a label that were taken. */
  taken = 0;
  stepsOfWindow = 0;
  rowsOfWindow = 0;
  /** Mean losses of the windows so far, in the order of the tasks. */
  history: (readonly number[])[] = [];
  /** What a schedule that watches the loss has seen of them. */
  watched: number[] = [];
  /** Whether the stream was learned from to its end. */
  isOver = false;

  constructor(plan: Plan, layout: ReadingLayout) {
    this.#plan = plan;
    this.#layout = layout;
    this.#drift = new DriftWatch(
      plan.tasks.map(({ name }) => name),
      plan.train,
    );
    this.#means = new StepMeans(layout);
    this.#tests = new Tally(layout);
    this.all = new Tally(layout);
  }

  /** Takes in one batch: what its step reported, and what was predicted before it. Answers the drifts that it shows. */
  add(outputs: NamedValues, tested: NamedValues, place: BatchPlace): readonly DriftEvent[] {
    this.#means.add(outputs, 1);
    this.#tests.add(tested);
    this.all.add(tested);
    const batch = new Tally(this.#layout);
    batch.add(tested);
    return this.#drift.add(batch.losses(), place);
  }

  count({ rows, steps }: { readonly rows: number; readonly steps: number }): void {
    this.taken += rows;
    this.rowsOfWindow += rows;
    this.stepsOfWindow += steps;
  }

  endWindow(): WindowEnd {
    const end = {
      results: this.#tests.results(),
      losses: this.#tests.losses().map((loss) => loss ?? Number.NaN),
      told: this.#means.told(),
    };
    this.history.push(end.losses);
    this.#means = new StepMeans(this.#layout);
    this.#tests = new Tally(this.#layout);
    [this.rowsOfWindow, this.stepsOfWindow] = [0, 0];
    return end;
  }

  /** Says to the schedule what a window came to: the sum over tasks with the weights that are written. */
  watch(losses: readonly number[]): void {
    const weighted = this.#plan.tasks.map(({ weight }, task) => {
      const loss = losses[task]!;
      return Number.isFinite(loss) ? weight * loss : 0;
    });
    this.watched.push(weighted.reduce((sum, loss) => sum + loss, 0));
  }

  keep(): KeptStream {
    return {
      isOver: this.isOver,
      taken: this.taken,
      stepsOfWindow: this.stepsOfWindow,
      rowsOfWindow: this.rowsOfWindow,
      means: this.#means.keep(),
      tests: this.#tests.keep(),
      all: this.all.keep(),
      history: Float64Array.from(this.history.flat()),
      watched: Float64Array.from(this.watched),
      detectors: this.#drift.keep(),
    };
  }

  restore(kept: KeptStream): void {
    this.isOver = kept.isOver;
    this.taken = kept.taken;
    this.stepsOfWindow = kept.stepsOfWindow;
    this.rowsOfWindow = kept.rowsOfWindow;
    this.#means.restore(kept.means);
    this.#tests.restore(kept.tests);
    this.all.restore(kept.all);
    const tasks = this.#plan.tasks.length;
    this.history = Array.from({ length: kept.history.length / tasks }, (_, window) => [
      ...kept.history.subarray(window * tasks, (window + 1) * tasks),
    ]);
    this.watched = [...kept.watched];
    this.#drift.restore(kept.detectors);
  }
}
