/** Takes groups of steps on the engine, and keeps count of them: what walking epochs and following a stream have in common. */
import { setImmediate } from 'node:timers/promises';
import { lookUp } from '../../../catalog';
import type { TrainPlan } from '../../../contract/plan';
import type { Checkpoint, Kept } from '../checkpoint/checkpoint';
import { saveCheckpoint } from '../checkpoint/save-checkpoint';
import type { PreparedTraining } from '../devices/prepare-training';
import type { NamedValues, Session } from '../executors/executor';
import { lossNotFinite } from '../problems';
import type { ReadingLayout } from '../program/readings';
import { rowsOfStep } from '../program/rows-of-step';
import { weightingState, type TrainingProgram } from '../program/training-program';
import { countRows } from '../rows/label-patterns';
import type { Ending, Run } from '../run';
import { createCheckpointClock } from './checkpoint-clock';
import type { Evaluator } from './evaluator';
import { FeedBuffers } from './feed-buffers';
import { fillFeeds } from './fill-feeds';
import { createGroupSize } from './group-size';
import type { PlacedRows } from './place-rows';
import { scalarFeeds, type StepPlace } from './scalar-feeds';

/** Where checkpoints say that the run is. */
export type Where = () => Pick<Kept, 'place' | 'stream'>;

export class StepTaker {
  readonly #run: Run;
  readonly training: TrainingProgram;
  readonly #session: Session;
  readonly #evaluator: Evaluator;
  readonly #where: Where;
  readonly #groupSize = createGroupSize();
  readonly #buffers = new FeedBuffers();
  readonly #clock = createCheckpointClock();
  /** Steps and whole epochs since the run began. */
  step: number;
  epoch: number;
  #hasTriedToMeasure = false;

  private constructor(
    run: Run,
    { training, session }: PreparedTraining,
    evaluator: Evaluator,
    where: Where,
    { step, epoch }: { readonly step: number; readonly epoch: number },
  ) {
    this.#run = run;
    this.training = training;
    this.#session = session;
    this.#evaluator = evaluator;
    this.#where = where;
    this.step = step;
    this.epoch = epoch;
  }

  /** Starts from the plan's seed and what was transferred, or goes on from a checkpoint. */
  static async prepare(
    run: Run,
    prepared: PreparedTraining,
    evaluator: Evaluator,
    where: Where,
    checkpoint?: Checkpoint,
  ): Promise<StepTaker> {
    const { training, session } = prepared;
    await session.writeStates(checkpoint?.states ?? training.start(run.transferred));
    return new StepTaker(run, prepared, evaluator, where, checkpoint?.moment ?? { step: 0, epoch: 0 });
  }

  get layout(): ReadingLayout {
    return this.training.layout;
  }

  /** How many steps the next group should have. */
  get groupSize(): number {
    return this.#groupSize.steps;
  }

  states(): Promise<NamedValues> {
    return this.#session.readStates();
  }

  writeStates(states: NamedValues): Promise<void> {
    return this.#session.writeStates(states);
  }

  /** The optimizer begins anew: what it has gathered belongs to other labels. Some states may be other ones from now on too. */
  beginOptimizer(states: NamedValues = {}): Promise<void> {
    return this.#session.writeStates({ ...states, ...this.training.optimizerStart() });
  }

  /** Runs a group of steps; they are counted by whoever looks at what they tell. */
  async run(
    placed: readonly PlacedRows[],
    place: Omit<StepPlace, 'step'>,
    steps: number,
    train: TrainPlan = this.#run.plan.train,
  ): Promise<{ readonly outputs: NamedValues; readonly rates: Float32Array }> {
    const { plan, rows } = this.#run;
    const { program } = this.training;
    const scalars = scalarFeeds(program, train, { ...place, step: this.step }, steps);
    const feeds = fillFeeds(program, rows, placed, steps * rowsOfStep(plan).all, this.#buffers);
    const began = performance.now();
    const outputs = await this.#session
      .run({ ...feeds, ...scalars.feeds }, steps)
      .catch((error: unknown) => this.#keepBefore(error));
    this.#groupSize.learn(steps, performance.now() - began);
    return { outputs, rates: scalars.rates };
  }

  /** Between two groups: hears requests and obeys them. Answers why learning ends here, if it does. */
  async rest(): Promise<Ending | undefined> {
    const { control } = this.#run;
    // Requests arrive as messages and signals, which are heard only between two turns of the event loop.
    await setImmediate();
    if (!this.#hasTriedToMeasure) await this.#tryToMeasure();
    if (control.takeCheckpointRequest() || this.#clock.isDue) await this.checkpoint();
    return control.stopRequested ? { kind: 'stopped' } : undefined;
  }

  checkpoint(): Promise<void> {
    return this.#clock.during(async () => {
      const { seed } = this.#run.plan.train;
      const moment = { step: this.step, epoch: this.epoch, seed };
      saveCheckpoint(this.#run, this.training.program, await this.states(), moment, this.#where());
    });
  }

  dispose(): Promise<void> {
    return this.#session.dispose();
  }

  /** A loss that is infinite or not a number fails the run where it arose; `from` numbers the first of the steps in its epoch. */
  findNotFinite(
    outputs: NamedValues,
    { epoch, from }: { readonly epoch: number; readonly from: number },
  ): Ending | undefined {
    const losses = outputs['losses'] as Float32Array;
    const place = losses.findIndex((loss) => !Number.isFinite(loss));
    if (place < 0) return undefined;
    const { subjects } = this.layout;
    const { task } = subjects[place % subjects.length]!;
    const step = from + Math.floor(place / subjects.length) + 1;
    const { name } = this.#run.plan.train.optimizer;
    return { kind: 'failed', problem: lossNotFinite(task, { epoch, step }, name) };
  }

  /** Numbers of the weighting that change between epochs. */
  async changeWeighting(history: readonly (readonly number[])[]): Promise<void> {
    const { name, args } = this.#run.plan.train.weighting;
    const kept = lookUp('weightings', name)?.afterEpoch?.(args, history);
    if (!kept) return;
    const states = Object.entries(kept).map(
      ([key, values]) => [weightingState(key), Float32Array.from(values)] as const,
    );
    await this.#session.writeStates(Object.fromEntries(states));
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
}
