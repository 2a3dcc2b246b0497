/** Finds values of a column that rows have, and no training row. */
import type { ColumnValues } from '../column-values';
import type { Fitting } from './fitting';

export interface UntrainedValue {
  readonly value: string;
  readonly rows: number;
}

/** More than training could tell apart; beyond them nothing is said. */
const most = 100_000;

export function findUntrained(): Fitting<readonly UntrainedValue[]> {
  const trained = new Set<string | number>();
  /** Rows of the other parts. */
  const others = new Map<string | number, number>();
  let isBoolean = false;
  return {
    passes: 1,
    look({ rows, columns, trainingRows }) {
      const column = columns[0]!;
      isBoolean = column.kind === 'numbers' && column.boolean;
      let next = 0;
      for (let row = 0; row < rows; row++) {
        const isTraining = trainingRows[next] === row;
        if (isTraining) next += 1;
        const value = valueIn(column, row);
        if (value === null || trained.has(value)) continue;
        if (!isTraining) others.set(value, (others.get(value) ?? 0) + 1);
        else if (trained.size < most) trained.add(value);
      }
    },
    finish() {
      const untrained = [...others].filter(([value]) => !trained.has(value));
      const named = untrained.map(([value, rows]) => ({ value: nameOf(value, isBoolean), rows }));
      return { value: trained.size < most ? named : [], problems: [] };
    },
  };
}

function valueIn(column: ColumnValues, row: number): string | number | null {
  if (column.kind === 'words') return column.words[row]!;
  return column.missing[row] ? null : column.numbers[row]!;
}

const nameOf = (value: string | number, isBoolean: boolean): string =>
  String(isBoolean ? value === 1 : value);
