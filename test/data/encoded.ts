/** Encodes columns in blocks of two rows and as a whole, which must be the same, and answers what comes out. */
import { expect } from 'vitest';
import type { Outcome } from '../../contract/problem';
import { fitClasses } from '../../data/encode/encode-classes';
import { fitInput } from '../../data/encode/encode-input';
import { fitNumbers } from '../../data/encode/encode-numbers';
import { fitTruth } from '../../data/encode/encode-truth';
import type { ColumnValues, RowBlock } from '../../data/column-values';
import type { Fitting } from '../../data/encode/fitting';
import type { InputEncoder, InputValues } from '../../data/encode/inputs';
import type { LabelEncoder, Labels } from '../../data/encode/labels';
import { fitScaling, type ScaleName } from '../../data/encode/scaling';

export const encodeInput = (columns: readonly ColumnValues[], scale: ScaleName, training: Int32Array) =>
  encodeInputBy(() => fitInput(fitScaling(scale)), columns, training);

export const encodeInputBy = (
  fit: () => Fitting<InputEncoder>,
  columns: readonly ColumnValues[],
  training: Iterable<number>,
) =>
  inBlocksAndWhole(columns, Int32Array.from(training), fit, (encoder, blocks, rows): InputValues => {
    const { width, hasSteps } = encoder;
    // Whatever was there before must not shine through.
    const values = new Float32Array(rows * width).fill(9);
    const lengths = new Float32Array(rows).fill(9);
    for (const block of blocks) {
      const places = { values: values.subarray(block.start * width), lengths: lengths.subarray(block.start) };
      encoder.encode(block, places);
    }
    return hasSteps ? { values, lengths } : { values };
  });

export const encodeClasses = (column: ColumnValues, count: number) =>
  inBlocksAndWhole([column], Int32Array.of(), () => fitClasses(count), encodeLabels);

export const encodeTruth = (columns: readonly ColumnValues[]) =>
  inBlocksAndWhole(columns, Int32Array.of(), fitTruth, encodeLabels);

export const encodeNumbers = (columns: readonly ColumnValues[], scale: ScaleName, training: Int32Array) =>
  inBlocksAndWhole(columns, training, () => fitNumbers(scale), encodeLabels);

export const encodeLabelsBy = <Encoder extends LabelEncoder>(
  fit: () => Fitting<Encoder>,
  columns: readonly ColumnValues[],
) => inBlocksAndWhole(columns, Int32Array.of(), fit, encodeLabels);

function encodeLabels({ width, encode }: LabelEncoder, blocks: readonly RowBlock[], rows: number): Labels {
  // Whatever was there before must not shine through.
  const labels = { values: new Float32Array(rows * width).fill(9), mask: new Uint8Array(rows).fill(9) };
  for (const block of blocks) {
    const { start } = block;
    encode(block, { values: labels.values.subarray(start * width), mask: labels.mask.subarray(start) });
  }
  return labels;
}

function inBlocksAndWhole<Encoder extends object, Encoded>(
  columns: readonly ColumnValues[],
  training: Int32Array,
  fit: () => Fitting<Encoder>,
  encode: (encoder: Encoder, blocks: readonly RowBlock[], rows: number) => Encoded,
): Outcome<Omit<Encoder, 'encode'> & Encoded> {
  const rows = columns[0]!.kind === 'words' ? columns[0]!.words.length : columns[0]!.numbers.length;
  const [whole, ...others] = [rows, 2].map((size) => {
    const blocks = cut(columns, rows, size);
    const fitting = fit();
    for (let pass = 0; pass < fitting.passes; pass++) {
      for (const block of blocks) {
        const own = training.filter((row) => row >= block.start && row < block.start + block.rows);
        fitting.look({ ...block, trainingRows: own.map((row) => row - block.start) }, pass);
      }
    }
    const { value, problems } = fitting.finish();
    if (!value) return { problems };
    const { encode: _, ...known } = value as Encoder & { readonly encode: unknown };
    return {
      value: { ...known, ...encode(value, blocks, rows) } as Omit<Encoder, 'encode'> & Encoded,
      problems,
    };
  });
  for (const other of others) expect(other).toEqual(whole);
  return whole!;
}

const cut = (columns: readonly ColumnValues[], rows: number, size: number): RowBlock[] =>
  Array.from({ length: Math.ceil(rows / size) }, (_, index) => {
    const [start, end] = [index * size, Math.min((index + 1) * size, rows)];
    const slices = columns.map((column) =>
      column.kind === 'words'
        ? { ...column, words: column.words.slice(start, end) }
        : {
            ...column,
            numbers: column.numbers.slice(start, end),
            missing: column.missing.slice(start, end),
          },
    );
    return { start, rows: end - start, columns: slices };
  });
