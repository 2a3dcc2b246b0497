/** Finds classes that a split leaves out of training, in a pass over the rows that is made anyway. */
import { lookUp } from '../../../catalog';
import type { Plan } from '../../../contract/plan';
import type { Problem } from '../../../contract/problem';
import { firstOf } from '../../../contract/text';
import type { Fitting } from '../../../data/encode/fitting';
import { findUntrained } from '../../../data/encode/untrained-values';
import { classUntrained } from '../problems';

interface Search {
  readonly columns: readonly string[];
  readonly fitting: Pick<Fitting<null>, 'passes' | 'look' | 'finish'>;
}

/** How many classes are named. */
const mostShown = 5;

/** One for each column whose values are the classes of a task. */
export function searchUntrained(plan: Plan): readonly Search[] {
  const columns = plan.tasks.flatMap(({ target, predict }) => {
    const reads = lookUp('targets', target.name)?.reads;
    return reads === 'class' || reads === 'truth' ? predict.columns : [];
  });
  return [...new Set(columns)].map((column) => {
    const { passes, look, finish } = findUntrained();
    return {
      columns: [column],
      fitting: {
        passes,
        look,
        finish: () => ({ value: null, problems: explain(plan, column, finish().value ?? []) }),
      },
    };
  });
}

function explain(
  { data }: Plan,
  column: string,
  untrained: readonly { readonly value: string; readonly rows: number }[],
): readonly Problem[] {
  if (untrained.length === 0) return [];
  const values = firstOf(
    untrained.map(({ value }) => value),
    mostShown,
  );
  const rows = untrained.reduce((sum, one) => sum + one.rows, 0);
  const drawn = data.some(({ split }) => split.by === 'fractions' && !split.stratify && !split.group);
  return [classUntrained(column, values, untrained.length, rows, drawn)];
}
