/** Learns epoch after epoch: feeds groups of steps to the engine, reports, watches validation, and obeys requests. */
import { lookUp } from '../../../catalog';
import type { Checkpoint } from '../checkpoint/checkpoint';
import type { PreparedTraining } from '../devices/prepare-training';
import type { NamedValues } from '../executors/executor';
import { stoppedAtPlateau } from '../problems';
import type { TrainingProgram } from '../program/training-program';
import { countLearnable, countRows } from '../rows/label-patterns';
import type { Ending, Run } from '../run';
import type { Evaluator } from './evaluator';
import { keepPhase, restorePhase, type KeptPhase, type Phase, type PhaseState } from './phase';
import { watchPlateau, type Plateau } from './plateau';
import { ProgressReport } from './progress-report';
import { StepGroups, type StepGroup } from './step-groups';
import { stepsOf, StepMeans } from './step-means';
import { StepTaker } from './step-taker';
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

/** The phase that is learned, for checkpoints. */
interface Place {
  learned: { readonly phase: Phase; readonly state: PhaseState } | undefined;
}

const keepPlace = ({ learned }: Place) =>
  learned
    ? {
        phase: keepPhase(learned.state),
        rounds: learned.phase.rounds ?? null,
        federation: learned.phase.visit?.keep() ?? null,
      }
    : null;

export class Learner {
  readonly #run: Run;
  readonly #taker: StepTaker;
  readonly #evaluator: Evaluator;
  readonly #report: ProgressReport;
  readonly #at: Place;

  private constructor(run: Run, taker: StepTaker, evaluator: Evaluator, at: Place) {
    this.#run = run;
    this.#taker = taker;
    this.#evaluator = evaluator;
    this.#at = at;
    this.#report = new ProgressReport(run.log, taker.layout);
  }

  /** Starts from the plan's seed and what was transferred, or goes on from a checkpoint. */
  static async prepare(
    run: Run,
    prepared: PreparedTraining,
    evaluator: Evaluator,
    checkpoint?: Checkpoint,
  ): Promise<Learner> {
    const at: Place = { learned: undefined };
    const where = () => ({ place: keepPlace(at) });
    const taker = await StepTaker.prepare(run, prepared, evaluator, where, checkpoint);
    return new Learner(run, taker, evaluator, at);
  }

  get training(): TrainingProgram {
    return this.#taker.training;
  }

  /** Steps and whole epochs since the run began. */
  get reached(): { readonly steps: number; readonly epochs: number } {
    return { steps: this.#taker.step, epochs: this.#taker.epoch };
  }

  /**
   * Goes on from the parameters as they are. The optimizer begins anew: what it has gathered belongs to other labels. A phase that was
   * `kept` in a checkpoint goes on from there instead, with the optimizer as it was.
   */
  async learn(phase: Phase, kept?: KeptPhase): Promise<Ending> {
    const { batch, epochs, seed } = this.#run.plan.train;
    const rows = countLearnable(phase.rows.patterns.train);
    const stepsPerEpoch = Math.ceil(rows / batch);
    if (!kept && phase.visit) this.#taker.epoch = phase.visit.epochsBefore;
    const state = kept ? this.#restore(kept) : this.#begin();
    this.#at.learned = { phase, state };
    const first = this.#taker.epoch + 1;
    const end = state.firstEpoch + epochs;
    const taken = this.#taker.step - state.firstStep - (first - state.firstEpoch) * stepsPerEpoch;
    const groups = new StepGroups({ rows, batch, first, end, spans: this.#spansEpochs(), taken });
    const walk = walkSteps(
      this.#run.plan,
      phase.rows,
      { seed, first, end, skip: taken * batch },
      this.#taker.step,
    );
    const steps = stepsPerEpoch * epochs;
    this.#beginReport(phase, state.firstStep + steps * (1 + phase.after));
    if (!kept) await this.#taker.beginOptimizer(phase.visit?.states);
    // From now on the runs that this one starts from are not needed any more.
    if (this.#taker.step === 0 && Object.keys(this.#run.transferred).length > 0) await this.checkpoint();
    const ending = await this.#learnGroups({ phase, state, walk, steps }, groups);
    if (ending) return ending;
    await this.#goBack(state, this.#taker.epoch + 1 < end);
    this.#at.learned = undefined;
    return { kind: 'finished' };
  }

  /** Goes on with other states after so many whole epochs; states that are left out stay. */
  take(states: NamedValues, epochs: number): Promise<void> {
    this.#taker.epoch = epochs;
    return this.#taker.writeStates(states);
  }

  states(): Promise<NamedValues> {
    return this.#taker.states();
  }

  checkpoint(): Promise<void> {
    return this.#taker.checkpoint();
  }

  dispose(): Promise<void> {
    return this.#taker.dispose();
  }

  /** Participants follow each other too quickly for a report of each. */
  #beginReport({ visit }: Phase, last: number): void {
    if (!visit || visit.isFirst) this.#report.begin(this.#taker.step, visit?.lastStep ?? last);
  }

  /** A call to the engine may run over the end of an epoch when nothing is measured or changed there. */
  #spansEpochs(): boolean {
    const { plan, rows } = this.#run;
    const changesWeights = lookUp('weightings', plan.train.weighting.name)?.afterEpoch !== undefined;
    const isWatched = this.#watchesLoss() || plan.train.stop !== null;
    return countRows(rows.patterns.validation) === 0 && !isWatched && !changesWeights;
  }

  #watchesLoss(): boolean {
    return lookUp('schedules', this.#run.plan.train.schedule.name)?.watches === true;
  }

  #begin(): PhaseState {
    const { layout } = this.#taker;
    return {
      firstStep: this.#taker.step,
      firstEpoch: this.#taker.epoch + 1,
      means: new StepMeans(layout),
      history: [],
      watched: [],
      plateau: this.#watch(),
      best: undefined,
    };
  }

  #restore(kept: KeptPhase): PhaseState {
    const { plan } = this.#run;
    return restorePhase(kept, this.#taker.layout, plan.tasks.length, this.#watch());
  }

  /** Answers why learning ended before it was done, if it did. */
  async #learnGroups(learning: Learning, groups: StepGroups): Promise<Ending | undefined> {
    const taker = this.#taker;
    for (let group = groups.next(taker.groupSize); group; group = groups.next(taker.groupSize)) {
      const failed = await this.#runGroup(learning, group);
      if (failed) return failed;
      if (learning.state.plateau?.isOver(taker.epoch)) return undefined;
      const ending = await taker.rest();
      if (ending) return ending;
    }
    return undefined;
  }

