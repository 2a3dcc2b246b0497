/** Plans over several data sets, made of the plan of a text over one. */
import type { BlockPlan, ColumnsPlan, DataPlan, Plan, TrainPlan } from '../../../contract/plan';
import { temporaryFolder } from '../../support/temporary-folder';
import { planOf } from '../train';

export interface Changes {
  /** The files of the data sets by name, in their order, which stand in for that of the text. */
  readonly sets: Readonly<Record<string, string>>;
  /** For each input the columns that feed it, and for each task those that it predicts; others keep what the text says. */
  readonly inputs?: Readonly<Record<string, readonly ColumnsPlan[]>>;
  readonly tasks?: Readonly<Record<string, readonly ColumnsPlan[]>>;
  readonly networks?: Readonly<Record<string, Pick<BlockPlan, 'data'>>>;
  readonly data?: Partial<DataPlan>;
  readonly train?: Partial<TrainPlan>;
}

/** `text` is one over the data set `whole` of the file `whole.csv`, which is `csv`. */
export async function planOfSets(text: string, csv: string, changes: Changes): Promise<Plan> {
  const files = Object.entries(changes.sets).map(([name, own]) => [`${name}.csv`, own] as const);
  const directory = temporaryFolder({ 'whole.csv': csv, ...Object.fromEntries(files) });
  const plan = await planOf(text, directory);
  const [whole] = plan.data;
  return {
    ...plan,
    data: Object.keys(changes.sets).map((name) => ({
      ...whole!,
      ...changes.data,
      name,
      source: [`${name}.csv`],
    })),
    inputs: plan.inputs.map((input) => ({ ...input, from: changes.inputs?.[input.name] ?? input.from })),
    blocks: plan.blocks.map((block) => ({ ...block, ...changes.networks?.[block.name] })),
    tasks: plan.tasks.map((task) => {
      const [predict = task.predict, ...alsoFrom] = changes.tasks?.[task.name] ?? [];
      return { ...task, predict, ...(alsoFrom.length > 0 ? { alsoFrom } : {}) };
    }),
    train: { ...plan.train, ...changes.train },
  };
}

/** The same columns of each of some data sets. */
export const columnsIn = (columns: readonly string[], ...sets: readonly string[]): readonly ColumnsPlan[] =>
  sets.map((data) => ({ data, columns }));
