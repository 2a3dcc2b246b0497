/** What the labels of a task look like to training, whatever its target is. */
import type { RowBlock } from '../column-values';

/** Labels of some rows. */
export interface Labels {
  /** [rows, width], row by row; 0 where a row has no label. */
  readonly values: Float32Array;
  /** 1 where the row has a label, which takes a value in every column. */
  readonly mask: Uint8Array;
}

export interface LabelEncoder {
  /** Numbers of a label. */
  readonly width: number;
  /** Writes the labels of all rows of a block. */
  encode(block: RowBlock, labels: Labels): void;
}

/** Labels of `width` columns; `valueOf` answers NaN where the column has none in the row. */
export function writeLabels(
  rows: number,
  width: number,
  { values, mask }: Labels,
  valueOf: (row: number, column: number) => number,
): void {
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    let isWhole = true;
    for (let column = 0; column < width; column++) {
      const value = valueOf(row, column);
      values[start + column] = value;
      isWhole &&= !Number.isNaN(value);
    }
    if (!isWhole) values.fill(0, start, start + width);
    mask[row] = isWhole ? 1 : 0;
  }
}
