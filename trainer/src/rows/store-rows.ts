/** Encodes the rows of the tables of a plan, into memory or to files on disk. */
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '../../../contract/plan';
import type { Outcome } from '../../../contract/problem';
import { parts, type Part } from '../../../contract/run-log';
import { memoryText } from '../../../data/memory-budget';
import type { SplitTable } from '../../../data/read-alike';
import { collectRows, type PartNumbers } from '../../../data/split-rows';
import { emptyRows, rowSizeOf, sliceRows } from './encoded-rows';
import { encodeRows } from './encode-rows';
import { blocksOf, type BlockSizes } from './epoch-order';
import type { Encoders } from './fit-encoders';
import { createPatternCounts } from './label-patterns';
import { labelsToLearn } from './labels-of-networks';
import { findParticipants } from './participants';
import { noRoomForRows } from './problems';
import { RowFile } from './row-file';
import type { RowSet } from './row-set';
import { RowsInMemory } from './rows-in-memory';
import { samplingOf } from './sampling';
import { RowsOnDisk, type StoredPart } from './rows-on-disk';

export async function keepInMemory(
  plan: Plan,
  tables: readonly SplitTable[],
  encoders: Encoders,
  sizes: BlockSizes,
): Promise<Outcome<RowsInMemory>> {
  const partOf = joinParts(tables);
  const count = partOf.length;
  const all = emptyRows(encoders, count);
  const problem = await encodeRows(tables, encoders, ({ start, rows }) =>
    sliceRows(all, encoders, start, start + rows),
  );
  if (problem) return { problems: [problem] };
  const participants = await findParticipants(plan, tables, partOf);
  if (!participants.value) return { problems: participants.problems };
  const rows = {
    count,
    sets: setsOf(tables),
    parts: collectRows(partOf),
    ...(plan.train.federated ? { participants: participants.value } : {}),
    inputs: encoders.inputs.map((input, index) => ({ ...input, ...all.inputs[index]! })),
    tasks: encoders.tasks.map((task, index) => ({ ...task, ...all.tasks[index]! })),
  };
  return {
    value: new RowsInMemory(rows, { sizes, sampling: samplingOf(plan.train) }, labelsToLearn(plan, rows)),
    problems: participants.problems,
  };
}

/** `folder` must exist. Throws the system's error when the disk takes no more. */
export async function writeToDisk(
  tables: readonly SplitTable[],
  encoders: Encoders,
  folder: string,
  sizes: BlockSizes,
): Promise<Outcome<RowsOnDisk>> {
  const partOf = joinParts(tables);
  const size = rowSizeOf(encoders);
  const needed = partOf.length * size;
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (needed > free) return { problems: [noRoomForRows(folder, memoryText(needed), memoryText(free))] };
  const { rowsOfBlock } = blocksOf(0, size, sizes);
  const files = await Promise.all(
    parts.map((part) => RowFile.create(join(folder, `${part}.rows`), encoders, rowsOfBlock)),
  );
  const counts = parts.map(createPatternCounts);
  const close = () => Promise.all(files.map((file) => file.close()));
  try {
    const chunk = createChunk(encoders);
    const problem = await encodeRows(
      tables,
      encoders,
      ({ rows }) => chunk.of(rows),
      ({ start, rows }) => {
        const encoded = chunk.of(rows);
        for (const [part, file] of files.entries()) {
          const chosen = rowsOfPart(partOf, part, start, rows);
          file.add(encoded, chosen);
          for (const row of chosen) counts[part]!.add(encoded.tasks, row);
        }
      },
    );
    if (problem) {
      await close();
      return { problems: [problem] };
    }
    for (const file of files) file.finish();
  } catch (error) {
    await close();
    throw error;
  }
  const patterns = byPart((_, index) => counts[index]!.patterns());
  const stored = byPart((_, index): StoredPart => {
    const file = files[index]!;
    return { file, blocks: blocksOf(file.rows, size, sizes) };
  });
  return { value: new RowsOnDisk({ ...encoders, sets: setsOf(tables), patterns }, stored), problems: [] };
}

/** Of the rows of all tables, one table behind the other. */
function joinParts(tables: readonly SplitTable[]): PartNumbers {
  const joined = new Uint8Array(tables.reduce((sum, { table }) => sum + table.rows, 0));
  let first = 0;
  for (const { parts: own } of tables) {
    joined.set(own, first);
    first += own.length;
  }
  return joined;
}

const setsOf = (tables: readonly SplitTable[]): readonly RowSet[] =>
  tables.map(({ data, parts: own }) => {
    const counts = [0, 0, 0];
    for (const part of own) counts[part]! += 1;
    return { name: data, rows: byPart((_, index) => counts[index]!) };
  });

const byPart = <T>(value: (part: Part, index: number) => T): { readonly [part in Part]: T } =>
  Object.fromEntries(parts.map((part, index) => [part, value(part, index)])) as {
    readonly [part in Part]: T;
  };

/** Room for the encoded rows of a block of a table, filled again for each. */
function createChunk(encoders: Encoders) {
  let capacity = 0;
  let all = emptyRows(encoders, 0);
  return {
    of(rows: number) {
      if (rows > capacity) [capacity, all] = [rows, emptyRows(encoders, rows)];
      return sliceRows(all, encoders, 0, rows);
    },
  };
}

/** Counted from the first of the `rows` rows from `start` on. */
function rowsOfPart(partOf: PartNumbers, part: number, start: number, rows: number): Int32Array {
  const found = new Int32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (partOf[start + row] === part) found[count++] = row;
  return found.subarray(0, count);
}
