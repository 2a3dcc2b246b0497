/** Finds the texts whose words a task tags, so that both can be compared. */
import { lookUp } from '../../../catalog';
import { tasksOn } from '../../../catalog/model/tasks-on';
import type { Plan } from '../../../contract/plan';
import { compareTags } from '../../../data/encode/compare-tags';
import type { Fitting } from '../../../data/encode/fitting';
import { columnsOf, inputTypeOf, textFormOf } from './fit-input';

interface Comparison {
  readonly columns: readonly string[];
  readonly fitting: Fitting<null>;
}

/** One for each task that has all tags of a row in one column and stands on one text. */
export function compareTagsOfTasks(plan: Plan): readonly Comparison[] {
  return plan.tasks.flatMap(({ name, target, predict }) => {
    if (lookUp('targets', target.name)?.each !== 'step' || predict.columns.length > 1) return [];
    const texts = plan.inputs.filter(
      (input) => inputTypeOf(input).reads === 'text' && tasksOn(plan, input.name).includes(name),
    );
    const [input] = texts;
    if (!input || texts.length > 1) return [];
    const fitting = compareTags(textFormOf(input.type.args, inputTypeOf(input)));
    return [{ columns: [...columnsOf(input), ...predict.columns], fitting }];
  });
}
