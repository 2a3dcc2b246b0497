/** Turns the columns of a target of numbers into labels. */
import type { Fitting } from './fitting';
import { writeLabels, type LabelEncoder } from './labels';
import { createNumberReader, readNumbers } from './numbers-of';
import { fitScaling, type ScaleName, type Scaling } from './scaling';

export interface NumberEncoder extends LabelEncoder {
  /** Leads back to the unit of the data: x = value * scale + shift. */
  readonly scaling: Scaling;
}

/** Scales by the training rows. A row without a value in one of the columns has no label. */
export function fitNumbers(scale: ScaleName): Fitting<NumberEncoder> {
  const reader = createNumberReader();
  const fit = fitScaling(scale);
  return {
    passes: fit.passes,
    look(block, pass) {
      const columns = reader.read(block);
      if (columns) fit.look(columns, block.trainingRows, pass);
    },
    finish() {
      const faults = reader.problems();
      if (faults.length > 0) return { problems: faults };
      const scaling = fit.finish();
      const width = scaling.shift.length;
      const encode: LabelEncoder['encode'] = (block, labels) => {
        const columns = readNumbers(block);
        writeLabels(block.rows, width, labels, (row, index) => {
          const { numbers, missing } = columns[index]!;
          return missing[row] ? Number.NaN : (numbers[row]! - scaling.shift[index]!) / scaling.scale[index]!;
        });
      };
      return { value: { width, scaling, encode }, problems: [] };
    },
  };
}
