/** Finds classes that a split leaves out of training, in a pass over the rows that is made anyway. */
import type { ColumnsPlan, Plan } from '../../../contract/plan';
import type { Problem } from '../../../contract/problem';
import { firstOf } from '../../../contract/text';
import type { Fitting } from '../../../data/encode/fitting';
import { findUntrained } from '../../../data/encode/untrained-values';
import type { ColumnsReader } from '../../../data/read-alike';
import { classUntrained } from '../problems';
import { hasClasses, sourcesOf } from './sources-of-task';

interface Search extends ColumnsReader {
  readonly fitting: Pick<Fitting<null>, 'passes' | 'look' | 'finish'>;
}

/** How many classes are named. */
const mostShown = 5;

/** One for each column whose values are the classes of a task, with the same of other data sets: a class is trained where one of them trains it. */
export function searchUntrained(plan: Plan): readonly Search[] {
  const columns = plan.tasks.filter(hasClasses).flatMap((task) => {
    const sources = sourcesOf(task);
    return task.predict.columns.map((_, place) =>
      sources.map(({ data, columns: own }): ColumnsPlan => ({ data, columns: [own[place]!] })),
    );
  });
  const different = new Map(columns.map((from) => [JSON.stringify(from), from]));
  return [...different.values()].map((from) => {
    const { passes, look, finish } = findUntrained();
    return {
      from,
      comparesCells: true,
      fitting: {
        passes,
        look,
        finish: () => ({ value: null, problems: explain(plan, from, finish().value ?? []) }),
      },
    };
  });
}

function explain(
  { data }: Plan,
  from: readonly ColumnsPlan[],
  untrained: readonly { readonly value: string; readonly rows: number }[],
): readonly Problem[] {
  if (untrained.length === 0) return [];
  const values = firstOf(
    untrained.map(({ value }) => value),
    mostShown,
  );
  const rows = untrained.reduce((sum, one) => sum + one.rows, 0);
  const drawn = data.some(
    ({ name, split }) =>
      from.some((own) => own.data === name) && split.by === 'fractions' && !split.stratify && !split.group,
  );
  const [column] = from[0]!.columns;
  return [classUntrained(column!, values, untrained.length, rows, drawn)];
}
