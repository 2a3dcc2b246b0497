/** What can keep rows from becoming what a model reads: one factory for each problem code from MTL7060. */
import type { Problem } from '../../../contract/problem';
import { listed, type Text, text } from '../../../contract/text';

export const vocabulariesUnreadable = (file: string): Problem => ({
  code: 'MTL7060',
  severity: 'error',
  message: text('The run folder lacks the vocabularies that tell which ids the model knows words by.'),
  remedy: text('Put the file back from where the run was trained, or train again.'),
  place: text('{file}', { file }),
});

/** `columns` with the names of their data sets before them; `place` is the file that lacks them. */
export const columnsLacking = (input: string, columns: readonly string[], place: Text): Problem => ({
  code: 'MTL7095',
  severity: 'error',
  message: text('The file lacks columns of every data set that feeds the input {input}: {columns}.', {
    input,
    columns: listed(columns),
  }),
  remedy: text('Name the columns of the file as one of these data sets does, all of them.'),
  place,
});

/** Not all tasks can be predicted for the rows of one data set. */
export const tasksLeftOut = (tasks: readonly string[], inputs: readonly string[], file: string): Problem => ({
  code: 'MTL7096',
  severity: 'information',
  message: text(
    'The file has no columns of {inputs}, which {tasks} {count|reads|read}: only other tasks are predicted.',
    {
      inputs: listed(inputs),
      tasks: listed(tasks),
      count: tasks.length,
    },
  ),
  remedy: text('Add the columns to predict these tasks too.'),
  place: text('{file}', { file }),
});
