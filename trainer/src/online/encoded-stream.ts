/** The rows of a stream as training takes them: encoded, those with a label of some task, a few blocks of them at a time. */
import type { Problem } from '../../../contract/problem';
import { moreLeftOut } from '../../../data/streams/problems';
import type { RowStream, StreamBlock } from '../../../data/streams/row-stream';
import { emptyRows } from '../rows/encoded-rows';
import type { Encoders } from '../rows/fit-encoders';
import type { EncodedRows, RowSlice } from '../rows/row-store';
import { findUnknownLabels } from './unknown-labels';
import { columnsFor } from './warm-up';

export interface EncodedStreamParts {
  readonly source: RowStream;
  readonly encoders: Encoders;
  /** Columns of the blocks. */
  readonly names: readonly string[];
  /** Rows that were read before; they come first. */
  readonly before: readonly StreamBlock[];
  /** Rows that the encoders were fitted to. */
  readonly window: number;
}

/** Encoded rows, of which the first `taken` of the `chosen` ones were handed out. */
interface Chunk {
  readonly rows: EncodedRows;
  readonly chosen: Int32Array;
  /** Number of the chunk's first row in the stream, from 1. */
  readonly first: number;
  taken: number;
}

/** So many problems are told one by one; of more, how many they are. */
const mostTold = 20;

export class EncodedStream {
  readonly #parts: EncodedStreamParts;
  #before: readonly StreamBlock[];
  #chunks: Chunk[] = [];
  #available = 0;
  #told = 0;
  #notices: Problem[] = [];
  #row = 0;
  isOver = false;
  /** Why rows cannot be read to the end. */
  fault: Problem | undefined;
  /** Rows that could not be read. */
  skipped = 0;

  constructor(parts: EncodedStreamParts) {
    this.#parts = parts;
    this.#before = parts.before;
  }

  /** Number of the last row that was taken, from 1. */
  get row(): number {
    return this.#row;
  }

  /** How many rows can be taken, up to `rows`: fewer when the stream has no more, or none now. */
  async prepare(rows: number): Promise<number> {
    while (this.#available < rows && !this.isOver) {
      const [first, ...others] = this.#before;
      if (first) {
        this.#before = others;
        this.#add(first);
        continue;
      }
      const answer = await this.#parts.source.next();
      if (answer.state === 'waiting') break;
      if (answer.state === 'rows') this.#add(answer.block);
      else this.#end(answer.problem);
    }
    return Math.min(rows, this.#available);
  }

  /** The next rows, of which there must be as many; they are valid for as long as anybody holds them. */
  take(count: number): readonly RowSlice[] {
    const slices: RowSlice[] = [];
    for (let left = count; left > 0;) {
      const [chunk] = this.#chunks as [Chunk];
      const chosen = chunk.chosen.subarray(chunk.taken, chunk.taken + left);
      slices.push({ rows: chunk.rows, chosen });
      chunk.taken += chosen.length;
      left -= chosen.length;
      this.#row = chunk.first + chosen.at(-1)!;
      if (chunk.taken === chunk.chosen.length) this.#chunks.shift();
    }
    this.#available -= count;
    return slices;
  }

  /** Goes past rows that were learned from before. */
  async skip(rows: number): Promise<void> {
    for (let left = rows; left > 0;) {
      const count = await this.prepare(Math.min(left, atOnce));
      if (count === 0) throw new Error('a stream has fewer rows than were learned from');
      this.take(count);
      left -= count;
    }
    this.#notices = [];
  }

  /** What there is to say of rows that were read since this was asked last. */
  takeNotices(): readonly Problem[] {
    const notices = this.#notices;
    this.#notices = [];
    return notices;
  }

  /** What there is to say of all rows, at the end. */
  lastNotices(): readonly Problem[] {
    const more = this.#told - mostTold;
    return more > 0 ? [moreLeftOut(this.#parts.source.files, more)] : [];
  }

  close(): Promise<void> {
    return this.#parts.source.close();
  }

  #add(block: StreamBlock): void {
    const { encoders, names, source, window } = this.#parts;
    this.skipped += block.faults.length;
    for (const fault of block.faults) this.#tell(fault);
    if (block.rows === 0) return;
    const rows = encodeBlock(block, encoders, names);
    for (const problem of findUnknownLabels(block, rows, { encoders, names, files: source.files, window }))
      this.#tell(problem);
    const chosen = Int32Array.from({ length: block.rows }, (_, row) => row).filter((row) =>
      rows.tasks.some(({ mask }) => mask[row] === 1),
    );
    if (chosen.length === 0) return;
    this.#chunks.push({ rows, chosen, first: block.start + 1, taken: 0 });
    this.#available += chosen.length;
  }

  #tell(problem: Problem): void {
    this.#told += 1;
    if (this.#told <= mostTold) this.#notices.push(problem);
  }

  #end(problem: Problem | undefined): void {
    this.isOver = true;
    if (problem?.severity === 'error') this.fault = problem;
    else if (problem) this.#notices.push(problem);
  }
}

const atOnce = 4096;

/** Rows of a block with the columns called `names`, in memory of their own. */
export function encodeBlock(
  block: StreamBlock,
  encoders: Encoders,
  names: readonly string[],
  rows = emptyRows(encoders, block.rows),
): EncodedRows {
  for (const [index, input] of encoders.inputs.entries())
    input.encode(columnsFor(names, input)(block), rows.inputs[index]!);
  for (const [index, task] of encoders.tasks.entries())
    task.encode(columnsFor(names, task)(block), rows.tasks[index]!);
  return rows;
}
