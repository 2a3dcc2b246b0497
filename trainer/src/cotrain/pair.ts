/** A co-training pair from round to round: it passes labels on, and tells how its networks stand. */
import { lookUp } from '../../../catalog';
import type { PoolPredictions, Round, RoundCotraining } from '../../../catalog/declaration';
import { inputsUnder } from '../../../catalog/model/inputs-under';
import { randomNumbers } from '../../../catalog/model/random-numbers';
import type { CotrainPlan, Plan } from '../../../contract/plan';
import type { PartResults, RoundEvent } from '../../../contract/run-log';
import type { Evaluator } from '../loop/evaluator';
import type { Measured } from '../loop/measure-parts';
import { networkOutput, sharesOutput } from '../program/evaluation-program';
import { labelsFor, setApart } from '../rows/own-labels';
import type { RowsInMemory } from '../rows/rows-in-memory';
import type { TaskLabels } from '../rows/training-rows';
import { averageOf, disagreementOf, precisionOf, saySame, type Precision } from './compare-predictions';
import { lacksLabel, pairRows, type PairRows } from './pair-rows';
import { addLabels, keepLabels, labelsOf, restoreLabels, type KeptLabels } from './passed-labels';

/** What a pair knows from earlier rounds, for a checkpoint. */
export interface KeptPair {
  /** The labels that were passed on. */
  readonly labels: readonly KeptLabels[];
  readonly memory: Float64Array;
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
  /** What its networks learn before the first round. */
  readonly start: TaskLabels;
  readonly #all: RowsInMemory;
  readonly #plan: CotrainPlan;
  readonly #index: number;
  readonly #seed: number;
  /** Undefined where networks teach each other in every step: nothing is passed on between rounds. */
  readonly #method: RoundCotraining | undefined;
  readonly #needsPool: boolean;
  readonly #reads: PoolPredictions['reads'];
  readonly #rows: PairRows;
  /** What the method knows. */
  #memory: readonly number[];
  /** The average prediction for each unlabelled row after the last round. */
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
    this.task = task;
    this.#all = rows;
    this.#plan = cotrain;
    this.#index = index;
    this.#seed = plan.train.seed;
    this.#method = method.acts === 'rounds' ? method : undefined;
    this.#needsPool = method.needsPool;
    this.#reads = target.reads;
    const known = rows.labels[task]!;
    const isApart = known.own === undefined && this.#method !== undefined && this.#method.passesTo !== 'all';
    this.start = isApart ? setApart(known, plan.tasks[task]!.on) : known;
    this.#rows = pairRows(rows.all, cotrain, inputsUnder(plan, cotrain.task), this.start, plan.train.seed);
    this.#memory = this.#method?.start?.(cotrain.networks.length) ?? [];
    this.#isOver = !this.#method || this.#rows.unlabelled.length === 0;
  }

  /** Whether every row has a label, so that its method has nothing to do. */
  get isIdle(): boolean {
    return this.#needsPool && this.#rows.unlabelled.length === 0;
  }

  /** Whether it is one network that learns alone, of which there is nothing to tell beside its task. */
  get isAlone(): boolean {
    return this.#plan.networks.length === 1;
  }

  /** Whether its rounds are done, or nothing changes any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Labels of its task with those that the method passes on in this round. The evaluator has the networks of the last one. */
  async passOn(round: number, labels: TaskLabels, evaluator: Evaluator): Promise<TaskLabels> {
    const method = this.#method;
    if (!method) return labels;
    const { unlabelled, heldOut } = this.#rows;
    const {
      method: { args },
      networks,
    } = this.#plan;
    const isOpen = (row: number) => method.passesTo !== 'all' || lacksLabel(row, networks, labels);
    const pool = unlabelled.filter(isOpen);
    const chances = this.#rows.chances.filter((_, index) => isOpen(unlabelled[index]!));
    const facts = await this.#facts(round, labels, method.judges ? this.#rows.judged : none, evaluator);
    const known = networks.map((network) => {
      const { mask } = labelsFor(network, labels);
      return Uint8Array.from(pool, (row) => mask[row]!);
    });
    const asked = { ...facts, pool: await this.#predict(evaluator, pool), chances, known, limit: true };
    const { passed, memory = [] } = method.pass(args, asked);
    const rehearsed = method.pass(args, {
      ...facts,
      pool: await this.#predict(evaluator, heldOut),
      chances: new Float64Array(heldOut.length),
      known: known.map(() => new Uint8Array(heldOut.length)),
      limit: false,
    });
    this.#memory = memory;
    this.#acceptedInAll += passed.length;
    this.#pass = {
      pool: pool.length,
      accepted: passed.length,
      ...precisionOf(rehearsed.passed, heldOut, this.start, this.#reads),
    };
    const passing = { pair: networks, start: this.start, anew: method.passesTo === 'anew' };
    return addLabels(labels, passed, pool, passing);
  }

  /** After the learning of a round; `measured` and the evaluator are of the same networks. */
  async endRound(round: number, evaluator: Evaluator, measured: Measured): Promise<RoundEvent> {
    const { networks, task, rounds, until } = this.#plan;
    const predictions = await this.#predict(evaluator, this.#rows.unlabelled);
    const average = averageOf(predictions);
    const isQuiet =
      round > 0 && this.#pass.accepted === 0 && saySame(average, this.#average ?? average, predictions);
    this.#quietRounds = isQuiet ? this.#quietRounds + 1 : 0;
    this.#average = average;
    this.#isOver ||= round >= rounds || (until !== null && this.#quietRounds >= until.rounds);
    const shares = await this.#readShares(evaluator);
    const results: Record<string, PartResults> = { all: measured.results() };
    for (const network of networks) results[network] = measured.results(network);
    const pool = round === 0 ? this.#rows.unlabelled.length : this.#pass.pool;
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
  keep(labels: TaskLabels): KeptPair {
    return {
      labels: keepLabels(labels, this.#rows.unlabelled),
      memory: Float64Array.from(this.#memory),
      average: this.#average ?? null,
      acceptedInAll: this.#acceptedInAll,
      pass: this.#pass,
      quietRounds: this.#quietRounds,
      isOver: this.#isOver,
    };
  }

  /** Answers the labels of its task with those that were passed on. */
  restore({ labels, memory, average, ...kept }: KeptPair): TaskLabels {
    this.#memory = [...memory];
    this.#average = average ?? undefined;
    this.#acceptedInAll = kept.acceptedInAll;
    this.#pass = kept.pass;
    this.#quietRounds = kept.quietRounds;
    this.#isOver = kept.isOver;
    return restoreLabels(this.start, labels);
  }

  /** What a method may ask of a round, whatever rows it passes labels on for. */
  async #facts(
    round: number,
    labels: TaskLabels,
    judged: Int32Array,
    evaluator: Evaluator,
  ): Promise<Pick<Round, 'labels' | 'learned' | 'judged' | 'memory' | 'random'>> {
    const { learned } = this.#rows;
    const { values, width } = this.start;
    const { train } = this.#all.all.parts;
    const predictions = await this.#predict(evaluator, judged);
    return {
      labels: labelsOf(values, width, learned),
      learned: this.#plan.networks.map((network) => {
        const { mask } = labelsFor(network, labels);
        return train.reduce((count, row) => count + mask[row]!, 0);
      }),
      judged: { ...predictions, labels: labelsOf(values, width, judged) },
      memory: this.#memory,
      random: randomNumbers(this.#seed, `round ${round} of ${this.#plan.task}`),
    };
  }

  async #predict(evaluator: Evaluator, rows: Int32Array): Promise<PoolPredictions> {
    const names = this.#plan.networks.map((network) => networkOutput(this.#plan.task, network));
    const width = evaluator.widthOf(names[0]!);
    const values = await evaluator.predict(this.#all.walk(rows), rows.length, names);
    const networks = names.map((name) => values[name]!.subarray(0, rows.length * width));
    return { reads: this.#reads, width, networks };
  }

  async #readShares(evaluator: Evaluator): Promise<Readonly<Record<string, number>> | undefined> {
    const { share } = this.#plan;
    if (!share || lookUp('exchanges', share.name)?.shares !== 'features') return undefined;
    const name = sharesOutput(this.#index);
    // The weights do not depend on the row.
    const weights = (await evaluator.predict(this.#all.walk(Int32Array.of(0)), 1, [name]))[name]!;
    return Object.fromEntries(this.#plan.networks.map((network, k) => [network, weights[k]!]));
  }
}

/** What was passed on before a round's learning. */
interface Pass extends Precision {
  readonly pool: number;
  readonly accepted: number;
}

const none = new Int32Array(0);
