/** Reads what is known of a table without training on it: its columns, their types, counts and different values. */
import { isMedia, type FileFacts } from '../contract/media';
import type { Column, SchemaAnswer, SourceRequest } from '../contract/schema';
import { reasonOf } from './attempt';
import { createSketch, type DistinctSketch } from './distinct-sketch';
import type { Room } from './open-database';
import type { MediaReader } from './media/media-reader';
import { openTable, type Table, type TableColumn } from './open-table';
import { describePictures } from './pictures/describe-pictures';
import { unreadableFile } from './problems';
import { scanColumns } from './scan-columns';
import { describeSounds } from './sound/describe-sounds';
import { sortValues } from './sort-values';
import { isComputable, numberOf, shorten } from './words';

/** Up to so many different values are counted and listed exactly; above, their number is estimated. */
const exactValues = 1000;
/** Rows whose values are looked at for the estimate. More would take longer than everything else and say little more. */
const estimatedRows = 2 ** 20;

/** Never throws; what is wrong with the files or the query is the answer's problem. */
export async function readSchema(request: SourceRequest, room?: Room): Promise<SchemaAnswer> {
  const { value: table, problems } = await openTable(request, room);
  if (!table) return { state: 'failed', problem: problems[0]! };
  try {
    return await describeTable(table);
  } catch (error) {
    // Such as memory that runs out; an editor asks for schemas in the background and must not fall over one.
    return { state: 'failed', problem: unreadableFile(table.files, reasonOf(error)) };
  } finally {
    table.close();
  }
}

async function describeTable(table: Table): Promise<SchemaAnswer> {
  const summaries = table.columns.map(({ type }) => startSummary(isMedia(type)));
  const problem = await scanColumns(table, table.columns, (start, chunks) => {
    for (const [column, chunk] of chunks.entries()) {
      const summary = summaries[column]!;
      if (chunk.kind === 'numbers') addNumbers(summary, start, chunk.numbers);
      else addWords(summary, start, chunk.words);
    }
  });
  if (problem) return { state: 'failed', problem };
  const columns = await Promise.all(
    table.columns.map(async (column, index): Promise<Column> => {
      const summary = summaries[index]!;
      const facts = table.media && (await describeFiles(column, summary.names, table.media));
      return { ...toColumn(column, summary, table.rows), ...facts };
    }),
  );
  return { state: 'known', schema: { rows: table.rows, columns, files: table.files } };
}

/** What the files that a column names hold, as far as that is known without decoding all of them. */
async function describeFiles(
  { type }: TableColumn,
  names: readonly string[],
  media: MediaReader,
): Promise<FileFacts> {
  const pictures = type === 'image' ? await describePictures(media, names) : undefined;
  const sounds = type === 'audio' ? await describeSounds(media, names) : undefined;
  return { ...(pictures ? { pictures } : {}), ...(sounds ? { sounds } : {}) };
}

interface Summary {
  /** Whether it keeps them: what files are called. */
  readonly hasNames: boolean;
  readonly names: string[];
  missing: number;
  min: number;
  max: number;
  readonly values: Set<string | number>;
  /** Takes over from `values` when there are too many. */
  sketch: DistinctSketch | undefined;
  word: Column['word'];
  infiniteRow: number | undefined;
}

function startSummary(hasNames: boolean): Summary {
  return {
    hasNames,
    names: [],
    missing: 0,
    min: Infinity,
    max: -Infinity,
    values: new Set(),
    sketch: undefined,
    word: undefined,
    infiniteRow: undefined,
  };
}

function addNumbers(summary: Summary, start: number, numbers: Float64Array | Float32Array): void {
  for (let offset = 0; offset < numbers.length; offset++) {
    const number = numbers[offset]!;
    if (Number.isNaN(number)) {
      summary.missing++;
      continue;
    }
    if (!summary.sketch || start < estimatedRows) addValue(summary, number);
    if (isComputable(number)) {
      if (number < summary.min) summary.min = number;
      if (number > summary.max) summary.max = number;
    } else summary.infiniteRow ??= start + offset + 1;
  }
}

function addWords(summary: Summary, start: number, words: readonly (string | null)[]): void {
  for (const [offset, word] of words.entries()) {
    if (word === null) {
      summary.missing++;
      continue;
    }
    if (summary.hasNames) summary.names.push(word);
    if (!summary.sketch || start < estimatedRows) addValue(summary, word);
    if (summary.word || !Number.isNaN(numberOf(word))) continue;
    summary.word = { row: start + offset + 1, text: shorten(word) };
  }
}

function addValue(summary: Summary, value: string | number): void {
  const { values, sketch } = summary;
  if (sketch) {
    sketch.add(value);
    return;
  }
  values.add(value);
  if (values.size <= exactValues) return;
  summary.sketch = createSketch();
  for (const known of values) summary.sketch.add(known);
  values.clear();
}

function toColumn({ name, type }: TableColumn, summary: Summary, rows: number): Column {
  const { missing, min, max, values, sketch, word, infiniteRow } = summary;
  // What files are called says nothing of what they hold.
  if (isMedia(type)) return { name, type, missing, distinct: new Set(summary.names).size };
  const seen = {
    ...(type !== 'boolean' && min <= max ? { min, max } : {}),
    ...(word ? { word } : {}),
    ...(infiniteRow === undefined ? {} : { infiniteRow }),
  };
  const distinct = distinctOf(summary, rows);
  return {
    name,
    type,
    missing,
    distinct,
    ...seen,
    ...(sketch ? {} : { values: listValues(type, values) }),
  };
}

const distinctOf = ({ missing, values, sketch }: Summary, rows: number): number =>
  sketch ? Math.min(Math.max(Math.round(sketch.estimate()), exactValues + 1), rows - missing) : values.size;

function listValues(type: Column['type'], values: ReadonlySet<string | number>): (string | number)[] {
  if (type === 'boolean') return sortValues(values).map((value) => (value === 1 ? 'true' : 'false'));
  return sortValues(values).filter((value) => typeof value === 'string' || Number.isFinite(value));
}
