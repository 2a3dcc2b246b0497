/** What a column holds, in words for a message. */
import type { Column } from '../../../../contract/schema';

export const isNumeric = ({ type }: Column): boolean =>
  type === 'integer' || type === 'number' || type === 'boolean';

/** The type, and the first value in brackets where one is known: `text`, ` (such as "cat")`. */
export function typeOfColumn(column: Column): readonly [type: string, shown: string] {
  const first = column.values?.find((value) => typeof value === 'string');
  return [column.type, first === undefined ? '' : ` (such as "${String(first).slice(0, 30)}")`];
}
