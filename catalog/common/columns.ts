/** What targets say when they are given too few or too many columns. */
import { text } from '../../contract/text';
import type { Misfit } from '../declaration';

/** Undefined where target `name`, which reads one column, is given one. */
export function singleColumn(name: string, columns: number, several: string): Misfit | undefined {
  if (columns === 1) return undefined;
  return {
    misfit: text('`{name}` predicts a single column, but gets {columns}.', { name, columns }),
    remedy: text('Name one column, or use `{several}` to predict several.', { several }),
    instead: several,
  };
}

/** Undefined where target `name`, which is told to expect `count` columns, is given so many; null expects any. */
export function countedColumns(name: string, count: number | null, columns: number): Misfit | undefined {
  if (count === null || count === columns) return undefined;
  return {
    misfit: text('`{name}({count})` does not fit the columns: {columns} {columns|is given|are given}.', {
      name,
      count,
      columns,
    }),
    remedy: text('Write `{name}({columns})`, or change the list of columns.', { name, columns }),
    instead: `${name}(${columns})`,
  };
}
