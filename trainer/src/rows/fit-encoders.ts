/** Fits how all columns of a plan are encoded, looking at rows as often as that takes. */
import type { Plan } from '../../../contract/plan';
import type { Outcome, Problem } from '../../../contract/problem';
import type { Fitting } from '../../../data/encode/fitting';
import type { InputEncoder, InputStatistics } from '../../../data/encode/inputs';
import type { ColumnFitting } from '../../../data/fit-columns';
import { memoryBudget } from '../../../data/memory-budget';
import type { ColumnsReader } from '../../../data/read-alike';
import { compareTagsOfTasks } from './compare-tags-of-tasks';
import { columnsOf, fitInputOf } from './fit-input';
import { fitTask, type TaskEncoder } from './fit-task';
import { isPartlyFed } from './partly-fed';
import { placesOfTasks } from './places-of-tasks';
import { hasClasses, sourcesOf } from './sources-of-task';
import type { InputEncoding } from './training-rows';
import { searchUntrained } from './untrained-classes';

/** In the order of the plan, each with the columns that it reads of each table. */
export interface Encoders {
  readonly inputs: readonly (InputEncoding & InputEncoder & ColumnsReader)[];
  readonly tasks: readonly (TaskEncoder & ColumnsReader)[];
}

/** By the names of inputs. */
export type KnownInputs = ReadonlyMap<string, InputStatistics>;

/** Shows rows to all of them, as often as each needs. Answers unknown columns, and why rows cannot be read to the end. */
export type ShowRows = (fittings: readonly ColumnFitting[]) => Promise<readonly Problem[]>;

/**
 * Statistics come from the training part alone, but for the inputs that are `known`. All faults of all inputs and tasks are reported
 * at once.
 */
export async function fitEncoders(
  plan: Plan,
  show: ShowRows,
  known: KnownInputs,
  memory = memoryBudget(),
): Promise<Outcome<Encoders>> {
  const inputs = plan.inputs.map((input) => ({
    from: input.from,
    fitting: fitInputOf(input, known.get(input.name), memory),
  }));
  const places = placesOfTasks(plan);
  const tasks = plan.tasks.map((task, index) => ({
    from: sourcesOf(task),
    comparesCells: hasClasses(task),
    fitting: fitTask(task, places[index]!),
  }));
  const others = [...compareTagsOfTasks(plan), ...searchUntrained(plan)];
  const unread = await show([...inputs, ...tasks, ...others]);
  if (unread.length > 0) return { problems: unread };
  const fittedInputs = inputs.map(finish);
  const fittedTasks = tasks.map(finish);
  const told = others.map(({ fitting }) => fitting.finish());
  const problems = [...fittedInputs, ...fittedTasks, ...told].flatMap((fitted) => fitted.problems);
  if ([...fittedInputs, ...fittedTasks].some(({ value }) => !value)) return { problems };
  const value = {
    inputs: fittedInputs.map((fitted, index) => {
      const input = plan.inputs[index]!;
      const isPartly = isPartlyFed(plan, input);
      return { name: input.name, columns: columnsOf(input), isPartlyFed: isPartly, ...fitted.value! };
    }),
    tasks: fittedTasks.map((fitted) => fitted.value!),
  };
  return { value, problems };
}

function finish<Encoder>({
  fitting,
  ...reader
}: ColumnsReader & { readonly fitting: Fitting<Encoder> }): Outcome<Encoder & ColumnsReader> {
  const { value, problems } = fitting.finish();
  return value ? { value: { ...value, ...reader }, problems } : { problems };
}
