/** Encoded rows side by side in memory: how much room they take, and how they are moved. */
import type { EncodedRows } from './row-store';
import type { InputEncoding, TaskEncoding } from './training-rows';

/** What the rows of a run are made of, in the order of the plan. */
export interface RowEncoding {
  readonly inputs: readonly Pick<InputEncoding, 'width' | 'hasSteps' | 'isPartlyFed'>[];
  readonly tasks: readonly Pick<TaskEncoding, 'width'>[];
}

/** Of a row, in bytes: a float32 for each number of inputs, lengths and labels, and a byte for each mask of a task or of an input. */
export const rowSizeOf = ({ inputs, tasks }: RowEncoding): number =>
  4 * inputs.reduce((sum, { width, hasSteps }) => sum + width + (hasSteps ? 1 : 0), 0) +
  inputs.filter(({ isPartlyFed }) => isPartlyFed).length +
  tasks.reduce((sum, { width }) => sum + 4 * width + 1, 0);

export const emptyRows = ({ inputs, tasks }: RowEncoding, rows: number): EncodedRows => ({
  inputs: inputs.map(({ width, hasSteps, isPartlyFed }) => ({
    values: new Float32Array(rows * width),
    ...(hasSteps ? { lengths: new Float32Array(rows) } : {}),
    ...(isPartlyFed ? { fed: new Uint8Array(rows) } : {}),
  })),
  tasks: tasks.map(({ width }) => ({
    values: new Float32Array(rows * width),
    width,
    mask: new Uint8Array(rows),
  })),
});

/** The rows from `start` to before `end`, as they lie. */
export const sliceRows = (
  { inputs, tasks }: EncodedRows,
  encoding: RowEncoding,
  start: number,
  end: number,
): EncodedRows => ({
  inputs: inputs.map(({ values, lengths, fed }, index) => {
    const { width } = encoding.inputs[index]!;
    return {
      values: values.subarray(start * width, end * width),
      ...(lengths ? { lengths: lengths.subarray(start, end) } : {}),
      ...(fed ? { fed: fed.subarray(start, end) } : {}),
    };
  }),
  tasks: tasks.map(({ values, width, mask }) => ({
    values: values.subarray(start * width, end * width),
    width,
    mask: mask.subarray(start, end),
  })),
});

/** Everything that holds rows, one after the other: the values, lengths and mask of each input, the labels and the mask of each task. */
export const arraysOf = ({ inputs, tasks }: EncodedRows): readonly (Float32Array | Uint8Array)[] => [
  ...inputs.flatMap(({ values, lengths, fed }) => [
    values,
    ...(lengths ? [lengths] : []),
    ...(fed ? [fed] : []),
  ]),
  ...tasks.flatMap(({ values, mask }) => [values, mask]),
];

/** Numbers that each of them holds of a row. */
export const widthsOf = ({ inputs, tasks }: RowEncoding): readonly number[] => [
  ...inputs.flatMap(({ width, hasSteps, isPartlyFed }) => [
    width,
    ...(hasSteps ? [1] : []),
    ...(isPartlyFed ? [1] : []),
  ]),
  ...tasks.flatMap(({ width }) => [width, 1]),
];

/** Copies the rows numbered `chosen` in `from` one after the other to `to`, from its row `place` on. */
export function copyRows(
  from: Float32Array | Uint8Array,
  width: number,
  chosen: Int32Array,
  to: Float32Array | Uint8Array,
  place: number,
): void {
  let target = place * width;
  for (let index = 0; index < chosen.length; index++) {
    const start = chosen[index]! * width;
    // A loop is faster than `set` where a row has few numbers.
    if (width < 32) for (let i = 0; i < width; i++) to[target + i] = from[start + i]!;
    else to.set(from.subarray(start, start + width), target);
    target += width;
  }
}
