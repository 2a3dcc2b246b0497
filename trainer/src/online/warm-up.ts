/** The first rows of a stream: what all rows are encoded by follows from them, and from no later one. */
import type { Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import type { ColumnFitting } from '../../../data/fit-columns';
import { namesFrom, type ColumnsReader } from '../../../data/read-alike';
import { readingStopped } from '../../../data/room-problems';
import { sliceBlock, type RowStream, type StreamBlock } from '../../../data/streams/row-stream';
import { sourcesOf } from '../rows/sources-of-task';
import { pause } from './pause';

export interface WarmUp {
  /** As many rows as were asked for, or all that there are. */
  readonly head: readonly StreamBlock[];
  /** Rows that were read with them. */
  readonly rest: readonly StreamBlock[];
}

/** Every column that the plan reads. */
export const namesOf = ({ data: [data], inputs, tasks }: Plan): readonly string[] =>
  namesFrom(data!.name, [...inputs, ...tasks.map((task) => ({ from: sourcesOf(task) }))]);

/** Waits until the rows are there. */
export async function readHead(
  stream: RowStream,
  rows: number,
  isStopped: () => boolean,
): Promise<Outcome<WarmUp>> {
  const head: StreamBlock[] = [];
  for (let left = rows; left > 0;) {
    const answer = await stream.next();
    if (isStopped()) return { problems: [readingStopped(stream.files)] };
    if (answer.state === 'waiting') await pause();
    if (answer.state === 'over') {
      const { problem } = answer;
      // There is nothing to go on with yet.
      if (problem) return { problems: [{ ...problem, severity: 'error' }] };
      return { value: { head, rest: [] }, problems: [] };
    }
    if (answer.state !== 'rows') continue;
    const { block } = answer;
    const taken = Math.min(left, block.rows);
    head.push(sliceBlock(block, 0, taken));
    left -= taken;
    if (left === 0) {
      // Faults were told with the first part.
      const rest = taken < block.rows ? [{ ...sliceBlock(block, taken, block.rows), faults: [] }] : [];
      return { value: { head, rest }, problems: [] };
    }
  }
  return { value: { head, rest: [] }, problems: [] };
}

/** Of a block with the columns called `names`, those that are read of the one data set. */
export const columnsFor =
  (names: readonly string[], { from: [own] }: ColumnsReader) =>
  <B extends StreamBlock>(block: B): B => ({
    ...block,
    columns: own!.columns.map((name) => block.columns[names.indexOf(name)]!),
  });

/** Shows the head to everything that is fitted, all of its rows as training rows. */
export const showHead =
  (head: readonly StreamBlock[], names: readonly string[]) =>
  async (fittings: readonly ColumnFitting[]): Promise<readonly Problem[]> => {
    const passes = Math.max(...fittings.map(({ fitting }) => fitting.passes));
    for (let pass = 0; pass < passes; pass++) {
      for (const block of head) {
        const trainingRows = Int32Array.from({ length: block.rows }, (_, row) => row);
        for (const reader of fittings) {
          if (reader.fitting.passes <= pass) continue;
          reader.fitting.look({ ...columnsFor(names, reader)(block), trainingRows }, pass);
        }
      }
    }
    return [];
  };
