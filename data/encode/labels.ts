/** What the labels of a task look like to training, whatever its target is. */

export interface Labels {
  /** [rows, width], row by row; 0 where a row has no label. */
  readonly values: Float32Array;
  readonly width: number;
  /** 1 where the row has a label, which takes a value in every column. */
  readonly mask: Uint8Array;
}

/** Labels of `width` columns; `valueOf` answers null where the column has none in the row. */
export function makeLabels(
  rows: number,
  width: number,
  valueOf: (row: number, column: number) => number | null,
): Labels {
  const values = new Float32Array(rows * width);
  const mask = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const label = Array.from({ length: width }, (_, column) => valueOf(row, column));
    if (label.includes(null)) continue;
    mask[row] = 1;
    values.set(label as number[], row * width);
  }
  return { values, width, mask };
}
