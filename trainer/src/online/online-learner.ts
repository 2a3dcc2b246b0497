/**
 * Learns from a stream: each batch is predicted with the parameters as they are, counted, and then trained on, once. Results are told after every
 * window of rows.
 */
import { lookUp } from '../../../catalog';
import type { PartResults } from '../../../contract/run-log';
import type { Checkpoint } from '../checkpoint/checkpoint';
import type { PreparedTraining } from '../devices/prepare-training';
import type { NamedValues } from '../executors/executor';
import type { Evaluator } from '../loop/evaluator';
import { placeRows, type PlacedRows } from '../loop/place-rows';
import { ProgressReport } from '../loop/progress-report';
import { stepsOf } from '../loop/step-means';
import { StepTaker } from '../loop/step-taker';
import type { RowSlice } from '../rows/row-store';
import type { Ending, Run } from '../run';
import { computesAlike } from './computes-alike';
import type { EncodedStream } from './encoded-stream';
import type { OpenedStream } from './open-stream';
import { pause } from './pause';
import { StreamPlace } from './stream-place';

/** Some batches of one window, one behind the other. */
interface Batches {
  readonly rows: number;
  readonly steps: number;
  readonly slices: readonly (readonly RowSlice[])[];
  /** Number of the last row of each, in the stream. */
  readonly lastRows: readonly number[];
  readonly endsWindow: boolean;
}

/** Where there is no end, schedules see so many windows; those that need one are not used with such a stream. */
const endless = 2 ** 20;

export class OnlineLearner {
  readonly #run: Run;
  readonly #taker: StepTaker;
  readonly #evaluator: Evaluator;
  readonly #opened: OpenedStream;
  readonly #at: StreamPlace;
  readonly #report: ProgressReport;
  #stream: EncodedStream | undefined;
  /** Whether what steps report is what the model predicts. */
  readonly #alike: boolean;

  private constructor(
    run: Run,
    taker: StepTaker,
    evaluator: Evaluator,
    opened: OpenedStream,
    at: StreamPlace,
  ) {
    this.#run = run;
    this.#taker = taker;
    this.#evaluator = evaluator;
    this.#opened = opened;
    this.#at = at;
    this.#report = new ProgressReport(run.log, taker.layout);
    this.#alike = computesAlike(run.plan);
  }

  static async prepare(
    run: Run,
    prepared: PreparedTraining,
    evaluator: Evaluator,
    opened: OpenedStream,
    checkpoint?: Checkpoint,
  ): Promise<OnlineLearner> {
    const at = new StreamPlace(run.plan, prepared.training.layout);
    const where = () => ({ place: null, stream: at.keep() });
    const taker = await StepTaker.prepare(run, prepared, evaluator, where, checkpoint);
    if (checkpoint?.stream) at.restore(checkpoint.stream);
    return new OnlineLearner(run, taker, evaluator, opened, at);
  }

