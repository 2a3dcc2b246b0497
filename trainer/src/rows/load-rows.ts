/** Loads the rows that a plan trains on: splits them, fits how columns are encoded, and keeps them where there is room. */
import { tmpdir } from 'node:os';
import type { Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import { findChange } from '../../../data/find-change';
import { memoryBudget, memoryText } from '../../../data/memory-budget';
import type { Room } from '../../../data/open-database';
import { openTable, type Table } from '../../../data/open-table';
import { placeOfFiles } from '../../../data/problems';
import { splitRows, trainingPart, type PartNumbers } from '../../../data/split-rows';
import { noTrainingRows } from '../problems';
import { checkLabels } from './check-labels';
import { rowSizeOf } from './encoded-rows';
import { usualSizes, type BlockSizes } from './epoch-order';
import { fitEncoders, type Encoders, type KnownInputs } from './fit-encoders';
import { rowsNeedMemory, rowsOnDisk } from './problems';
import type { RowStore } from './row-store';
import { keepInMemory, writeToDisk } from './store-rows';

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
  const [data] = plan.data.filter(({ name }) => plan.tasks.some(({ predict }) => predict.data === name));
  if (!data) throw new Error('no task of the plan names a data set of the plan');
  const { source, query } = data;
  const { scratch = tmpdir(), memory = memoryBudget(), sizes = usualSizes } = room;
  const opened = await openTable({ directory: plan.directory, source, query }, { ...room, scratch, memory });
  if (!opened.value) return { problems: opened.problems };
  const table = opened.value;
  try {
    const parts = await splitRows(table, data.split, data.seed);
    if (!parts.value) return { problems: parts.problems };
    if (!parts.value.includes(trainingPart)) return { problems: [noTrainingRows(placeOfFiles(table.files))] };
    const fitted = await fitEncoders(plan, table, parts.value, known);
    if (!fitted.value) return { problems: fitted.problems };
    const kept = await keepRows(plan, table, parts.value, fitted.value, { scratch, memory, sizes });
    if (!kept.value) return { problems: [...fitted.problems, ...kept.problems] };
    const problems = await checkRows(plan, table, kept.value);
    if (problems.length === 0) return { value: kept.value, problems: [...fitted.problems, ...kept.problems] };
    await kept.value.close();
    return { problems };
  } finally {
    table.close();
  }
}

/** In memory where the rows take at most half of what may be taken, else on disk: the engine and its results need room too. */
async function keepRows(
  plan: Plan,
  table: Table,
  parts: PartNumbers,
  encoders: Encoders,
  { scratch, memory, sizes }: Required<Pick<LoadingRoom, 'scratch' | 'memory' | 'sizes'>>,
): Promise<Outcome<RowStore>> {
  // An index of four bytes tells where each row is.
  const needed = table.rows * (rowSizeOf(encoders) + 4);
  if (needed <= memory / 2) return keepInMemory(table, parts, encoders, sizes);
  const amounts = [memoryText(needed), memoryText(memory)] as const;
  if (plan.cotrain.length > 0) return { problems: [rowsNeedMemory(...amounts)] };
  const { value, problems } = await writeToDisk(table, parts, encoders, scratch, sizes);
  return value ? { value, problems: [...problems, rowsOnDisk(...amounts)] } : { problems };
}

async function checkRows(plan: Plan, table: Table, { patterns }: RowStore): Promise<readonly Problem[]> {
  const changed = await findChange(table.sources);
  return changed ? [changed] : checkLabels(plan, patterns, placeOfFiles(table.files));
}
