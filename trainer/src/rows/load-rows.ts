/** Loads the rows that a plan trains on: splits them, fits how columns are encoded, and keeps them where there is room. */
import { tmpdir } from 'node:os';
import type { Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import { fitColumns } from '../../../data/fit-columns';
import { findChange } from '../../../data/find-change';
import { memoryBudget, memoryText } from '../../../data/memory-budget';
import type { Room } from '../../../data/open-database';
import { placeOfFiles } from '../../../data/problems';
import type { SplitTable } from '../../../data/read-alike';
import { checkLabels } from './check-labels';
import { rowSizeOf } from './encoded-rows';
import { usualSizes, type BlockSizes } from './epoch-order';
import { fitEncoders, type Encoders, type KnownInputs } from './fit-encoders';
import {
  networksNeedMemory,
  participantsNeedMemory,
  rowsNeedMemory,
  rowsOnDisk,
  samplingNeedsMemory,
} from './problems';
import type { RowStore } from './row-store';
import { alwaysTakesAll, samplingOf } from './sampling';
import { keepInMemory, writeToDisk } from './store-rows';
import { withSets } from './with-sets';

/** What loading may take of the machine. */
export interface LoadingRoom extends Room {
  readonly sizes?: BlockSizes;
}

const nothingKnown: KnownInputs = new Map();

/** Statistics come from the training part alone, but for inputs that are `known`. `problems` beside a value are no errors, such as filled gaps. */
export async function loadRows(
  plan: Plan,
  room: LoadingRoom = {},
  known = nothingKnown,
): Promise<Outcome<RowStore>> {
  const { scratch = tmpdir(), memory = memoryBudget(), sizes = usualSizes } = room;
  return withSets(plan, { ...room, scratch, memory }, async (tables) => {
    const fitted = await fitEncoders(plan, (fittings) => fitColumns(tables, fittings), known, memory);
    if (!fitted.value) return { problems: fitted.problems };
    const kept = await keepRows(plan, tables, fitted.value, { scratch, memory, sizes });
    if (!kept.value) return { problems: [...fitted.problems, ...kept.problems] };
    const problems = await checkRows(plan, tables, kept.value);
    if (problems.length === 0) return { value: kept.value, problems: [...fitted.problems, ...kept.problems] };
    await kept.value.close();
    return { problems };
  });
}

/** In memory where the rows take at most half of what may be taken, else on disk: the engine and its results need room too. */
async function keepRows(
  plan: Plan,
  tables: readonly SplitTable[],
  encoders: Encoders,
  { scratch, memory, sizes }: Required<Pick<LoadingRoom, 'scratch' | 'memory' | 'sizes'>>,
): Promise<Outcome<RowStore>> {
  const rows = tables.reduce((sum, { table }) => sum + table.rows, 0);
  // An index of four bytes tells where each row is.
  const needed = rows * (rowSizeOf(encoders) + 4);
  if (needed <= memory / 2) return keepInMemory(plan, tables, encoders, sizes);
  const amounts = [memoryText(needed), memoryText(memory)] as const;
  if (plan.cotrain.length > 0) return { problems: [rowsNeedMemory(...amounts)] };
  if (plan.train.federated) return { problems: [participantsNeedMemory(...amounts)] };
  if (plan.blocks.some(({ data }) => data !== undefined))
    return { problems: [networksNeedMemory(...amounts)] };
  const sampling = samplingOf(plan.train);
  if (sampling && !alwaysTakesAll(sampling, tables.length))
    return { problems: [samplingNeedsMemory(...amounts)] };
  const { value, problems } = await writeToDisk(tables, encoders, scratch, sizes);
  return value ? { value, problems: [...problems, rowsOnDisk(...amounts)] } : { problems };
}

async function checkRows(
  plan: Plan,
  tables: readonly SplitTable[],
  { patterns }: RowStore,
): Promise<readonly Problem[]> {
  const changed = await findChange(tables.flatMap(({ table }) => table.sources));
  if (changed) return [changed];
  return checkLabels(plan, patterns, (sets) =>
    placeOfFiles(tables.flatMap(({ data, table }) => (sets.includes(data) ? table.files : []))),
  );
}
