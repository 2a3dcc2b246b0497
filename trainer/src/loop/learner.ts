/** Learns epoch after epoch: feeds groups of steps to the engine, reports, watches validation, and obeys requests. */
import { setImmediate } from 'node:timers/promises';
import { lookUp } from '../../../catalog';
import { saveCheckpoint } from '../checkpoint/save-checkpoint';
import type { Executor, NamedValues, Session } from '../executors/executor';
import { lossNotFinite, stoppedAtPlateau } from '../problems';
import { buildTrainingProgram, weightingState, type TrainingProgram } from '../program/training-program';
import { countLearnable, countRows } from '../rows/label-patterns';
import type { EpochRange, RowStore, RowWalk } from '../rows/row-store';
import type { Ending, Run } from '../run';
import type { Evaluator } from './evaluator';
import { FeedBuffers } from './feed-buffers';
import { fillFeeds } from './fill-feeds';
import { createGroupSize } from './group-size';
import { placeRows } from './place-rows';
import { watchPlateau, type Plateau } from './plateau';
import { ProgressReport } from './progress-report';
import { scalarFeeds } from './scalar-feeds';
import { StepGroups, type Segment, type StepGroup } from './step-groups';
import { stepsOf, StepMeans } from './step-means';

/** Some epochs of learning from one set of labels: the whole run, or a round of co-training. */
export interface Phase {
  readonly rows: RowStore;
  readonly round?: number;
  /** Phases that may follow, for the estimate of the time left. */
  readonly after: number;
}

/** What a phase keeps from epoch to epoch. */
interface PhaseState {
  readonly phase: Phase;
  /** Through the rows of its epochs. */
  readonly walk: RowWalk;
  /** Number of the phase's first step, and how many it has. */
  readonly first: number;
  readonly steps: number;
  /** Of the epoch that is running. */
  means: StepMeans;
  /** Mean losses of the epochs so far, in the order of the tasks. */
  readonly history: (readonly number[])[];
  readonly plateau: Plateau | undefined;
  /** States after the best epoch. */
  best: NamedValues | undefined;
}

/** Milliseconds between checkpoints. */
const checkpointInterval = 60_000;

export class Learner {
  readonly #run: Run;
  readonly #training: TrainingProgram;
  readonly #session: Session;
  readonly #evaluator: Evaluator;
  readonly #groupSize = createGroupSize();
  readonly #buffers = new FeedBuffers();
  readonly #report: ProgressReport;
  #step = 0;
  #epoch = 0;
  #lastCheckpoint = Date.now();

  private constructor(run: Run, training: TrainingProgram, session: Session, evaluator: Evaluator) {
    this.#run = run;
    this.#training = training;
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
    await session.writeStates(training.start());
    return new Learner(run, training, session, evaluator);
  }

