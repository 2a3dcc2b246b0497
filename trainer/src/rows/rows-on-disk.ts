/** Rows that do not fit in memory: each part in a file of its own, read a few blocks at a time. */
import { parts, type Part } from '../../../contract/run-log';
import { emptyRows } from './encoded-rows';
import { shuffleWindow, windowsOf, type Blocks } from './epoch-order';
import { countRows } from './label-patterns';
import type { RowFile } from './row-file';
import type { EncodedRows, EpochRange, RowStore, RowWalk } from './row-store';
import { walkWindows, type Window } from './walk-windows';

export interface StoredPart {
  readonly file: RowFile;
  readonly blocks: Blocks;
}

/** Blocks that are read at once where rows are taken in their order. */
const blocksInOrder = 8;

export class RowsOnDisk implements RowStore {
  readonly rowsIn = 'disk';
  readonly sets: RowStore['sets'];
  readonly inputs: RowStore['inputs'];
  readonly tasks: RowStore['tasks'];
  readonly patterns: RowStore['patterns'];
  readonly #stored: { readonly [part in Part]: StoredPart };
  /** Room that was read into before and is free again. */
  readonly #free = new Map<number, EncodedRows[]>();

  constructor(
    encoding: Pick<RowStore, 'sets' | 'inputs' | 'tasks' | 'patterns'>,
    stored: { readonly [part in Part]: StoredPart },
  ) {
    this.sets = encoding.sets;
    this.inputs = encoding.inputs;
    this.tasks = encoding.tasks;
    this.patterns = encoding.patterns;
    this.#stored = stored;
  }

  get count(): number {
    return parts.reduce((sum, part) => sum + countRows(this.patterns[part]), 0);
  }

  walkEpochs(range: EpochRange): RowWalk {
    return walkWindows(this.#openEpochs(range), range.skip);
  }

  walkPart(part: Part): RowWalk {
    return walkWindows(this.#openInOrder(this.#stored[part]));
  }

  async close(): Promise<void> {
    this.#free.clear();
    await Promise.all(parts.map((part) => this.#stored[part].file.close()));
  }

  *#openEpochs({ seed, first, end }: EpochRange): Generator<() => Promise<Window>> {
    const { file, blocks } = this.#stored.train;
    for (let epoch = first; epoch < end; epoch++) {
      const windows = windowsOf(blocks, seed, epoch);
      const capacity = blocks.rowsOfBlock * Math.max(...windows.map(({ length }) => length));
      for (const [index, own] of windows.entries()) {
        yield async () => {
          const { rows, count, release } = await this.#read(file, own, capacity);
          return { rows, order: shuffleWindow(findLearnable(rows, count), seed, epoch, index), release };
        };
      }
    }
  }

  *#openInOrder({ file, blocks }: StoredPart): Generator<() => Promise<Window>> {
    const all = Math.ceil(blocks.rows / blocks.rowsOfBlock);
    for (let from = 0; from < all; from += blocksInOrder) {
      const own = Int32Array.from(
        { length: Math.min(blocksInOrder, all - from) },
        (_, index) => from + index,
      );
      yield async () => {
        const { rows, count, release } = await this.#read(file, own, blocks.rowsOfBlock * blocksInOrder);
        return { rows, order: Int32Array.from({ length: count }, (_, row) => row), release };
      };
    }
  }

  async #read(file: RowFile, blocks: Int32Array, capacity: number) {
    const free = this.#free.get(capacity) ?? [];
    this.#free.set(capacity, free);
    const rows = free.pop() ?? emptyRows(this, capacity);
    return { rows, count: await file.read(blocks, rows), release: () => void free.push(rows) };
  }
}

/** Those of the first `count` rows that have a label of at least one task. */
function findLearnable({ tasks }: EncodedRows, count: number): Int32Array {
  const found = new Int32Array(count);
  let learnable = 0;
  for (let row = 0; row < count; row++) {
    if (tasks.some(({ mask }) => mask[row] === 1)) found[learnable++] = row;
  }
  return found.subarray(0, learnable);
}
