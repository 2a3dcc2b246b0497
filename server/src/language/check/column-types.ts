/** What a column holds, as far as the schema tells. */
import type { Column } from '../../../../contract/schema';

export const isNumeric = ({ type }: Column): boolean =>
  type === 'integer' || type === 'number' || type === 'boolean';

/** The first word of a column, for a message; undefined where its values are not known. */
export function exampleOf(column: Column): string | undefined {
  const first = column.values?.find((value) => typeof value === 'string');
  return first === undefined ? undefined : String(first).slice(0, 30);
}
