/** Turns columns of numbers into what a model is fed. */
import type { Problem } from '../../contract/problem';
import { valuesFilled } from '../filled-problems';
import { columnOfNothing } from '../problems';
import type { ColumnValues, NumberColumn } from '../column-values';
import type { Fitting } from './fitting';
import type { InputEncoder } from './inputs';
import { createNumberReader, readNumbers } from './numbers-of';
import type { Scaling, ScalingFit } from './scaling';

/**
 * A missing value becomes the mean of the rows that the scaling was fitted to, with one warning for the input that counts them; a column
 * without any value there is an error.
 */
export function fitInput(fit: ScalingFit): Fitting<InputEncoder> {
  const reader = createNumberReader();
  const gaps: Gaps[] = [];
  return {
    passes: fit.passes,
    look(block, pass) {
      const columns = reader.read(block);
      if (!columns) return;
      fit.look(columns, block.trainingRows, pass);
      if (pass === 0) countGaps(gaps, columns);
    },
    finish() {
      const faults = reader.problems();
      if (faults.length > 0) return { problems: faults };
      const scaling = fit.finish();
      const empty = gaps.filter((_, index) => scaling.counts[index] === 0);
      if (empty.length > 0) return { problems: empty.map(({ files, name }) => columnOfNothing(files, name)) };
      const encode: InputEncoder['encode'] = (block, { values }) =>
        scaleInput(readNumbers(block), scaling, values);
      const form = { width: gaps.length, hasSteps: false, scaling, vocabularies: null };
      return { value: { ...form, encode }, problems: warnOfFilled(gaps) };
    },
  };
}

function scaleInput(
  columns: readonly NumberColumn[],
  { shift, scale, fill }: Scaling,
  values: Float32Array,
): void {
  const width = columns.length;
  for (const [index, { numbers, missing }] of columns.entries()) {
    const [itsShift, itsScale, itsFill] = [shift[index]!, scale[index]!, fill[index]!];
    for (let row = 0, place = index; row < numbers.length; row++, place += width) {
      const x = missing[row] ? itsFill : numbers[row]!;
      values[place] = (x - itsShift) / itsScale;
    }
  }
}

/** How many values a column lacks, over all rows. */
interface Gaps extends Pick<ColumnValues, 'files' | 'name'> {
  count: number;
}

function countGaps(gaps: Gaps[], columns: readonly NumberColumn[]): void {
  for (const [index, { files, name, missing }] of columns.entries()) {
    const own = (gaps[index] ??= { files, name, count: 0 });
    for (let row = 0; row < missing.length; row++) own.count += missing[row]!;
  }
}

function warnOfFilled(gaps: readonly Gaps[]): Problem[] {
  const filled = gaps.filter(({ count }) => count > 0);
  const [first] = filled;
  if (!first) return [];
  const total = filled.reduce((sum, { count }) => sum + count, 0);
  return [valuesFilled(first.files, first.name, total, filled.length - 1)];
}
