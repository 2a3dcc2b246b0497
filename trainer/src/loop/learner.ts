/** Learns epoch after epoch: feeds groups of steps to the engine, reports, watches validation, and obeys requests. */
import { setImmediate } from 'node:timers/promises';
import { lookUp } from '../../../catalog';
import type { Executor, NamedValues, Session } from '../executors/executor';
import { saveCheckpoint } from '../checkpoint/save-checkpoint';
import { lossNotFinite, stoppedAtPlateau } from '../problems';
import {
  buildTrainingProgram,
  rateFeed,
  stepFeed,
  weightingState,
  type TrainingProgram,
} from '../program/training-program';
import { labelledRows, type TaskLabels } from '../rows/training-rows';
import type { Ending, Run } from '../run';
import type { Evaluator } from './evaluator';
import { fillFeeds } from './fill-feeds';
import { createGroupSize } from './group-size';
import { watchPlateau, type Plateau } from './plateau';
import { ProgressReport } from './progress-report';
import { shuffleRows } from './shuffle';
import { StepMeans } from './step-means';

/** Some epochs of learning from one set of labels: the whole run, or a round of co-training. */
export interface Phase {
  /** In the order of the tasks. */
  readonly labels: readonly TaskLabels[];
  readonly round?: number;
  /** Phases that may follow, for the estimate of the time left. */
  readonly after: number;
}

/** Milliseconds between checkpoints. */
const checkpointInterval = 60_000;

export class Learner {
  /** Steps and epochs since the run began. */
  step = 0;
  epoch = 0;
  readonly training: TrainingProgram;
  readonly #run: Run;
  readonly #session: Session;
  readonly #evaluator: Evaluator;
  readonly #groupSize = createGroupSize();
  readonly #report: ProgressReport;
  #lastCheckpoint = Date.now();

  private constructor(run: Run, training: TrainingProgram, session: Session, evaluator: Evaluator) {
    this.#run = run;
    this.training = training;
    this.#session = session;
    this.#evaluator = evaluator;
    this.#report = new ProgressReport(run.log, training.layout);
  }

  static async prepare(
    run: Run,
    executor: Executor,
    threads: number,
    evaluator: Evaluator,
  ): Promise<Learner> {
    const training = buildTrainingProgram(run.plan, run.rows);
    const session = await executor.prepare(training.program, { threads });
    await session.writeStates(training.start);
    return new Learner(run, training, session, evaluator);
  }

  /** Goes on from the states as they are. */
  async learn(phase: Phase): Promise<Ending> {
    const { plan, rows } = this.#run;
    const learnable = labelledRows(rows.parts.train, phase.labels);
    const stepsPerEpoch = Math.ceil(learnable.length / plan.train.batch);
    const steps = stepsPerEpoch * plan.train.epochs;
    const first = this.step;
    const last = this.epoch + plan.train.epochs;
    this.#report.begin(this.step, this.step + steps * (1 + phase.after));
    const plateau = this.#watch();
    let best: NamedValues | undefined;
    const history: (readonly number[])[] = [];

    while (this.epoch < last) {
      const means = new StepMeans(this.training.layout);
      const order = shuffleRows(learnable, plan.train.seed, this.epoch + 1);
      const ending = await this.#runEpoch(phase, order, means, { first, steps });
      if (ending) return ending;
      this.epoch += 1;
      history.push(means.losses());
      await this.#afterEpoch(history);
      const validation = await this.#endEpoch(phase, means);
      if (!plateau) continue;
      if (plateau.improves(validation, this.epoch)) best = await this.#session.readStates();
      if (plateau.isOver(this.epoch)) break;
    }
    if (best) await this.#goBack(best, plateau!, last);
    return { kind: 'finished' };
  }

  states(): Promise<NamedValues> {
    return this.#session.readStates();
  }

