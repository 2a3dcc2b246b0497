/** Fits how all columns of a plan are encoded, looking at the rows of its table as often as that takes. */
import type { Plan } from '../../../contract/plan';
import type { Outcome } from '../../../contract/problem';
import type { Fitting } from '../../../data/encode/fitting';
import type { InputEncoder, InputStatistics } from '../../../data/encode/inputs';
import { fitColumns } from '../../../data/fit-columns';
import type { Table } from '../../../data/open-table';
import type { PartNumbers } from '../../../data/split-rows';
import { compareTagsOfTasks } from './compare-tags-of-tasks';
import { columnsOf, fitInputOf } from './fit-input';
import { fitTask, type TaskEncoder } from './fit-task';
import { placesOfTasks } from './places-of-tasks';
import type { InputEncoding } from './training-rows';
import { searchUntrained } from './untrained-classes';

/** In the order of the plan; `columns` of a task are those that it predicts. */
export interface Encoders {
  readonly inputs: readonly (InputEncoding & InputEncoder)[];
  readonly tasks: readonly (TaskEncoder & { readonly columns: readonly string[] })[];
}

/** By the names of inputs. */
export type KnownInputs = ReadonlyMap<string, InputStatistics>;

/**
 * Statistics come from the training part alone, but for the inputs that are `known`. All faults of all inputs and tasks are reported
 * at once.
 */
export async function fitEncoders(
  plan: Plan,
  table: Table,
  parts: PartNumbers,
  known: KnownInputs,
): Promise<Outcome<Encoders>> {
  const inputs = plan.inputs.map((input) => ({
    name: input.name,
    columns: columnsOf(input),
    fitting: fitInputOf(input, known.get(input.name)),
  }));
  const places = placesOfTasks(plan);
  const tasks = plan.tasks.map((task, index) => ({
    columns: task.predict.columns,
    fitting: fitTask(task, places[index]!),
  }));
  const others = [...compareTagsOfTasks(plan), ...searchUntrained(plan)];
  const unread = await fitColumns(table, parts, [...inputs, ...tasks, ...others]);
  if (unread.length > 0) return { problems: unread };
  const fittedInputs = inputs.map(finish);
  const fittedTasks = tasks.map(finish);
  const told = others.map(({ fitting }) => fitting.finish());
  const problems = [...fittedInputs, ...fittedTasks, ...told].flatMap((fitted) => fitted.problems);
  if ([...fittedInputs, ...fittedTasks].some(({ value }) => !value)) return { problems };
  const value = {
    inputs: fittedInputs.map((fitted, index) => ({ name: inputs[index]!.name, ...fitted.value! })),
    tasks: fittedTasks.map((fitted) => fitted.value!),
  };
  return { value, problems };
}

function finish<Encoder>({
  columns,
  fitting,
}: {
  readonly columns: readonly string[];
  readonly fitting: Fitting<Encoder>;
}): Outcome<Encoder & { readonly columns: readonly string[] }> {
  const { value, problems } = fitting.finish();
  return value ? { value: { ...value, columns }, problems } : { problems };
}
