/**
 * The order in which epochs take rows where some data sets come more often than others. Each data set goes through all of its rows again
 * and again, shuffled anew each time, and an epoch goes on where the one before it has ended. The order follows from the rows, the seed and the epoch alone.
 */
import { randomNumbers } from '../../../catalog/model/random-numbers';
import { shuffledIndices } from '../../../data/random';
import { shuffleWindow } from './epoch-order';
import type { EpochRange } from './row-store';
import { rowsOfEpoch, type Sampling } from './sampling';

/** `sets` number the rows of each data set; answers those of an epoch after the other. */
export function* sampleEpochs(
  sampling: Sampling,
  sets: readonly Int32Array[],
  { seed, first, end }: Pick<EpochRange, 'seed' | 'first' | 'end'>,
): Generator<Int32Array> {
  const passes = sets.map((rows, set) => new Passes(rows, seed, set));
  const takes = sampling.apart ? takesInTurns(sampling, sets) : takesOfAll(sampling, sets);
  for (let epoch = 1; epoch < end; epoch++) {
    const taken = takes(epoch);
    if (epoch < first) {
      for (const { set, count } of taken) passes[set]!.skip(count);
      continue;
    }
    const rows = joined(taken.map(({ set, count }) => passes[set]!.take(count)));
    yield sampling.apart ? rows : shuffleWindow(rows, seed, epoch, 0);
  }
}

/** So many rows of the data set of this number, one after the other. */
interface Take {
  readonly set: number;
  readonly count: number;
}

/** Once of each data set, as its share says. */
function takesOfAll(sampling: Sampling, sets: readonly Int32Array[]): (epoch: number) => readonly Take[] {
  const counts = rowsOfEpoch(sampling, countsOf(sets));
  const takes = counts.map((count, set) => ({ set, count }));
  return () => takes;
}

/**
 * A batch of each data set that gives rows, in turns that go on from epoch to epoch; the last batch of an epoch has what is left of as many
 * rows as there are.
 */
function takesInTurns(
  { batch, shares }: Sampling,
  sets: readonly Int32Array[],
): (epoch: number) => readonly Take[] {
  const counts = countsOf(sets);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const batches = Math.ceil(rows / batch);
  const turns = shares(counts).flatMap((share, set) => (share > 0 ? [set] : []));
  return (epoch) =>
    Array.from({ length: batches }, (_, index) => ({
      set: turns[((epoch - 1) * batches + index) % turns.length]!,
      count: Math.min(batch, rows - index * batch),
    }));
}

export const countsOf = (sets: readonly Int32Array[]): readonly number[] => sets.map(({ length }) => length);

/** The rows of a data set again and again, each time in another order. */
class Passes {
  readonly #rows: Int32Array;
  readonly #orderOf: (pass: number) => Int32Array;
  #order: { readonly pass: number; readonly rows: Int32Array } | undefined;
  /** How many rows were taken. */
  #place = 0;

  constructor(rows: Int32Array, seed: number, set: number) {
    this.#rows = rows;
    this.#orderOf = (pass) => {
      const order = shuffledIndices(rows.length, randomNumbers(seed, `pass ${pass} of data set ${set}`));
      return order.map((index) => rows[index]!);
    };
  }

  skip(count: number): void {
    this.#place += count;
  }

  take(count: number): Int32Array {
    const taken = new Int32Array(count);
    for (let filled = 0; filled < count;) {
      const [pass, within] = [Math.floor(this.#place / this.#rows.length), this.#place % this.#rows.length];
      if (this.#order?.pass !== pass) this.#order = { pass, rows: this.#orderOf(pass) };
      const some = this.#order.rows.subarray(within, within + count - filled);
      taken.set(some, filled);
      filled += some.length;
      this.#place += some.length;
    }
    return taken;
  }
}

function joined(arrays: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const array of arrays) {
    all.set(array, start);
    start += array.length;
  }
  return all;
}
