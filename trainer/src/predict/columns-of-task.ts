/** What a prediction of a task becomes in a table: its columns, and the cells of a row. */
import { lookUp } from '../../../catalog';
import type { TargetDeclaration } from '../../../catalog/declaration';
import type { TaskPlan } from '../../../contract/plan';
import { classesOf } from '../rows/fit-task';
import type { Cell } from './csv';

export interface TaskColumns {
  readonly headings: readonly string[];
  /** `prediction` holds the outputs of one row. */
  cells(prediction: Float32Array): readonly Cell[];
}

/**
 * A class, a yes-or-no target and the tags of a single column give what is predicted under the task's name, and beside it how probable it is (tags on average). Numbers, in the
 * unit of the data, several truths and classes of several steps or pixels stand under the names of their columns, or under `TASK.COLUMN` where the name is `taken`.
 */
export function columnsOfTask(
  task: TaskPlan,
  classes: readonly string[] | undefined,
  taken: ReadonlySet<string>,
): TaskColumns {
  const headings = task.predict.columns.map((column) =>
    taken.has(column) ? `${task.name}.${column}` : column,
  );
  return writers[targetOf(task).reads](task, headings, classes);
}

/** Whether its first column is called like the task, not like a column of the data. */
export const isHeadedByName = (task: TaskPlan): boolean =>
  targetOf(task).reads === 'class' ||
  (targetOf(task).reads !== 'numbers' && task.predict.columns.length === 1);

export const hasClasses = (task: TaskPlan): boolean =>
  targetOf(task).reads === 'class' || targetOf(task).each !== undefined;

function targetOf({ target }: TaskPlan): TargetDeclaration {
  const declaration = lookUp('targets', target.name);
  if (!declaration) throw new Error(`the catalog has no target ${target.name}`);
  return declaration as TargetDeclaration;
}

/** What is predicted for a step or pixel. */
interface Place {
  readonly index: number;
  readonly confidence: number;
}

/** Null for a step that only fills the row up: nothing is probable there. */
function placesIn(probabilities: Float32Array, count: number): readonly (Place | null)[] {
  return Array.from({ length: probabilities.length / count }, (_, place) => {
    const own = probabilities.subarray(place * count, (place + 1) * count);
    const confidence = Math.max(...own);
    return confidence > 0 ? { index: own.indexOf(confidence), confidence } : null;
  });
}

/** A class and its probability where a model has computed neither: its numbers have grown beyond all bounds. */
const nothing: readonly Cell[] = ['', ''];

type Writer = (
  task: TaskPlan,
  headings: readonly string[],
  classes: readonly string[] | undefined,
) => TaskColumns;

const writers: { readonly [reads in TargetDeclaration['reads']]: Writer } = {
  class: ({ name }, _, classes) => ({
    headings: [name, `${name}.confidence`],
    cells(probabilities) {
      const confidence = Math.max(...probabilities);
      const index = probabilities.indexOf(confidence);
      return Number.isNaN(confidence) ? nothing : [classes?.[index] ?? index, confidence];
    },
  }),
  truth(task, headings, classes) {
    const names = headings.length === 1 ? [task.name] : headings;
    return {
      headings: names.flatMap((name) => [name, `${name}.confidence`]),
      cells: (probabilities) =>
        [...probabilities].flatMap((probability) => {
          if (Number.isNaN(probability)) return nothing;
          const truth = probability >= 0.5 ? 1 : 0;
          return [classes?.[truth] ?? truth, truth ? probability : 1 - probability];
        }),
    };
  },
  numbers: (_, headings) => ({ headings, cells: (values) => [...values] }),
  places(task, headings, classes) {
    const { name } = task;
    const count = classesOf(task, targetOf(task));
    const nameOf = (index: number) => classes?.[index] ?? String(index);
    if (headings.length > 1) {
      const cellOf = (place: Place | null) => (place ? nameOf(place.index) : '');
      return { headings, cells: (probabilities) => placesIn(probabilities, count).map(cellOf) };
    }
    return {
      headings: [name, `${name}.confidence`],
      cells(probabilities) {
        const places = placesIn(probabilities, count).filter((place) => place !== null);
        const sum = places.reduce((total, { confidence }) => total + confidence, 0);
        return [places.map(({ index }) => nameOf(index)).join(' '), sum / places.length];
      },
    };
  },
};
