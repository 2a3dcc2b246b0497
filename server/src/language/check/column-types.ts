/** What a column holds, as far as the schema tells. */
import type { Column, ColumnType } from '../../../../contract/schema';
import type { Fix, Problem } from '../../../../contract/problem';
import { columnNotFinite, columnNotNumeric } from '../problems/data';
import type { Where } from '../problems/problem-kind';

/** Why the column cannot be read as numbers; null where it can. Texts can, if every one of them writes a number. */
export function numbersProblem(
  where: Where,
  column: Column,
  noun: 'input' | 'target',
  fixes: () => readonly Fix[],
): Problem | null {
  const { name, type, word, infiniteRow } = column;
  if (word || (!isNumeric(type) && type !== 'text'))
    return columnNotNumeric(where, name, word, noun, fixes());
  return infiniteRow === undefined ? null : columnNotFinite(where, name, infiniteRow, fixes());
}

export const isNumeric = (type: ColumnType): boolean =>
  type === 'integer' || type === 'number' || type === 'boolean';
