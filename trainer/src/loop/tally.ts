/** Adds up what a program reports over many steps, and turns the sums into results. */
import type { Results, TaskResult } from '../../../contract/run-log';
import type { NamedValues } from '../executors/executor';
import type { ReadingLayout } from '../program/readings';

/** The sums, for a checkpoint. */
export interface KeptTally {
  readonly losses: Float64Array;
  readonly counts: Float64Array;
  readonly metrics: Float64Array;
}

export class Tally {
  readonly #layout: ReadingLayout;
  /** By subject: sums of losses and labelled rows. Sums are kept in double precision. */
  readonly #losses: Float64Array;
  readonly #counts: Float64Array;
  readonly #metrics: Float64Array;

  constructor(layout: ReadingLayout) {
    this.#layout = layout;
    this.#losses = new Float64Array(layout.subjects.length);
    this.#counts = new Float64Array(layout.subjects.length);
    this.#metrics = new Float64Array(layout.width);
  }

  /** `outputs` holds those of one or more steps. */
  add(outputs: NamedValues): void {
    addUp(this.#losses, outputs['losses'] as Float32Array);
    addUp(this.#counts, outputs['counts'] as Float32Array);
    if (this.#layout.width > 0) addUp(this.#metrics, outputs['metrics'] as Float32Array);
  }

  /** Mean loss of each task as a whole over its labelled rows; null for a task without any. */
  losses(): (number | null)[] {
    return this.#layout.subjects.flatMap(({ network }, index) =>
      network === null ? [this.#loss(index)] : [],
    );
  }

  /** The first task whose loss is infinite or not a number, which results tell as null. */
  get lost(): string | undefined {
    const lost = this.#layout.subjects.findIndex((_, index) => !Number.isFinite(this.#loss(index) ?? 0));
    return this.#layout.subjects[lost]?.task;
  }

  /** Of the tasks as a whole, or of the heads of one network. */
  results(network: string | null = null): Results {
    const chosen = this.#layout.subjects.flatMap((subject, index) =>
      subject.network === network ? [[subject.task, this.#result(index)] as const] : [],
    );
    return Object.fromEntries(chosen);
  }

  keep(): KeptTally {
    return { losses: this.#losses.slice(), counts: this.#counts.slice(), metrics: this.#metrics.slice() };
  }

  restore({ losses, counts, metrics }: KeptTally): void {
    this.#losses.set(losses);
    this.#counts.set(counts);
    this.#metrics.set(metrics);
  }

  /** Adds the sums of another one. */
  join({ losses, counts, metrics }: KeptTally): void {
    addUp(this.#losses, losses);
    addUp(this.#counts, counts);
    addUp(this.#metrics, metrics);
  }

  #result(subject: number): TaskResult {
    const metrics = this.#layout.metrics
      .filter((metric) => metric.subject === subject)
      .map(({ name, start, end, finish }) => {
        const value =
          this.#counts[subject]! > 0 ? finish([...this.#metrics.subarray(start, end)]) : Number.NaN;
        return [name, Number.isFinite(value) ? value : null] as const;
      });
    const loss = this.#loss(subject);
    return { loss: Number.isFinite(loss) ? loss : null, ...Object.fromEntries(metrics) };
  }

  #loss(subject: number): number | null {
    const count = this.#counts[subject]!;
    return count > 0 ? this.#losses[subject]! / count : null;
  }
}

/** Adds the numbers of one or more steps to the sums of each. */
export function addUp(sums: Float64Array, values: Float32Array | Float64Array): void {
  for (let i = 0; i < values.length; i++) sums[i % sums.length]! += values[i]!;
}
