/** Reads the rows to predict for, in the form in which the model file takes them. */
import { Tensor } from '../executors/onnx/native-runtime';
import { widthOf } from '../../../catalog/opening';
import type { InputDeclaration } from '../../../catalog/declaration';
import type { InputPlan, Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import { encodeCategories } from '../../../data/encode/encode-categories';
import { encodeText } from '../../../data/encode/encode-text';
import type { ColumnValues, NumberColumn, RowBlock } from '../../../data/column-values';
import type { InputEncoder, Vocabularies } from '../../../data/encode/inputs';
import { createNumberReader, readNumbers } from '../../../data/encode/numbers-of';
import { findColumns } from '../../../data/find-columns';
import { openTable, type Table } from '../../../data/open-table';
import { readBlocks } from '../../../data/read-columns';
import { sliceBlock } from '../../../data/slice-block';
import { loadVocabularies } from '../export/vocabularies';
import { columnsOf, inputTypeOf, textFormOf } from '../rows/fit-input';
import { chooseColumns, chooseFiles } from './choose-columns';
import { formOf } from './files-to-predict';
import { rawFiles } from './raw-files';
import type { RawInput } from './raw-input';

/** The feeds of some rows, by input. */
export type RawFeeds = Readonly<Record<string, Tensor>>;

export interface RawInputs {
  /**
   * Shows all rows in their order, a few at a time, with numbers of eight bytes in the inputs called `wide`, and their paths where rows are files. Answers why they cannot be read
   * to the end, if they cannot.
   */
  read(
    wide: ReadonlySet<string>,
    look: (feeds: RawFeeds, rows: number, paths: readonly (string | null)[] | null) => Promise<void>,
  ): Promise<Problem | undefined>;
  /** Names of inputs that the file has nothing of, which no row has then. */
  readonly missing: ReadonlySet<string>;
  /** Whether rows are files that have paths. */
  readonly hasPaths: boolean;
  close(): void;
}

/**
 * `data` is a file, or a folder of files that the inputs open, with the columns of the inputs that a data set feeds, as it calls them; `folder` that of the run. All rows are looked at before any is shown, so that nothing is
 * predicted from a file that holds what the model does not read.
 */
export async function openInputs(plan: Plan, data: string, folder: string): Promise<Outcome<RawInputs>> {
  const withIds = plan.inputs.filter((input) => inputTypeOf(input).vocabulary);
  const known = loadVocabularies(
    folder,
    withIds.map(({ name }) => name),
  );
  if (!known.value) return { problems: known.problems };
  const form = await formOf(plan, data);
  const source = { source: [data], query: null, ...(form ? { form } : {}) };
  const opened = await openTable({ directory: process.cwd(), ...source });
  if (!opened.value) return { problems: opened.problems };
  const table = opened.value;
  const chosen = form ? chooseFiles(plan, table) : chooseColumns(plan, table);
  if (!chosen.value) {
    table.close();
    return { problems: chosen.problems };
  }
  const columns = chosen.value;
  const paths = table.columns.find(({ name }) => form && name === pathColumn)?.name;
  const names = [...new Set([...columns.flatMap((own) => own ?? []), ...(paths ? [paths] : [])])];
  const inputs = plan.inputs.map((input, index) => ({
    name: input.name,
    places: columns[index]?.map((name) => names.indexOf(name)) ?? columnsOf(input).map(() => -1),
    raw: rawInput(input, known.value![input.name]),
  }));
  const blockOf = (block: RowBlock, { places }: (typeof inputs)[number]): RowBlock => ({
    ...block,
    columns: places.map((place) => block.columns[place] ?? withoutValues(block.rows)),
  });

  const problems = await lookAtAll(table, names, async (block) => {
    for (const input of inputs) {
      const looked = input.raw.look(blockOf(block, input));
      if (looked) await looked;
    }
  });
  const faults = [...problems, ...inputs.flatMap(({ raw }) => raw.problems())];
  if (faults.length > 0) {
    table.close();
    return { problems: faults };
  }
  const width = plan.inputs.reduce((sum, input) => sum + widthOf(input), 0);
  const most = Math.max(1, Math.floor(mostNumbers / Math.max(1, width)));
  const read: RawInputs['read'] = async (wide, look) => {
    const show = async (block: RowBlock): Promise<void> => {
      const feeds: [string, Tensor][] = [];
      for (const input of inputs) {
        const { name, raw } = input;
        feeds.push([name, await raw.feed(blockOf(block, input), wide.has(name))]);
      }
      await look(Object.fromEntries(feeds), block.rows, paths ? wordsOf(block, names.indexOf(paths)) : null);
    };
    const unread = await lookAtAll(table, names, async (all) => {
      for (const block of sliceBlock(all, most)) await show(block);
    });
    return unread[0];
  };
  const missing = plan.inputs.flatMap(({ name }, index) => (columns[index] ? [] : [name]));
  const value = {
    read,
    missing: new Set(missing),
    hasPaths: paths !== undefined,
    close: () => table.close(),
  };
  return { value, problems: [] };
}

/** The column of a folder of files that says which file a row is. */
export const pathColumn = 'file';

function wordsOf({ columns }: RowBlock, place: number): readonly (string | null)[] {
  const column = columns[place]!;
  return column.kind === 'words' ? column.words : [];
}

/** Numbers that are fed at once: what a model makes of many large rows would not fit in memory. */
const mostNumbers = 2 ** 22;

const withoutValues = (rows: number): ColumnValues => ({
  kind: 'words',
  name: '',
  files: [],
  words: Array<null>(rows).fill(null),
});

async function lookAtAll(
  table: Table,
  names: readonly string[],
  look: (block: RowBlock) => void | Promise<void>,
): Promise<readonly Problem[]> {
  const { value: columns, problems } = findColumns(table, names);
  const unread = columns && (await readBlocks(table, columns, look));
  return unread ? [unread] : problems;
}

function rawInput(input: InputPlan, vocabularies: Vocabularies = []): RawInput {
  if (input.opens) return rawFiles(input);
  const type = inputTypeOf(input);
  const encoder = encoders[type.reads]?.(input, type, vocabularies);
  if (encoder) {
    return { look: () => undefined, problems: () => [], feed: (block) => takeIds(encoder, block) };
  }
  const reader = createNumberReader();
  return {
    look: (block) => void reader.read(block),
    problems: () => reader.problems(),
    feed: (block, isWide) => takeNumbers(readNumbers(block), block.rows, isWide),
  };
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
function takeNumbers(columns: readonly NumberColumn[], rows: number, isWide: boolean): Tensor {
  const width = columns.length;
  const values = new (isWide ? Float64Array : Float32Array)(rows * width);
  for (const [index, { numbers, missing }] of columns.entries()) {
    for (let row = 0; row < rows; row++) {
      values[row * width + index] = missing[row] ? Number.NaN : numbers[row]!;
    }
  }
  return values instanceof Float64Array
    ? new Tensor('float64', values, [rows, width])
    : new Tensor('float32', values, [rows, width]);
}

/** [rows, ids of a row]. */
function takeIds({ width, encode }: InputEncoder, block: RowBlock): Tensor {
  const values = new Float32Array(block.rows * width);
  void encode(block, { values, lengths: new Float32Array(block.rows) });
  return new Tensor('int64', BigInt64Array.from(values, BigInt), [block.rows, width]);
}
