/** Finds labels that none of the rows had which labels are encoded by. */
import type { Problem } from '../../../contract/problem';
import type { ColumnValues } from '../../../data/column-values';
import { cellText } from '../../../data/encode/cell-text';
import { labelUnknown } from '../../../data/streams/problems';
import type { StreamBlock } from '../../../data/streams/row-stream';
import type { Encoders } from '../rows/fit-encoders';
import type { EncodedRows } from '../rows/row-store';
import { columnsFor } from './warm-up';

interface Known {
  readonly encoders: Encoders;
  readonly names: readonly string[];
  readonly files: readonly string[];
  readonly window: number;
}

/** A row that says something in every column of a task, and has no label for it: one problem for each task and row. */
export function findUnknownLabels(
  block: StreamBlock,
  rows: EncodedRows,
  { encoders, names, files, window }: Known,
): readonly Problem[] {
  return encoders.tasks.flatMap((task, index) => {
    const { mask } = rows.tasks[index]!;
    if (!mask.includes(0)) return [];
    const { columns } = columnsFor(names, task)(block);
    const unknown = Array.from({ length: block.rows }, (_, row) => row).filter(
      (row) => mask[row] === 0 && columns.every((column) => !isMissing(column, row)),
    );
    return unknown.map((row) => {
      const cell = { column: columns[0]!.name, word: cellText(columns[0]!, row) ?? '' };
      return labelUnknown(files, task.name, block.start + row + 1, cell, window);
    });
  });
}

const isMissing = (column: ColumnValues, row: number): boolean =>
  column.kind === 'words' ? column.words[row] === null : column.missing[row] === 1;