  async #runGroup({ phase, state, walk, steps }: Learning, group: StepGroup): Promise<Ending | undefined> {
    const taker = this.#taker;
    const done = taker.step - state.firstStep;
    const place = { done, of: steps, losses: state.watched, moment: phase.visit?.moment };
    const { outputs, rates } = await taker.run(await walk.take(group), place, group.steps);
    let from = 0;
    for (const segment of group.segments) {
      const own = stepsOf(outputs, from, segment.steps, group.steps);
      const failed = taker.findNotFinite(own, segment);
      if (failed) return failed;
      from += segment.steps;
      taker.step += segment.steps;
      state.means.add(own, segment.steps);
      this.#report.add(own, { ...segment, step: taker.step, rate: rates[from - 1]! });
      if (segment.endsEpoch) await this.#endEpoch(phase, state);
    }
    return undefined;
  }

  async #endEpoch(phase: Phase, state: PhaseState): Promise<void> {
    const { plan, rows, log } = this.#run;
    const { means, plateau } = state;
    const losses = means.losses();
    this.#taker.epoch += 1;
    state.history.push(losses);
    state.means = new StepMeans(this.#taker.layout);
    await this.#taker.changeWeighting(state.history);
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
      epoch: this.#taker.epoch,
      epochs: plan.train.epochs * ((phase.round ?? 0) + 1 + phase.after),
      ...(phase.round === undefined ? {} : { round: phase.round }),
      results: { train: means.results(), ...(validation ? { validation } : {}) },
      ...means.told(),
    });
    const watched = plan.train.stop?.watch;
    const value = watched ? (validation?.[watched.task]?.[watched.metric] ?? null) : null;
    if (plateau?.improves(value, this.#taker.epoch)) state.best = await this.states();
  }

  #watch(): Plateau | undefined {
    const { stop } = this.#run.plan.train;
    if (!stop) return undefined;
    const { metric } = stop.watch;
    const better = metric === 'loss' ? 'lower' : (lookUp('metrics', metric)?.better ?? 'lower');
    return watchPlateau(better, stop.patience, this.#taker.epoch);
  }

  /** Takes the states of the best epoch, and says so when learning ended early. */
  async #goBack({ best, plateau }: PhaseState, early: boolean): Promise<void> {
    const { stop } = this.#run.plan.train;
    if (!best || !plateau || !stop) return;
    await this.#taker.writeStates(best);
    if (!early) return;
    const { watch, patience } = stop;
    const problem = stoppedAtPlateau(watch.task, watch.metric, patience, plateau.best);
    this.#run.log.write({ kind: 'notice', problem });
  }
}
