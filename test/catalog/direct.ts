/** The direction that a weighting makes coordinate by coordinate, computed in double precision. */
import type { CoordinateWeighting } from '../../catalog/declaration';
import { feed } from '../../graph';
import type { Rows } from './combine';
import { evaluate } from './evaluate';

/** Of gradients that have a row for each task; `uniform` has a random number for each coordinate. */
export function direct(
  weighting: CoordinateWeighting,
  args: object,
  rows: Rows,
  uniform: readonly number[] = rows[0]!.map(() => 0.5),
): readonly number[] {
  const gradients = rows.map((row, task) => feed(`g${task}`, [row.length]));
  const values = Object.fromEntries(rows.map((row, task) => [`g${task}`, row]));
  const d = weighting.combine(args as never, gradients, (_, shape) => feed('uniform', shape));
  return evaluate([d], { ...values, uniform })[0]!;
}