  async checkpoint(): Promise<void> {
    const { step, epoch, training } = this;
    const { seed } = this.#run.plan.train;
    saveCheckpoint(this.#run, training.program, await this.states(), { step, epoch, seed });
    this.#lastCheckpoint = Date.now();
  }

  dispose(): Promise<void> {
    return this.#session.dispose();
  }

  /** Undefined when the epoch is done. */
  async #runEpoch(
    phase: Phase,
    order: Int32Array,
    means: StepMeans,
    { first, steps }: { readonly first: number; readonly steps: number },
  ): Promise<Ending | undefined> {
    const { plan, rows, control } = this.#run;
    const { batch } = plan.train;
    const batches = Math.ceil(order.length / batch);
    for (let from = 0; from < batches;) {
      const count = Math.min(this.#groupSize.steps, batches - from);
      const rates = this.#rates(this.step - first, count, steps);
      const feeds = fillFeeds(this.training.program, rows, phase.labels, {
        order,
        batch,
        from,
        steps: count,
      });
      const began = performance.now();
      const outputs = await this.#session.run({ ...feeds, ...this.#scalars(rates, count) }, count);
      this.#groupSize.learn(count, performance.now() - began);
      const bad = this.#findNotFinite(outputs, from);
      if (bad) return bad;
      means.add(outputs, count);
      this.step += count;
      from += count;
      const fed = Math.min(from * batch, order.length) - (from - count) * batch;
      this.#report.add(outputs, count, {
        step: this.step,
        epoch: this.epoch + 1,
        rows: fed,
        rate: rates.at(-1)!,
      });
      // Requests arrive as messages and signals, which are heard only between two turns of the event loop.
      await setImmediate();
      if (control.takeCheckpointRequest() || Date.now() - this.#lastCheckpoint > checkpointInterval) {
        await this.checkpoint();
      }
      if (control.stopRequested) return { kind: 'stopped' };
    }
    return undefined;
  }

  /** The learning rate of the next steps; a schedule runs from the first to the last step of a phase. */
  #rates(done: number, count: number, steps: number): Float32Array {
    const { schedule, optimizer } = this.#run.plan.train;
    const declared = lookUp('schedules', schedule.name);
    if (!declared) throw new Error(`the catalog has no schedule ${schedule.name}`);
    const rate = optimizer.args['rate'] as number;
    return Float32Array.from(
      { length: count },
      (_, index) => rate * declared.factor(schedule.args, done + index, steps),
    );
  }

  #scalars(rates: Float32Array, count: number): NamedValues {
    const { feeds } = this.training.program;
    const steps = BigInt64Array.from({ length: count }, (_, index) => BigInt(this.step + index));
    return { ...(feeds[rateFeed] && { [rateFeed]: rates }), ...(feeds[stepFeed] && { [stepFeed]: steps }) };
  }

  /** `from` is the number of the group's first step in its epoch. */
  #findNotFinite(outputs: NamedValues, from: number): Ending | undefined {
    const losses = outputs['losses'] as Float32Array;
    const place = losses.findIndex((loss) => !Number.isFinite(loss));
    if (place < 0) return undefined;
    const { subjects } = this.training.layout;
    const { task } = subjects[place % subjects.length]!;
    const step = from + Math.floor(place / subjects.length) + 1;
    const { name } = this.#run.plan.train.optimizer;
    return { kind: 'failed', problem: lossNotFinite(task, this.epoch + 1, step, name) };
  }

  /** Numbers of the weighting that change between epochs. */
  async #afterEpoch(history: readonly (readonly number[])[]): Promise<void> {
    const { name, args } = this.#run.plan.train.weighting;
    const kept = lookUp('weightings', name)?.afterEpoch?.(args, history);
    if (!kept) return;
    const states = Object.entries(kept).map(
      ([key, values]) => [weightingState(key), Float32Array.from(values)] as const,
    );
    await this.#session.writeStates(Object.fromEntries(states));
  }

  /** Measures validation and writes the event; answers the result that is watched. */
  async #endEpoch({ round, after }: Phase, means: StepMeans): Promise<number | null> {
    const { plan, rows, log } = this.#run;
    const { weights, total } = means.shown();
    const watched = plan.train.stop?.watch;
    let validation;
    if (rows.parts.validation.length > 0) {
      await this.#evaluator.load(await this.states());
      validation = (await this.#evaluator.measure(rows.parts.validation, rows.tasks)).results();
    }
    log.write({
      kind: 'epoch',
      epoch: this.epoch,
      epochs: plan.train.epochs * ((round ?? 0) + 1 + after),
      ...(round === undefined ? {} : { round }),
      results: { train: means.results(), ...(validation ? { validation } : {}) },
      weights,
      total,
    });
    return watched ? (validation?.[watched.task]?.[watched.metric] ?? null) : null;
  }

  #watch(): Plateau | undefined {
    const { stop } = this.#run.plan.train;
    if (!stop) return undefined;
    const { metric } = stop.watch;
    const better = metric === 'loss' ? 'lower' : (lookUp('metrics', metric)?.better ?? 'lower');
    return watchPlateau(better, stop.patience, this.epoch);
  }

  /** Takes the states of the best epoch; says so when training ended before its last epoch. */
  async #goBack(best: NamedValues, plateau: Plateau, last: number): Promise<void> {
    await this.#session.writeStates(best);
    const { stop } = this.#run.plan.train;
    if (!stop || this.epoch >= last) return;
    const { watch, patience } = stop;
    this.#run.log.write({
      kind: 'notice',
      problem: stoppedAtPlateau(watch.task, watch.metric, patience, plateau.best),
    });
  }
}
