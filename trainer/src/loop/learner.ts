/** Learns epoch after epoch: feeds groups of steps to the engine, reports, watches validation, and obeys requests. */
import { setImmediate } from 'node:timers/promises';
import { lookUp } from '../../../catalog';
import type { Checkpoint, Place } from '../checkpoint/checkpoint';
import { saveCheckpoint } from '../checkpoint/save-checkpoint';
import type { PreparedTraining } from '../devices/prepare-training';
import type { NamedValues, Session } from '../executors/executor';
import { stoppedAtPlateau } from '../problems';
import { rowsOfStep } from '../program/rows-of-step';
import { weightingState, type TrainingProgram } from '../program/training-program';
import { countLearnable, countRows } from '../rows/label-patterns';
import type { Ending, Run } from '../run';
import { createCheckpointClock } from './checkpoint-clock';
import type { Evaluator } from './evaluator';
import { FeedBuffers } from './feed-buffers';
import { fillFeeds } from './fill-feeds';
import { findNotFinite } from './find-not-finite';
import { createGroupSize } from './group-size';
import { keepPhase, restorePhase, type KeptPhase, type Phase, type PhaseState } from './phase';
import { watchPlateau, type Plateau } from './plateau';
import { ProgressReport } from './progress-report';
import { scalarFeeds } from './scalar-feeds';
import { StepGroups, type StepGroup } from './step-groups';
import { stepsOf, StepMeans } from './step-means';
import { walkSteps, type StepWalk } from './walk-steps';
import { watchedLoss } from './watched-loss';

/** A phase while it is learned. */
interface Learning {
  readonly phase: Phase;
  readonly state: PhaseState;
  /** Through the rows of its epochs. */
  readonly walk: StepWalk;
  /** All that it has. */
  readonly steps: number;
}

export class Learner {
  readonly #run: Run;
  readonly training: TrainingProgram;
  readonly #session: Session;
  readonly #evaluator: Evaluator;
  readonly #groupSize = createGroupSize();
  readonly #buffers = new FeedBuffers();
  readonly #report: ProgressReport;
  readonly #clock = createCheckpointClock();
  #step: number;
  #epoch: number;
  #hasTriedToMeasure = false;
  /** The phase that is learned, for checkpoints. */
  #place: { readonly phase: Phase; readonly state: PhaseState } | undefined;

  private constructor(
    run: Run,
    training: TrainingProgram,
    session: Session,
    evaluator: Evaluator,
    { step, epoch }: { readonly step: number; readonly epoch: number },
  ) {
    this.#run = run;
    this.#step = step;
    this.#epoch = epoch;
    this.training = training;
    this.#session = session;
    this.#evaluator = evaluator;
    this.#report = new ProgressReport(run.log, training.layout);
  }

  /** Starts from the plan's seed and what was transferred, or goes on from a checkpoint. */
  static async prepare(
    run: Run,
    { training, session }: PreparedTraining,
    evaluator: Evaluator,
    checkpoint?: Checkpoint,
  ): Promise<Learner> {
    await session.writeStates(checkpoint?.states ?? training.start(run.transferred));
    return new Learner(run, training, session, evaluator, checkpoint?.moment ?? { step: 0, epoch: 0 });
  }

