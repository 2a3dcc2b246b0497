/** Opens the data of a plan as a stream, and fits how its rows are encoded by the first of them. */
import { lookUp } from '../../../catalog';
import type { DataPlan, Plan } from '../../../contract/plan';
import { describeProblem, type Outcome, type Problem } from '../../../contract/problem';
import type { Room } from '../../../data/open-database';
import { openTable } from '../../../data/open-table';
import { placeOfFiles } from '../../../data/problems';
import { resolveTables } from '../../../data/resolve-files';
import { followFile } from '../../../data/streams/followed-file';
import type { RowStream } from '../../../data/streams/row-stream';
import { streamTable } from '../../../data/streams/table-stream';
import { checkLabels } from '../rows/check-labels';
import { emptyRows, sliceRows } from '../rows/encoded-rows';
import { usualSizes } from '../rows/epoch-order';
import { fitEncoders, type Encoders, type KnownInputs } from '../rows/fit-encoders';
import { inputTypeOf } from '../rows/fit-input';
import type { RowStore } from '../rows/row-store';
import { RowsInMemory } from '../rows/rows-in-memory';
import { encodeBlock, EncodedStream } from './encoded-stream';
import { StreamedRows } from './streamed-rows';
import { namesOf, readHead, showHead, type WarmUp } from './warm-up';

export interface OpenedStream {
  /** The first window: what the program is built for, and what is known of the rows before the first step. */
  readonly rows: RowStore;
  /** All rows from the first on. A run that begins again on another device opens it anew. */
  open(): Promise<EncodedStream>;
  readonly window: number;
  /** How many rows there are in all; null where nobody knows. */
  readonly count: number | null;
  close(): Promise<void>;
}

/** `known` inputs are encoded as they were elsewhere. Waits until a followed file has the rows of the first window. */
export async function openStream(plan: Plan, room: Room, known: KnownInputs): Promise<Outcome<OpenedStream>> {
  const [data] = plan.data as [DataPlan];
  const window = windowOf(plan);
  const names = namesOf(plan);
  const { value: source, problems } = await openSource(plan, data, names, room);
  if (!source) return { problems };
  const fail = async (found: readonly Problem[]): Promise<Outcome<OpenedStream>> => {
    await source.close();
    return { problems: found };
  };
  const read = await readHead(source, window, room.isStopped ?? (() => false));
  if (!read.value) return fail(read.problems);
  const { head } = read.value;
  const fitted = await fitEncoders(plan, showHead(head, names), known);
  if (!fitted.value) return fail(fitted.problems);
  const rows = keepHead(data, read.value, fitted.value, names);
  const faults = checkLabels(plan, rows.patterns, () => placeOfFiles(source.files));
  if (faults.length > 0) return fail(faults);
  const encoding = { encoders: fitted.value, names, window };
  let isNew = true;
  let stream = new EncodedStream({ ...encoding, source, before: [...head, ...read.value.rest] });
  const open = async (): Promise<EncodedStream> => {
    if (isNew) {
      isNew = false;
      return stream;
    }
    await stream.close();
    const again = await openSource(plan, data, names, room);
    if (!again.value) throw new Error(describeProblem(again.problems[0]!));
    stream = new EncodedStream({ ...encoding, source: again.value, before: [] });
    return stream;
  };
  const close = () => stream.close();
  const value = { rows: new StreamedRows(rows), open, window, count: source.rows, close };
  return { value, problems: fitted.problems };
}

/** Of a plan that has a mode. */
export function windowOf({ train: { mode } }: Plan): number {
  const declared = lookUp('modes', mode!.name);
  if (!declared) throw new Error(`the catalog has no mode ${mode!.name}`);
  return declared.window(mode!.args as never);
}

async function openSource(
  plan: Plan,
  { source, query, follow }: DataPlan,
  names: readonly string[],
  room: Room,
): Promise<Outcome<RowStream>> {
  const { directory } = plan;
  if (!follow) {
    const { value: table, problems } = await openTable({ directory, source, query }, room);
    if (!table) return { problems };
    const streamed = streamTable(table, names);
    if (!streamed.value) table.close();
    return streamed;
  }
  const { value: found, problems } = await resolveTables({ directory, source, query });
  if (!found) return { problems };
  const warmUp = windowOf(plan);
  return followFile(found.files[0]!.path, found.kind, { names, numbers: numbersOf(plan), warmUp });
}

/** Columns that hold numbers or nothing. */
function numbersOf({ inputs, tasks }: Plan): ReadonlySet<string> {
  const read = inputs.filter((input) => ['numbers', 'steps'].includes(inputTypeOf(input).reads));
  const predicted = tasks.filter(({ target }) => lookUp('targets', target.name)?.reads === 'numbers');
  return new Set([
    ...read.flatMap(({ from }) => from.flatMap(({ columns }) => columns)),
    ...predicted.flatMap(({ predict }) => predict.columns),
  ]);
}

function keepHead(
  { name }: DataPlan,
  { head }: WarmUp,
  encoders: Encoders,
  names: readonly string[],
): RowsInMemory {
  const count = head.reduce((sum, { rows }) => sum + rows, 0);
  const all = emptyRows(encoders, count);
  let start = 0;
  for (const block of head) {
    encodeBlock(block, encoders, names, sliceRows(all, encoders, start, start + block.rows));
    start += block.rows;
  }
  const none = new Int32Array(0);
  const rows = {
    count,
    sets: [{ name, rows: { train: count, validation: 0, test: 0 } }],
    parts: { train: Int32Array.from({ length: count }, (_, row) => row), validation: none, test: none },
    inputs: encoders.inputs.map((input, index) => ({ ...input, ...all.inputs[index]! })),
    tasks: encoders.tasks.map((task, index) => ({ ...task, ...all.tasks[index]! })),
  };
  return new RowsInMemory(rows, { sizes: usualSizes });
}