  /** Steps and whole epochs since the run began. */
  get reached(): { readonly steps: number; readonly epochs: number } {
    return { steps: this.#step, epochs: this.#epoch };
  }

  /** Goes on from the parameters as they are. The optimizer begins anew: what it has gathered belongs to other labels. */
  async learn(phase: Phase): Promise<Ending> {
    const { plan, control } = this.#run;
    const { batch, epochs } = plan.train;
    const rows = countLearnable(phase.rows.patterns.train);
    const [first, end] = [this.#epoch + 1, this.#epoch + 1 + epochs];
    const groups = new StepGroups({ rows, batch, first, end, spans: this.#spansEpochs() });
    const state = this.#begin(phase, { first, end }, Math.ceil(rows / batch) * epochs);
    await this.#session.writeStates(this.#training.optimizerStart());
    for (let group = groups.next(this.#groupSize.steps); group; group = groups.next(this.#groupSize.steps)) {
      const failed = await this.#runGroup(state, group);
      if (failed) return failed;
      if (state.plateau?.isOver(this.#epoch)) break;
      // Requests arrive as messages and signals, which are heard only between two turns of the event loop.
      await setImmediate();
      const isDue = Date.now() - this.#lastCheckpoint > checkpointInterval;
      if (control.takeCheckpointRequest() || isDue) await this.checkpoint();
      if (control.stopRequested) return { kind: 'stopped' };
    }
    await this.#goBack(state, this.#epoch + 1 < end);
    return { kind: 'finished' };
  }

  states(): Promise<NamedValues> {
    return this.#session.readStates();
  }

  async checkpoint(): Promise<void> {
    const { seed } = this.#run.plan.train;
    const moment = { step: this.#step, epoch: this.#epoch, seed };
    saveCheckpoint(this.#run, this.#training.program, await this.states(), moment);
    this.#lastCheckpoint = Date.now();
  }

  dispose(): Promise<void> {
    return this.#session.dispose();
  }

  /** A call to the engine may run over the end of an epoch when nothing is measured or changed there. */
  #spansEpochs(): boolean {
    const { plan, rows } = this.#run;
    const changesWeights = lookUp('weightings', plan.train.weighting.name)?.afterEpoch !== undefined;
    return countRows(rows.patterns.validation) === 0 && plan.train.stop === null && !changesWeights;
  }

  #begin(phase: Phase, range: Pick<EpochRange, 'first' | 'end'>, steps: number): PhaseState {
    this.#report.begin(this.#step, this.#step + steps * (1 + phase.after));
    const walk = phase.rows.walkEpochs({ seed: this.#run.plan.train.seed, ...range });
    const means = new StepMeans(this.#training.layout);
    const plateau = this.#watch();
    return { phase, walk, first: this.#step, steps, means, history: [], plateau, best: undefined };
  }

  async #runGroup(state: PhaseState, group: StepGroup): Promise<Ending | undefined> {
    const { plan, rows } = this.#run;
    const { program } = this.#training;
    const place = { step: this.#step, done: this.#step - state.first, of: state.steps };
    const scalars = scalarFeeds(program, plan.train, place, group.steps);
    const { batch } = plan.train;
    const placed = await placeRows(state.walk, group.segments, batch);
    const feeds = fillFeeds(program, rows, placed, group.steps * batch, this.#buffers);
    const began = performance.now();
    const outputs = await this.#session.run({ ...feeds, ...scalars.feeds }, group.steps);
    this.#groupSize.learn(group.steps, performance.now() - began);
    let from = 0;
    for (const segment of group.segments) {
      const own = stepsOf(outputs, from, segment.steps, group.steps);
      const failed = this.#findNotFinite(own, segment);
      if (failed) return failed;
      from += segment.steps;
      this.#step += segment.steps;
      state.means.add(own, segment.steps);
      this.#report.add(own, { ...segment, step: this.#step, rate: scalars.rates[from - 1]! });
      if (segment.endsEpoch) await this.#endEpoch(state);
    }
    return undefined;
  }

  /** A loss that is infinite or not a number fails the run where it arose. */
  #findNotFinite(outputs: NamedValues, { epoch, from }: Segment): Ending | undefined {
    const losses = outputs['losses'] as Float32Array;
    const place = losses.findIndex((loss) => !Number.isFinite(loss));
    if (place < 0) return undefined;
    const { subjects } = this.#training.layout;
    const { task } = subjects[place % subjects.length]!;
    const step = from + Math.floor(place / subjects.length) + 1;
    const { name } = this.#run.plan.train.optimizer;
    return { kind: 'failed', problem: lossNotFinite(task, epoch, step, name) };
  }

  async #endEpoch(state: PhaseState): Promise<void> {
    const { plan, rows, log } = this.#run;
    const { phase, means, plateau } = state;
    this.#epoch += 1;
    state.history.push(means.losses());
    state.means = new StepMeans(this.#training.layout);
    await this.#changeWeighting(state.history);
    let validation;
    const count = countRows(rows.patterns.validation);
    if (count > 0) {
      await this.#evaluator.load(await this.states());
      validation = (await this.#evaluator.measure(rows.walkPart('validation'), count)).results();
    }
    const { weights, total } = means.shown();
    log.write({
      kind: 'epoch',
      epoch: this.#epoch,
      epochs: plan.train.epochs * ((phase.round ?? 0) + 1 + phase.after),
      ...(phase.round === undefined ? {} : { round: phase.round }),
      results: { train: means.results(), ...(validation ? { validation } : {}) },
      weights,
      total,
    });
    const watched = plan.train.stop?.watch;
    const value = watched ? (validation?.[watched.task]?.[watched.metric] ?? null) : null;
    if (plateau?.improves(value, this.#epoch)) state.best = await this.states();
  }

  /** Numbers of the weighting that change between epochs. */
  async #changeWeighting(history: readonly (readonly number[])[]): Promise<void> {
    const { name, args } = this.#run.plan.train.weighting;
    const kept = lookUp('weightings', name)?.afterEpoch?.(args, history);
    if (!kept) return;
    const states = Object.entries(kept).map(
      ([key, values]) => [weightingState(key), Float32Array.from(values)] as const,
    );
    await this.#session.writeStates(Object.fromEntries(states));
  }

  #watch(): Plateau | undefined {
    const { stop } = this.#run.plan.train;
    if (!stop) return undefined;
    const { metric } = stop.watch;
    const better = metric === 'loss' ? 'lower' : (lookUp('metrics', metric)?.better ?? 'lower');
    return watchPlateau(better, stop.patience, this.#epoch);
  }

  /** Takes the states of the best epoch, and says so when learning ended early. */
  async #goBack({ best, plateau }: PhaseState, early: boolean): Promise<void> {
    const { stop } = this.#run.plan.train;
    if (!best || !plateau || !stop) return;
    await this.#session.writeStates(best);
    if (!early) return;
    const { watch, patience } = stop;
    const problem = stoppedAtPlateau(watch.task, watch.metric, patience, plateau.best);
    this.#run.log.write({ kind: 'notice', problem });
  }
}