  /** Steps and whole epochs since the run began. */
  get reached(): { readonly steps: number; readonly epochs: number } {
    return { steps: this.#step, epochs: this.#epoch };
  }

  /**
   * Goes on from the parameters as they are. The optimizer begins anew: what it has gathered belongs to other labels. A phase that was
   * `kept` in a checkpoint goes on from there instead, with the optimizer as it was.
   */
  async learn(phase: Phase, kept?: KeptPhase): Promise<Ending> {
    const { batch, epochs, seed } = this.#run.plan.train;
    const rows = countLearnable(phase.rows.patterns.train);
    const stepsPerEpoch = Math.ceil(rows / batch);
    if (!kept && phase.visit) this.#epoch = phase.visit.epochsBefore;
    const state = kept ? this.#restore(kept) : this.#begin();
    this.#place = { phase, state };
    const first = this.#epoch + 1;
    const end = state.firstEpoch + epochs;
    const taken = this.#step - state.firstStep - (first - state.firstEpoch) * stepsPerEpoch;
    const groups = new StepGroups({ rows, batch, first, end, spans: this.#spansEpochs(), taken });
    const walk = walkSteps(this.#run.plan, phase.rows, { seed, first, end, skip: taken * batch }, this.#step);
    const steps = stepsPerEpoch * epochs;
    this.#beginReport(phase, state.firstStep + steps * (1 + phase.after));
    if (!kept) {
      await this.#session.writeStates({ ...phase.visit?.states, ...this.training.optimizerStart() });
    }
    // From now on the runs that this one starts from are not needed any more.
    if (this.#step === 0 && Object.keys(this.#run.transferred).length > 0) await this.checkpoint();
    const ending = await this.#learnGroups({ phase, state, walk, steps }, groups);
    if (ending) return ending;
    await this.#goBack(state, this.#epoch + 1 < end);
    this.#place = undefined;
    return { kind: 'finished' };
  }

  states(): Promise<NamedValues> {
    return this.#session.readStates();
  }

  /** Goes on with other states after so many whole epochs; states that are left out stay. */
  take(states: NamedValues, epochs: number): Promise<void> {
    this.#epoch = epochs;
    return this.#session.writeStates(states);
  }

  checkpoint(): Promise<void> {
    return this.#clock.during(async () => {
      const { seed } = this.#run.plan.train;
      const moment = { step: this.#step, epoch: this.#epoch, seed };
      const place: Place | null = this.#place
        ? {
            phase: keepPhase(this.#place.state),
            rounds: this.#place.phase.rounds ?? null,
            federation: this.#place.phase.visit?.keep() ?? null,
          }
        : null;
      saveCheckpoint(this.#run, this.training.program, await this.states(), moment, place);
    });
  }

  dispose(): Promise<void> {
    return this.#session.dispose();
  }

  /** A call to the engine may run over the end of an epoch when nothing is measured or changed there. */
  #spansEpochs(): boolean {
    const { plan, rows } = this.#run;
    const changesWeights = lookUp('weightings', plan.train.weighting.name)?.afterEpoch !== undefined;
    const isWatched = this.#watchesLoss() || plan.train.stop !== null;
    return countRows(rows.patterns.validation) === 0 && !isWatched && !changesWeights;
  }

  /** Participants follow each other too quickly for a report of each. */
  #beginReport({ visit }: Phase, last: number): void {
    if (!visit || visit.isFirst) this.#report.begin(this.#step, visit?.lastStep ?? last);
  }

  #watchesLoss(): boolean {
    return lookUp('schedules', this.#run.plan.train.schedule.name)?.watches === true;
  }

  #begin(): PhaseState {
    const { layout } = this.training;
    return {
      firstStep: this.#step,
      firstEpoch: this.#epoch + 1,
      means: new StepMeans(layout),
      history: [],
      watched: [],
      plateau: this.#watch(),
      best: undefined,
    };
  }

  #restore(kept: KeptPhase): PhaseState {
    const { plan } = this.#run;
    return restorePhase(kept, this.training.layout, plan.tasks.length, this.#watch());
  }

  /** Answers why learning ended before it was done, if it did. */
  async #learnGroups(learning: Learning, groups: StepGroups): Promise<Ending | undefined> {
    const { control } = this.#run;
    for (let group = groups.next(this.#groupSize.steps); group; group = groups.next(this.#groupSize.steps)) {
      const failed = await this.#runGroup(learning, group);
      if (failed) return failed;
      if (learning.state.plateau?.isOver(this.#epoch)) return undefined;
      // Requests arrive as messages and signals, which are heard only between two turns of the event loop.
      await setImmediate();
      if (!this.#hasTriedToMeasure) await this.#tryToMeasure();
      if (control.takeCheckpointRequest() || this.#clock.isDue) await this.checkpoint();
      if (control.stopRequested) return { kind: 'stopped' };
    }
    return undefined;
  }

  async #runGroup({ phase, state, walk, steps }: Learning, group: StepGroup): Promise<Ending | undefined> {
    const { plan, rows } = this.#run;
    const { program } = this.training;
    const done = this.#step - state.firstStep;
    const place = { step: this.#step, done, of: steps, losses: state.watched, moment: phase.visit?.moment };
    const scalars = scalarFeeds(program, plan.train, place, group.steps);
    const placed = await walk.take(group);
    const feeds = fillFeeds(program, rows, placed, group.steps * rowsOfStep(plan).all, this.#buffers);
    const began = performance.now();
    const outputs = await this.#session
      .run({ ...feeds, ...scalars.feeds }, group.steps)
      .catch((error: unknown) => this.#keepBefore(error));
    this.#groupSize.learn(group.steps, performance.now() - began);
    let from = 0;
    for (const segment of group.segments) {
      const own = stepsOf(outputs, from, segment.steps, group.steps);
      const failed = findNotFinite(plan.train, this.training.layout, own, segment);
      if (failed) return failed;
      from += segment.steps;
      this.#step += segment.steps;
      state.means.add(own, segment.steps);
      this.#report.add(own, { ...segment, step: this.#step, rate: scalars.rates[from - 1]! });
      if (segment.endsEpoch) await this.#endEpoch(phase, state);
    }
    return undefined;
  }

  /**
   * The first losses are told by then, and little is lost if a device cannot measure what it trains. The processor can. Between the steps
   * of a run that measures nothing, the engine's memory is its own.
   */
  async #tryToMeasure(): Promise<void> {
    this.#hasTriedToMeasure = true;
    if (this.#run.origin.device === 'cpu') return;
    await this.#evaluator.load(await this.states());
    if (countRows(this.#run.rows.patterns.validation) === 0) await this.#evaluator.dispose();
  }

  /** Keeps what the engine still knows of the steps before a failure; where it knows nothing, the last checkpoint stands. */
  async #keepBefore(error: unknown): Promise<never> {
    await this.checkpoint().catch(() => undefined);
    throw error;
  }

  async #endEpoch(phase: Phase, state: PhaseState): Promise<void> {
    const { plan, rows, log } = this.#run;
    const { means, plateau } = state;
    const losses = means.losses();
    this.#epoch += 1;
    state.history.push(losses);
    state.means = new StepMeans(this.training.layout);
    await this.#changeWeighting(state.history);
    if (phase.visit) return phase.visit.endEpoch(means);
    let validation;
    const count = countRows(rows.patterns.validation);
    if (count > 0) {
      await this.#evaluator.load(await this.states());
      validation = (await this.#evaluator.measure(rows.walkPart('validation'), count)).results();
    }
    if (this.#watchesLoss()) state.watched.push(watchedLoss(plan, losses, validation));
    log.write({
      kind: 'epoch',
      epoch: this.#epoch,
      epochs: plan.train.epochs * ((phase.round ?? 0) + 1 + phase.after),
      ...(phase.round === undefined ? {} : { round: phase.round }),
      results: { train: means.results(), ...(validation ? { validation } : {}) },
      ...means.told(),
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