  /** Steps and whole windows since the run began. */
  get reached(): { readonly steps: number; readonly epochs: number } {
    return { steps: this.#taker.step, epochs: this.#taker.epoch };
  }

  /** Of all rows, each before it was trained on. */
  get results(): PartResults {
    return { test: this.#at.all.results() };
  }

  async learn(): Promise<Ending> {
    const stream = await this.#opened.open();
    this.#stream = stream;
    await stream.skip(this.#at.taken);
    this.#report.begin(this.#taker.step, this.#count === null ? 0 : this.#stepsInAll);
    if (this.#taker.step === 0 && Object.keys(this.#run.transferred).length > 0) await this.checkpoint();
    for (;;) {
      const batches = await this.#next(stream);
      for (const problem of stream.takeNotices()) this.#run.log.write({ kind: 'notice', problem });
      if (batches) {
        const failed = await this.#take(batches);
        if (failed) return failed;
      } else if (!stream.isOver) {
        await pause();
      }
      // Whoever stops a run also stops what reads its rows.
      const ending = await this.#taker.rest();
      if (ending) return ending;
      if (stream.fault) return { kind: 'failed', problem: stream.fault };
      if (!batches && stream.isOver) break;
    }
    if (this.#at.rowsOfWindow > 0) await this.#endWindow();
    for (const problem of stream.lastNotices()) this.#run.log.write({ kind: 'notice', problem });
    this.#at.isOver = true;
    return { kind: 'finished' };
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

  get #count(): number | null {
    return this.#opened.count;
  }

  /** Of which the last one may have fewer rows. */
  get #windows(): number {
    return this.#count === null ? endless : Math.ceil(this.#count / this.#opened.window);
  }

  get #stepsInAll(): number {
    return this.#windows * Math.ceil(this.#opened.window / this.#run.plan.train.batch);
  }

  /**
   * The next batches of a window; undefined when there is none now. How rows fall into batches follows from their order alone, not from
   * when they come: one that is not full waits, and only the last of a window or of all rows is smaller.
   */
  async #next(stream: EncodedStream): Promise<Batches | undefined> {
    const { window } = this.#opened;
    const { batch } = this.#run.plan.train;
    const left = window - this.#at.rowsOfWindow;
    const most = this.#alike ? this.#taker.groupSize : 1;
    const wanted = Math.min(most * batch, left);
    const there = await stream.prepare(wanted);
    const rows = there === wanted || stream.isOver ? there : Math.floor(there / batch) * batch;
    if (rows === 0) return undefined;
    const slices: (readonly RowSlice[])[] = [];
    const lastRows: number[] = [];
    for (let from = 0; from < rows; from += batch) {
      slices.push(stream.take(Math.min(batch, rows - from)));
      lastRows.push(stream.row);
    }
    return { rows, steps: slices.length, slices, lastRows, endsWindow: rows === left };
  }

  async #take(batches: Batches): Promise<Ending | undefined> {
    const { plan } = this.#run;
    const at = this.#at;
    const tested = this.#alike ? undefined : await this.#test(batches);
    const placed = await this.#place(batches);
    const place = { done: this.#taker.step, of: this.#stepsInAll, losses: at.watched };
    const train = { ...plan.train, epochs: this.#windows };
    const { outputs, rates } = await this.#taker.run(placed, place, batches.steps, train);
    const segment = { epoch: this.#taker.epoch + 1, from: at.stepsOfWindow };
    const failed = this.#taker.findNotFinite(outputs, segment);
    if (failed) return failed;
    for (let step = 0; step < batches.steps; step++) {
      const own = stepsOf(outputs, step, 1, batches.steps);
      const where = { row: batches.lastRows[step]!, window: segment.epoch };
      for (const drift of at.add(own, tested ?? own, where)) this.#run.log.write(drift);
    }
    this.#taker.step += batches.steps;
    at.count(batches);
    const told = { ...segment, steps: batches.steps, rows: batches.rows, step: this.#taker.step };
    this.#report.add(outputs, { ...told, rate: rates.at(-1)! });
    if (batches.endsWindow) await this.#endWindow();
    return undefined;
  }

  /** What the model predicts of a batch before it is trained on it. */
  async #test({ rows, slices }: Batches): Promise<NamedValues> {
    await this.#evaluator.load(await this.states());
    const walk = { take: async () => slices.flat() };
    const names = ['losses', 'counts', ...(this.#taker.layout.width > 0 ? ['metrics'] : [])];
    return this.#evaluator.predict(walk, rows, names);
  }

  async #place({ slices }: Batches): Promise<readonly PlacedRows[]> {
    const { batch } = this.#run.plan.train;
    const placed: PlacedRows[] = [];
    for (const [step, own] of slices.entries()) {
      const rows = own.reduce((sum, { chosen }) => sum + chosen.length, 0);
      const walk = { take: async () => own };
      for (const slice of await placeRows(walk, [{ rows, steps: 1 }], batch))
        placed.push({ ...slice, place: step * batch + slice.place });
    }
    return placed;
  }

  async #endWindow(): Promise<void> {
    const { plan, log } = this.#run;
    const { row, skipped } = this.#stream!;
    const { results, losses, told } = this.#at.endWindow();
    this.#taker.epoch += 1;
    await this.#taker.changeWeighting(this.#at.history);
    if (lookUp('schedules', plan.train.schedule.name)?.watches === true) this.#at.watch(losses);
    log.write({
      kind: 'epoch',
      epoch: this.#taker.epoch,
      epochs: this.#count === null ? 0 : this.#windows,
      window: { rows: row, skipped },
      results: { test: results },
      ...told,
    });
  }
}
