/** Rows that lie in memory as a whole. */
import { randomNumbers } from '../../../catalog/model/random-numbers';
import { parts, type Part } from '../../../contract/run-log';
import { shuffledIndices } from '../../../data/random';
import { rowSizeOf } from './encoded-rows';
import { blocksOf, shuffleWindow, windowsOf, type BlockSizes } from './epoch-order';
import { patternsOf } from './label-patterns';
import type { EpochRange, RowStore, RowWalk } from './row-store';
import { rowsBySet } from './row-set';
import { countsOf, sampleEpochs } from './sampled-order';
import { takesAll, type Sampling } from './sampling';
import type { TaskLabels, TrainingRows } from './training-rows';
import { walkWindows, type Window } from './walk-windows';

/** What the order of an epoch follows from, beside the rows. */
export interface RowOrder {
  readonly sizes: BlockSizes;
  readonly sampling?: Sampling | undefined;
}

export class RowsInMemory implements RowStore {
  readonly rowsIn = 'memory';
  readonly all: TrainingRows;
  readonly patterns: RowStore['patterns'];
  /** What is learned from, in the order of the tasks. */
  readonly labels: readonly TaskLabels[];
  readonly #order: RowOrder;

  /** `labels` stand in for those of the rows. */
  constructor(all: TrainingRows, order: RowOrder, labels: readonly TaskLabels[] = all.tasks) {
    this.all = all;
    this.labels = labels;
    this.#order = order;
    const counted = parts.map((part) => [part, patternsOf(all.parts[part], labels)] as const);
    this.patterns = Object.fromEntries(counted) as RowStore['patterns'];
  }

  get count(): number {
    return this.all.count;
  }

  get sets(): TrainingRows['sets'] {
    return this.all.sets;
  }

  get inputs(): TrainingRows['inputs'] {
    return this.all.inputs;
  }

  get tasks(): TrainingRows['tasks'] {
    return this.all.tasks;
  }

  /** The same rows with other labels, which are in the order of the tasks. */
  withLabels(labels: readonly TaskLabels[]): RowsInMemory {
    return new RowsInMemory(this.all, this.#order, labels);
  }

  /** Some training rows alone, of which a participant of federated training learns. */
  only(train: Int32Array): RowsInMemory {
    const parts = { train, validation: none, test: none };
    return new RowsInMemory({ ...this.all, parts }, this.#order, this.labels);
  }

  walkEpochs(range: EpochRange): RowWalk {
    return walkWindows(this.#openEpochs(range), range.skip);
  }

  /** Training rows without a label of any task, again and again, each time in another order; `skip` of them are left out. */
  walkUnlabelled(seed: number, skip: number): RowWalk {
    const rows = this.all.parts.train.filter((row) => this.labels.every(({ mask }) => mask[row] === 0));
    const turn = rows.length > 0 ? Math.floor(skip / rows.length) : 0;
    return walkWindows(this.#openUnlabelled(rows, seed, turn), skip - turn * rows.length);
  }

  get hasUnlabelled(): boolean {
    return this.patterns.train.some(({ labelled }) => !labelled.includes(true));
  }

  walkPart(part: Part): RowWalk {
    return this.walk(this.all.parts[part]);
  }

  /** The rows numbered `order`. */
  walk(order: Int32Array): RowWalk {
    return walkWindows([async () => this.#window(order)].values());
  }

  async close(): Promise<void> {}

  *#openEpochs(range: EpochRange): Generator<() => Promise<Window>> {
    const { sampling, sizes } = this.#order;
    const sets =
      sampling &&
      rowsBySet(
        this.sets,
        this.all.parts.train.filter((row) => this.#isLearnable(row)),
      );
    if (sets && !takesAll(sampling, countsOf(sets))) {
      for (const order of sampleEpochs(sampling, sets, range)) yield async () => this.#window(order);
      return;
    }
    const { seed, first, end } = range;
    const blocks = blocksOf(this.all.parts.train.length, rowSizeOf(this.all), sizes);
    for (let epoch = first; epoch < end; epoch++) {
      for (const [index, own] of windowsOf(blocks, seed, epoch).entries()) {
        const learnable = () => this.#learnable(own, blocks.rowsOfBlock);
        yield async () => this.#window(shuffleWindow(learnable(), seed, epoch, index));
      }
    }
  }

  *#openUnlabelled(rows: Int32Array, seed: number, first: number): Generator<() => Promise<Window>> {
    for (let turn = first; ; turn++) {
      const order = shuffledIndices(rows.length, randomNumbers(seed, `unlabelled rows, turn ${turn}`));
      yield async () => this.#window(order.map((index) => rows[index]!));
    }
  }

  #window(order: Int32Array): Window {
    return { rows: { inputs: this.all.inputs, tasks: this.labels }, order };
  }

  #isLearnable(row: number): boolean {
    return this.labels.some(({ mask }) => mask[row] === 1);
  }

  /** Those rows of some blocks of the training part that have a label of at least one task, in their order. */
  #learnable(blocks: Int32Array, rowsOfBlock: number): Int32Array {
    const { train } = this.all.parts;
    const rows = new Int32Array(blocks.length * rowsOfBlock);
    let count = 0;
    for (const block of blocks) {
      for (const row of train.subarray(block * rowsOfBlock, (block + 1) * rowsOfBlock)) {
        if (this.#isLearnable(row)) rows[count++] = row;
      }
    }
    return rows.subarray(0, count);
  }
}

const none = new Int32Array(0);
