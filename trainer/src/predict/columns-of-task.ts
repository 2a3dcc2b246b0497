/** What a prediction of a task becomes in a table: its columns, and the cells of a row. */
import { lookUp } from '../../../catalog';
import type { TargetDeclaration } from '../../../catalog/declaration';
import type { TaskPlan } from '../../../contract/plan';
import type { Cell } from './csv';

export interface TaskColumns {
  readonly headings: readonly string[];
  /** `prediction` holds the outputs of one row. */
  cells(prediction: Float32Array): readonly Cell[];
}

/**
 * A class and a yes-or-no target give what is predicted under the task's name, and beside it how probable it is. Numbers, in the
 * unit of the data, and several truths stand under the names of their columns, or under `TASK.COLUMN` where the name is `taken`.
 */
export function columnsOfTask(
  task: TaskPlan,
  classes: readonly string[] | undefined,
  taken: ReadonlySet<string>,
): TaskColumns {
  const headings = task.predict.columns.map((column) =>
    taken.has(column) ? `${task.name}.${column}` : column,
  );
  return writers[readsOf(task)](task.name, headings, classes);
}

/** Whether its first column is called like the task, not like a column of the data. */
export const isHeadedByName = (task: TaskPlan): boolean =>
  hasClasses(task) || (readsOf(task) === 'truth' && task.predict.columns.length === 1);

export const hasClasses = (task: TaskPlan): boolean => readsOf(task) === 'class';

function readsOf({ target }: TaskPlan): TargetDeclaration['reads'] {
  const declaration = lookUp('targets', target.name);
  if (!declaration) throw new Error(`the catalog has no target ${target.name}`);
  return declaration.reads;
}

type Writer = (
  task: string,
  headings: readonly string[],
  classes: readonly string[] | undefined,
) => TaskColumns;

const writers: { readonly [reads in TargetDeclaration['reads']]: Writer } = {
  class: (task, _, classes) => ({
    headings: [task, `${task}.confidence`],
    cells(probabilities) {
      const confidence = Math.max(...probabilities);
      const index = probabilities.indexOf(confidence);
      return [classes?.[index] ?? index, confidence];
    },
  }),
  truth(task, headings, classes) {
    const names = headings.length === 1 ? [task] : headings;
    return {
      headings: names.flatMap((name) => [name, `${name}.confidence`]),
      cells: (probabilities) =>
        [...probabilities].flatMap((probability) => {
          const truth = probability >= 0.5 ? 1 : 0;
          return [classes?.[truth] ?? truth, truth ? probability : 1 - probability];
        }),
    };
  },
  numbers: (_, headings) => ({ headings, cells: (values) => [...values] }),
};
