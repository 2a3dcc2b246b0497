/** Reads the rows to predict for, in the form in which the model file takes them. */
import { Tensor } from 'onnxruntime-node';
import type { InputDeclaration } from '../../../catalog/declaration';
import type { InputPlan, Plan } from '../../../contract/plan';
import type { Outcome } from '../../../contract/problem';
import { encodeCategories } from '../../../data/encode/encode-categories';
import { encodeText } from '../../../data/encode/encode-text';
import type { InputEncoder, Vocabularies } from '../../../data/encode/inputs';
import { numbersOf } from '../../../data/encode/numbers-of';
import { openTable } from '../../../data/open-table';
import { readColumns, type ColumnValues, type NumberColumn } from '../../../data/read-columns';
import { loadVocabularies } from '../export/vocabularies';
import { columnsOf, inputTypeOf, textFormOf } from '../rows/fit-input';

export interface RawInputs {
  readonly rows: number;
  readonly inputs: readonly { readonly name: string; readonly take: TakeRows }[];
}

/** Some of the rows. */
export type TakeRows = (from: number, rows: number) => Tensor;

/** `data` is a file with the columns of all inputs, `folder` that of the run. */
export async function readInputs(plan: Plan, data: string, folder: string): Promise<Outcome<RawInputs>> {
  const withIds = plan.inputs.filter((input) => inputTypeOf(input).vocabulary);
  const known = loadVocabularies(
    folder,
    withIds.map(({ name }) => name),
  );
  if (!known.value) return { problems: known.problems };
  const opened = await openTable({ directory: process.cwd(), source: [data], query: null });
  if (!opened.value) return { problems: opened.problems };
  const table = opened.value;
  try {
    const names = [...new Set(plan.inputs.flatMap(columnsOf))];
    const read = await readColumns(table, names);
    if (!read.value) return { problems: read.problems };
    const byName = new Map(names.map((name, index) => [name, read.value![index]!]));
    const inputs = plan.inputs.map((input) => {
      const columns = columnsOf(input).map((name) => byName.get(name)!);
      return { name: input.name, ...rawRows(input, columns, known.value![input.name]) };
    });
    const problems = inputs.flatMap((input) => input.problems);
    if (problems.length > 0) return { problems };
    const taken = inputs.map(({ name, value }) => ({ name, take: value! }));
    return { value: { rows: table.rows, inputs: taken }, problems: [] };
  } finally {
    table.close();
  }
}

function rawRows(
  input: InputPlan,
  columns: readonly ColumnValues[],
  vocabularies: Vocabularies = [],
): Outcome<TakeRows> {
  const type = inputTypeOf(input);
  const encoder = encoders[type.reads]?.(input, type, vocabularies);
  if (encoder) return { value: (from, rows) => takeIds(encoder, columns, from, rows), problems: [] };
  const numeric = columns.map((column) => numbersOf(column));
  const problems = numeric.flatMap((column) => column.problems);
  if (problems.length > 0) return { problems };
  const numbers = numeric.map(({ value }) => value!);
  return { value: (from, rows) => takeNumbers(numbers, from, rows), problems: [] };
}

/** Of types that the model takes as ids; it takes numbers as they are. */
const encoders: Readonly<
  Partial<
    Record<
      InputDeclaration['reads'],
      (input: InputPlan, type: InputDeclaration, vocabularies: Vocabularies) => InputEncoder
    >
  >
> = {
  categories: (_, __, vocabularies) => encodeCategories(vocabularies),
  text: ({ type: { args } }, type, [words]) => encodeText(textFormOf(args, type), words!),
};

/** [rows, columns]; NaN where a value is missing, which the model fills. */
function takeNumbers(columns: readonly NumberColumn[], from: number, rows: number): Tensor {
  const width = columns.length;
  const values = new Float32Array(rows * width);
  for (const [index, { numbers, missing }] of columns.entries()) {
    for (let row = 0; row < rows; row++) {
      values[row * width + index] = missing[from + row] ? Number.NaN : numbers[from + row]!;
    }
  }
  return new Tensor('float32', values, [rows, width]);
}

/** [rows, ids of a row]. */
function takeIds(
  { width, encode }: InputEncoder,
  columns: readonly ColumnValues[],
  from: number,
  rows: number,
): Tensor {
  const block = {
    start: from,
    rows,
    columns: columns.map((column) => sliceColumn(column, from, from + rows)),
  };
  const values = new Float32Array(rows * width);
  encode(block, { values, lengths: new Float32Array(rows) });
  return new Tensor('int64', BigInt64Array.from(values, BigInt), [rows, width]);
}

const sliceColumn = (column: ColumnValues, from: number, to: number): ColumnValues =>
  column.kind === 'words'
    ? { ...column, words: column.words.slice(from, to) }
    : {
        ...column,
        numbers: column.numbers.subarray(from, to),
        missing: column.missing.subarray(from, to),
      };
