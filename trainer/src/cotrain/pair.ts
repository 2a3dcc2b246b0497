/** A co-training pair from round to round: it passes labels on, and tells how its networks stand. */
import { lookUp } from '../../../catalog';
import type { CotrainingDeclaration, PoolPredictions } from '../../../catalog/declaration';
import type { CotrainPlan, Plan } from '../../../contract/plan';
import type { PartResults, RoundEvent } from '../../../contract/run-log';
import type { Evaluator } from '../loop/evaluator';
import type { Measured } from '../loop/measure-parts';
import { networkOutput, sharesOutput } from '../program/evaluation-program';
import type { RowsInMemory } from '../rows/rows-in-memory';
import type { TaskLabels, TaskRows } from '../rows/training-rows';
import { averageOf, disagreementOf, precisionOf, saySame, type Precision } from './compare-predictions';
import { addLabels } from './passed-labels';

/** What a pair knows from earlier rounds, for a checkpoint. */
export interface KeptPair {
  /** The labels that were passed on: rows, and a label for each. */
  readonly rows: Float64Array;
  readonly labels: Float32Array;
  readonly average: Float32Array | null;
  readonly acceptedInAll: number;
  readonly pass: Pass;
  readonly quietRounds: number;
  readonly isOver: boolean;
}

/** The round at work, for a checkpoint: what was passed on before it is known. */
export interface KeptRounds {
  readonly round: number;
  /** In the order of the plan. */
  readonly pairs: readonly KeptPair[];
}

export class Pair {
  /** Place of its task among the plan's tasks. */
  readonly task: number;
  readonly #rows: RowsInMemory;
  readonly #plan: CotrainPlan;
  readonly #index: number;
  readonly #method: CotrainingDeclaration;
  readonly #reads: PoolPredictions['reads'];
  readonly #truth: TaskRows;
  /** Labelled rows that no network trains on. */
  readonly #heldOut: Int32Array;
  /** Training rows without a label of their own, and the average prediction for each of them after the last round. */
  readonly #unlabelled: Int32Array;
  #average: Float32Array | undefined;
  #acceptedInAll = 0;
  #pass: Pass = { pool: 0, accepted: 0, precision: null, precisionRows: 0 };
  #quietRounds = 0;
  #isOver = false;

  constructor(plan: Plan, rows: RowsInMemory, index: number) {
    const cotrain = plan.cotrain[index]!;
    const task = plan.tasks.findIndex(({ name }) => name === cotrain.task);
    const method = lookUp('cotraining', cotrain.method.name);
    const target = lookUp('targets', plan.tasks[task]!.target.name);
    if (!method || !target || target.reads === 'places')
      throw new Error(`the catalog has no ${cotrain.method.name}, or no target of its task that is taught`);
    const truth = rows.tasks[task]!;
    const { train, validation, test } = rows.all.parts;
    this.task = task;
    this.#rows = rows;
    this.#plan = cotrain;
    this.#index = index;
    this.#method = method;
    this.#reads = target.reads;
    this.#truth = truth;
    // As arguments of a function these could be too many.
    const others = new Int32Array(validation.length + test.length);
    others.set(validation);
    others.set(test, validation.length);
    this.#heldOut = others.filter((row) => truth.mask[row] === 1);
    this.#unlabelled = train.filter((row) => truth.mask[row] === 0);
    this.#isOver = this.#unlabelled.length === 0;
  }

  get hasPool(): boolean {
    return this.#unlabelled.length > 0;
  }

  /** Whether its rounds are done, or nothing changes any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Labels of its task with those that the method passes on now. The evaluator has the networks of the last round. */
  async passOn(labels: TaskLabels, evaluator: Evaluator): Promise<TaskLabels> {
    const pool = this.#unlabelled.filter((row) => labels.mask[row] === 0);
    const passed = this.#ask(await this.#predict(evaluator, pool), true);
    const rehearsed = this.#ask(await this.#predict(evaluator, this.#heldOut), false);
    this.#acceptedInAll += passed.length;
    this.#pass = {
      pool: pool.length,
      accepted: passed.length,
      ...precisionOf(rehearsed, this.#heldOut, this.#truth, this.#reads),
    };
    return addLabels(labels, passed, pool);
  }

