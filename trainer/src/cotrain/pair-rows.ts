/** Which rows a pair passes labels on for, and by which rows its networks are judged. */
import { randomNumbers } from '../../../catalog/model/random-numbers';
import type { CotrainPlan } from '../../../contract/plan';
import { labelsFor } from '../rows/own-labels';
import type { TaskLabels, TrainingRows } from '../rows/training-rows';

export interface PairRows {
  /** Training rows that have all inputs of the task, and for which one of the networks has no label of the data, and a number in [0, 1) for each that follows from the seed. */
  readonly unlabelled: Int32Array;
  readonly chances: Float64Array;
  /** Labelled rows that no network trains on. */
  readonly heldOut: Int32Array;
  /** Labelled rows of the training part. */
  readonly learned: Int32Array;
  /** Labelled rows that networks are judged by: those of validation where there are some, else those that they have learned. */
  readonly judged: Int32Array;
}

/** `read` names the inputs of the task; `start` is what the networks learn before the first round; `seed` is that of training. */
export function pairRows(
  { parts, inputs }: Pick<TrainingRows, 'parts' | 'inputs'>,
  { task, networks }: Pick<CotrainPlan, 'task' | 'networks'>,
  read: readonly string[],
  start: TaskLabels,
  seed: number,
): PairRows {
  const labelled = (rows: Int32Array) => rows.filter((row) => start.mask[row] === 1);
  const fed = inputs.flatMap((input) => (read.includes(input.name) && input.fed ? [input.fed] : []));
  const unlabelled = parts.train.filter(
    (row) => lacksLabel(row, networks, start) && fed.every((mask) => mask[row] === 1),
  );
  const random = randomNumbers(seed, `pool of ${task}`);
  const [learned, validation, test] = [parts.train, parts.validation, parts.test].map(labelled);
  // As arguments of a function these could be too many.
  const heldOut = new Int32Array(validation!.length + test!.length);
  heldOut.set(validation!);
  heldOut.set(test!, validation!.length);
  return {
    unlabelled,
    chances: Float64Array.from(unlabelled, () => random()),
    heldOut,
    learned: learned!,
    judged: validation!.length > 0 ? validation! : learned!,
  };
}

/** Whether one of the networks has no label for the row. */
export const lacksLabel = (row: number, networks: readonly string[], labels: TaskLabels): boolean =>
  networks.some((network) => labelsFor(network, labels).mask[row] === 0);
