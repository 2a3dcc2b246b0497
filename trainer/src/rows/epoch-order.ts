/**
 * The order in which an epoch takes its rows. Rows lie in blocks; the blocks come in random order, and those of a window are shuffled
 * together, row by row. It follows from the rows, the seed and the epoch alone: never from how much memory there is.
 */
import { randomNumbers } from '../../../catalog/model/random-numbers';
import { shuffledIndices } from '../../../data/random';

export interface Blocks {
  /** Rows of all blocks together; all but the last block have the same size. */
  readonly rows: number;
  readonly rowsOfBlock: number;
  readonly blocksOfWindow: number;
}

export interface BlockSizes {
  /** Of a block, in bytes. */
  readonly blockSize: number;
  readonly blocksOfWindow: number;
}

/**
 * A block is large enough for a disk to read it at full speed, and small enough that a window mixes rows from many places of a file. A
 * part of up to 256 MiB is a single window, and so shuffled as a whole.
 */
export const usualSizes: BlockSizes = { blockSize: 2 ** 20, blocksOfWindow: 256 };

/** `rowSize` in bytes. */
export const blocksOf = (
  rows: number,
  rowSize: number,
  { blockSize, blocksOfWindow }: BlockSizes,
): Blocks => ({ rows, rowsOfBlock: Math.max(1, Math.floor(blockSize / rowSize)), blocksOfWindow });

/** The blocks of each window of an epoch, ascending within a window. Windows are as even as they can be. */
export function windowsOf(
  { rows, rowsOfBlock, blocksOfWindow: most }: Blocks,
  seed: number,
  epoch: number,
): Int32Array[] {
  const blocks = Math.ceil(rows / rowsOfBlock);
  const windows = Math.ceil(blocks / most);
  const order = shuffledIndices(blocks, randomNumbers(seed, `blocks of epoch ${epoch}`));
  return Array.from({ length: windows }, (_, window) => {
    const [from, to] = [window, window + 1].map((border) => Math.round((border * blocks) / windows));
    return order.slice(from, to).toSorted();
  });
}

/** The rows of a window in the order in which they are taken; a new array. */
export function shuffleWindow(rows: Int32Array, seed: number, epoch: number, window: number): Int32Array {
  const name = window === 0 ? `epoch ${epoch}` : `epoch ${epoch}, window ${window}`;
  const order = shuffledIndices(rows.length, randomNumbers(seed, name));
  return order.map((index) => rows[index]!);
}