  /** After the learning of a round; `measured` and the evaluator are of the same networks. */
  async endRound(round: number, evaluator: Evaluator, measured: Measured): Promise<RoundEvent> {
    const { networks, task, rounds, until } = this.#plan;
    const predictions = await this.#predict(evaluator, this.#unlabelled);
    const average = averageOf(predictions);
    const isQuiet =
      round > 0 && this.#pass.accepted === 0 && saySame(average, this.#average ?? average, predictions);
    this.#quietRounds = isQuiet ? this.#quietRounds + 1 : 0;
    this.#average = average;
    this.#isOver ||= round >= rounds || (until !== null && this.#quietRounds >= until.rounds);
    const shares = await this.#readShares(evaluator);
    const results: Record<string, PartResults> = { all: measured.results() };
    for (const network of networks) results[network] = measured.results(network);
    const pool = round === 0 ? this.#unlabelled.length : this.#pass.pool;
    return {
      kind: 'round',
      round,
      rounds,
      task,
      ...this.#pass,
      pool,
      acceptedInAll: this.#acceptedInAll,
      disagreement: disagreementOf(predictions),
      networks: results,
      ...(shares ? { shares } : {}),
    };
  }

  /** `labels` are those of its task, as they are learned from. */
  keep({ values, width, mask }: TaskLabels): KeptPair {
    const rows = this.#unlabelled.filter((row) => mask[row] === 1);
    const labels = new Float32Array(rows.length * width);
    for (const [index, row] of rows.entries()) {
      labels.set(values.subarray(row * width, (row + 1) * width), index * width);
    }
    return {
      rows: Float64Array.from(rows),
      labels,
      average: this.#average ?? null,
      acceptedInAll: this.#acceptedInAll,
      pass: this.#pass,
      quietRounds: this.#quietRounds,
      isOver: this.#isOver,
    };
  }

  /** Answers the labels of its task with those that were passed on. */
  restore({ rows, labels, average, ...kept }: KeptPair): TaskLabels {
    this.#average = average ?? undefined;
    this.#acceptedInAll = kept.acceptedInAll;
    this.#pass = kept.pass;
    this.#quietRounds = kept.quietRounds;
    this.#isOver = kept.isOver;
    const { width } = this.#truth;
    const passed = Array.from(rows, (_, row) => ({
      row,
      label: [...labels.subarray(row * width, (row + 1) * width)],
      confidence: 1,
    }));
    return addLabels(this.#truth, passed, Int32Array.from(rows));
  }

  async #predict(evaluator: Evaluator, rows: Int32Array): Promise<PoolPredictions> {
    const names = this.#plan.networks.map((network) => networkOutput(this.#plan.task, network));
    const width = evaluator.widthOf(names[0]!);
    const values = await evaluator.predict(this.#rows.walk(rows), rows.length, names);
    const networks = names.map((name) => values[name]!.subarray(0, rows.length * width));
    return { reads: this.#reads, width, networks };
  }

  #ask(pool: PoolPredictions, limit: boolean) {
    return this.#method.pass(this.#plan.method.args, pool, limit);
  }

  async #readShares(evaluator: Evaluator): Promise<Readonly<Record<string, number>> | undefined> {
    if (!this.#plan.share) return undefined;
    const name = sharesOutput(this.#index);
    // The weights do not depend on the row.
    const weights = (await evaluator.predict(this.#rows.walk(Int32Array.of(0)), 1, [name]))[name]!;
    return Object.fromEntries(this.#plan.networks.map((network, k) => [network, weights[k]!]));
  }
}

/** What was passed on before a round's learning. */
interface Pass extends Precision {
  readonly pool: number;
  readonly accepted: number;
}
