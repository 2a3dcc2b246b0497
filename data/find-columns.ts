/** Finds columns of a table by their names. */
import type { Outcome } from '../contract/problem';
import { nearestName } from '../contract/nearest-name';
import type { Table, TableColumn } from './open-table';
import { unknownColumn } from './problems';

/** In the order of `names`; a name the table does not have is a problem with the nearest one it has. */
export function findColumns(
  { files, columns }: Pick<Table, 'files' | 'columns'>,
  names: readonly string[],
): Outcome<readonly TableColumn[]> {
  const known = new Map(columns.map((column) => [column.name, column]));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    return { problems: unknown.map((name) => unknownColumn(files, name, nearestName(name, known.keys()))) };
  }
  return { value: names.map((name) => known.get(name)!), problems: [] };
}
