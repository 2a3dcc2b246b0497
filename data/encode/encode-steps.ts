/** Turns columns that are the steps of a sequence into numbers and lengths. */
import { columnOfNothing } from '../problems';
import type { ColumnValues, NumberColumn } from '../column-values';
import { stepsFilled } from '../filled-problems';
import type { Fitting } from './fitting';
import type { InputEncoder } from './inputs';
import { createNumberReader, readNumbers } from './numbers-of';
import type { Scaling, ScalingFit } from './scaling';

/**
 * Columns come step by step, with `features` for each. A scaling is fitted to each feature by the true steps of the training rows. A value that is
 * missing before the last step of its row becomes the mean of its feature, with one warning that counts them.
 */
export function fitSteps(fit: ScalingFit, steps: number, features: number): Fitting<InputEncoder> {
  const reader = createNumberReader();
  let named: readonly ColumnValues[] = [];
  let gaps = 0;
  return {
    passes: fit.passes,
    look(block, pass) {
      const columns = reader.read(block);
      if (!columns) return;
      named = block.columns;
      const lengths = lengthsOf(columns, block.rows, features);
      fit.look(pool(columns, features, block.rows), allSteps(block.trainingRows, steps), pass);
      if (pass === 0) gaps += countGaps(columns, lengths, features);
    },
    finish() {
      const faults = reader.problems();
      if (faults.length > 0) return { problems: faults };
      const scaling = fit.finish();
      const empty = named.slice(0, features).filter((_, feature) => scaling.counts[feature] === 0);
      if (empty.length > 0) return { problems: empty.map(({ files, name }) => columnOfNothing(files, name)) };
      const [first] = named;
      return {
        value: encodeSteps(steps, features, scaling),
        problems: gaps > 0 ? [stepsFilled(first!.files, gaps)] : [],
      };
    },
  };
}

function encodeSteps(steps: number, features: number, scaling: Scaling): InputEncoder {
  const width = steps * features;
  return {
    width,
    hasSteps: true,
    scaling,
    vocabularies: null,
    encode(block, { values, lengths }) {
      const columns = readNumbers(block);
      const own = lengthsOf(columns, block.rows, features);
      lengths!.set(own);
      for (const [index, { numbers, missing }] of columns.entries()) {
        const feature = index % features;
        const step = Math.floor(index / features);
        const [shift, scale, fill] = [
          scaling.shift[feature]!,
          scaling.scale[feature]!,
          scaling.fill[feature]!,
        ];
        for (let row = 0, place = index; row < block.rows; row++, place += width) {
          const x = missing[row] ? fill : numbers[row]!;
          values[place] = step < own[row]! ? (x - shift) / scale : 0;
        }
      }
    },
  };
}

/** Of each row, the number of its last step that has a value; 0 where none has. */
function lengthsOf(columns: readonly NumberColumn[], rows: number, features: number): Int32Array {
  const lengths = new Int32Array(rows);
  for (const [index, { missing }] of columns.entries()) {
    const step = Math.floor(index / features) + 1;
    for (let row = 0; row < rows; row++) if (!missing[row]) lengths[row] = step;
  }
  return lengths;
}

/** A column for each feature, with the steps of the first row, those of the second, and so on. */
function pool(columns: readonly NumberColumn[], features: number, rows: number): readonly NumberColumn[] {
  const steps = columns.length / features;
  return columns.slice(0, features).map((first, feature) => {
    const numbers = new Float64Array(rows * steps);
    const missing = new Uint8Array(rows * steps);
    for (let step = 0; step < steps; step++) {
      const column = columns[step * features + feature]!;
      for (let row = 0; row < rows; row++) {
        numbers[row * steps + step] = column.numbers[row]!;
        missing[row * steps + step] = column.missing[row]!;
      }
    }
    return { ...first, numbers, missing };
  });
}

/** The places of some rows among pooled steps. */
function allSteps(rows: Int32Array, steps: number): Int32Array {
  const places = new Int32Array(rows.length * steps);
  for (const [index, row] of rows.entries()) {
    for (let step = 0; step < steps; step++) places[index * steps + step] = row * steps + step;
  }
  return places;
}

function countGaps(columns: readonly NumberColumn[], lengths: Int32Array, features: number): number {
  let gaps = 0;
  for (const [index, { missing }] of columns.entries()) {
    const step = Math.floor(index / features);
    for (let row = 0; row < lengths.length; row++) if (missing[row] && step < lengths[row]!) gaps += 1;
  }
  return gaps;
}
