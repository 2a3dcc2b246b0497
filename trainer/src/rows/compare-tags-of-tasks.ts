/** Finds the texts whose words a task tags, so that both can be compared. */
import { lookUp } from '../../../catalog';
import { tasksOn } from '../../../catalog/model/tasks-on';
import type { Plan } from '../../../contract/plan';
import { compareTags } from '../../../data/encode/compare-tags';
import type { Fitting } from '../../../data/encode/fitting';
import type { ColumnsReader } from '../../../data/read-alike';
import { inputTypeOf, textFormOf } from './fit-input';
import { sourcesOf } from './sources-of-task';

interface Comparison extends ColumnsReader {
  readonly fitting: Fitting<null>;
}

/** One for each data set in which a task has all tags of a row in one column, and stands on one text. */
export function compareTagsOfTasks(plan: Plan): readonly Comparison[] {
  return plan.tasks.flatMap((task) => {
    const { name, target, predict } = task;
    if (lookUp('targets', target.name)?.each !== 'step' || predict.columns.length > 1) return [];
    const texts = plan.inputs.filter(
      (input) => inputTypeOf(input).reads === 'text' && tasksOn(plan, input.name).includes(name),
    );
    const [input] = texts;
    if (!input || texts.length > 1) return [];
    return sourcesOf(task).flatMap(({ data, columns }) => {
      const words = input.from.find((source) => source.data === data);
      if (!words) return [];
      const fitting = compareTags(textFormOf(input.type.args, inputTypeOf(input)));
      return [{ from: [{ data, columns: [...words.columns, ...columns] }], fitting }];
    });
  });
}
