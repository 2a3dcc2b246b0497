/** Measures and predicts with the parameters as they are. */
import type { Plan } from '../../../contract/plan';
import type { Executor, NamedValues, Session } from '../executors/executor';
import { predictingStates } from '../program/averages';
import { buildEvaluationProgram, largestBatch, type EvaluationProgram } from '../program/evaluation-program';
import type { RowStore, RowWalk } from '../rows/row-store';
import { FeedBuffers } from './feed-buffers';
import { fillFeeds } from './fill-feeds';
import { placeRows } from './place-rows';
import { prepareEvaluation } from './prepare-evaluation';
import { Tally } from './tally';

/** Batches of a native call. */
const stepsOfCall = 20;

export class Evaluator {
  readonly #rows: RowStore;
  readonly #build: () => EvaluationProgram;
  readonly #prepare: (states: NamedValues) => Promise<Session>;
  readonly #buffers = new FeedBuffers();
  #built: EvaluationProgram | undefined;
  #session: Promise<Session> | undefined;

  /** `batch`: rows that are measured at once. */
  constructor(
    plan: Plan,
    rows: RowStore,
    executor: Executor,
    threads: number,
    batch = Math.min(largestBatch, rows.count),
  ) {
    this.#rows = rows;
    this.#build = () => buildEvaluationProgram(plan, rows, batch);
    this.#prepare = (states) => prepareEvaluation(this.#evaluation, executor, threads, states);
  }

  /** Takes over the parameters among the states of training. The engine prepares the program when that is first done. */
  async load(trained: NamedValues): Promise<void> {
    const states = predictingStates(trained);
    if (!this.#session) {
      this.#session = this.#prepare(states);
      await this.#session;
      return;
    }
    const own = Object.keys(this.#evaluation.program.states).map((name) => [name, states[name]!] as const);
    await (await this.#session).writeStates(Object.fromEntries(own));
  }

  /** Over the next `count` rows of a walk. */
  async measure(walk: RowWalk, count: number): Promise<Tally> {
    const tally = new Tally(this.#evaluation.layout);
    await this.#run(walk, count, (outputs) => tally.add(outputs));
    return tally;
  }

  /**
   * Outputs of the program for the next `count` rows of a walk, batch after batch. An output with a value for each row begins
   * with those of the walk; what fills up the last batch follows.
   */
  async predict(
    walk: RowWalk,
    count: number,
    names: readonly string[],
  ): Promise<Readonly<Record<string, Float32Array>>> {
    const batches = names.map((): Float32Array[] => []);
    await this.#run(walk, count, (outputs) => {
      for (const [index, name] of names.entries()) batches[index]!.push(outputs[name] as Float32Array);
    });
    return Object.fromEntries(names.map((name, index) => [name, join(batches[index]!)]));
  }

  /** Numbers of an output for each row. */
  widthOf(name: string): number {
    return this.#evaluation.program.outputs[name]!.shape.slice(1).reduce((size, axis) => size * axis, 1);
  }

  /** Gives back the engine's memory until parameters are loaded again. */
  async dispose(): Promise<void> {
    const session = await this.#session;
    this.#session = undefined;
    await session?.dispose();
  }

  /** Built when it is first needed: the first losses do not wait for it. */
  get #evaluation(): EvaluationProgram {
    return (this.#built ??= this.#build());
  }

  async #run(walk: RowWalk, count: number, read: (outputs: NamedValues) => void): Promise<void> {
    const { program, batch } = this.#evaluation;
    const session = await this.#session;
    if (!session) throw new Error('an evaluator measures with parameters, which were not loaded');
    for (let from = 0; from < count; from += stepsOfCall * batch) {
      const rows = Math.min(stepsOfCall * batch, count - from);
      const steps = Math.ceil(rows / batch);
      const placed = await placeRows(walk, [{ rows, steps }], batch);
      read(await session.run(fillFeeds(program, this.#rows, placed, steps * batch, this.#buffers), steps));
    }
  }
}

function join(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}
