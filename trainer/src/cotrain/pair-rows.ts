/** Which rows a pair passes labels on for, and by which rows its networks are judged. */
import { randomNumbers } from '../../../catalog/model/random-numbers';
import type { TrainingRows, TaskRows } from '../rows/training-rows';

export interface PairRows {
  /** The labels of the data. */
  readonly truth: TaskRows;
  /** Training rows without a label of their own, and a number in [0, 1) for each that follows from the seed. */
  readonly unlabelled: Int32Array;
  readonly chances: Float64Array;
  /** Labelled rows that no network trains on. */
  readonly heldOut: Int32Array;
  /** Labelled rows of the training part. */
  readonly learned: Int32Array;
  /** Labelled rows that networks are judged by: those of validation where there are some, else those that they have learned. */
  readonly judged: Int32Array;
}

/** `task` numbers the pair's task among those of the plan; `seed` is that of training. */
export function pairRows({ tasks, parts }: TrainingRows, task: number, seed: number): PairRows {
  const truth = tasks[task]!;
  const labelled = (rows: Int32Array) => rows.filter((row) => truth.mask[row] === 1);
  const unlabelled = parts.train.filter((row) => truth.mask[row] === 0);
  const random = randomNumbers(seed, `pool of ${truth.name}`);
  const [learned, validation, test] = [parts.train, parts.validation, parts.test].map(labelled);
  // As arguments of a function these could be too many.
  const heldOut = new Int32Array(validation!.length + test!.length);
  heldOut.set(validation!);
  heldOut.set(test!, validation!.length);
  return {
    truth,
    unlabelled,
    chances: Float64Array.from(unlabelled, () => random()),
    heldOut,
    learned: learned!,
    judged: validation!.length > 0 ? validation! : learned!,
  };
}
