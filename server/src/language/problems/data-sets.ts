/** Problems of several data sets in one experiment: what feeds what, and what each of them teaches. */
import type { ColumnsPlan } from '../../../../contract/plan';
import type { Fix } from '../../../../contract/problem';
import { firstOf, listed, text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

/** Values that are shown of many. */
const mostShown = 3;

export const dataSetTwice = defineProblem(
  'MTL3060',
  'A list of sources names one data set twice.',
  (name: string, fixes: readonly Fix[]) => ({
    message: text('The data set `{name}` stands here twice.', { name }),
    remedy: text('Write all of its columns in one pair of brackets, as in `{name}[a, b]`.', { name }),
    fixes,
  }),
);

export const sourcesUnequal = defineProblem(
  'MTL3061',
  'The data sets of a list do not give the same number of columns.',
  (first: ColumnsPlan, other: ColumnsPlan, fixes: readonly Fix[]) => ({
    message: text(
      '`{other}` gives {others} {others|column|columns} here, and `{first}` {count}: they are read in this order as the same.',
      { other: other.data, others: other.columns.length, first: first.data, count: first.columns.length },
    ),
    remedy: text('Name as many columns of each data set.'),
    fixes,
  }),
);

export const taskNotFed = defineProblem(
  'MTL3062',
  'A task is predicted from a data set that does not feed everything that the task stands on.',
  (data: string, inputs: readonly string[], fixes: readonly Fix[]) => ({
    message: text('Rows of `{data}` have nothing for {inputs}, which this task reads.', {
      data,
      inputs: listed(inputs),
    }),
    remedy: text('Add `{data}` to the list of the input, as in `[a[x, y], {data}[x, y]]`.', { data }),
    fixes,
  }),
);

export const networkNotFed = defineProblem(
  'MTL3063',
  'A network is to learn from a data set that does not feed everything that the network stands on.',
  (data: string, inputs: readonly string[], fixes: readonly Fix[]) => ({
    message: text('Rows of `{data}` have nothing for {inputs}, which this network reads.', {
      data,
      inputs: listed(inputs),
    }),
    remedy: text('Choose a data set that feeds the network, or add `{data}` to the list of the input.', {
      data,
    }),
    fixes,
  }),
);

export const networkUntaught = defineProblem(
  'MTL3064',
  'A network is to learn from a data set that no task of the network is predicted from.',
  (network: string, data: string, fixes: readonly Fix[]) => ({
    message: text('No task of `{network}` is predicted from `{data}`: the network would learn nothing.', {
      network,
      data,
    }),
    remedy: text('Choose a data set with labels for a task that stands on `{network}`.', { network }),
    fixes,
  }),
);

export const samplingIdle = defineProblem(
  'MTL3065',
  'A file says how data sets take turns, and uses only one.',
  (data: string, fixes: readonly Fix[]) => ({
    message: text('All rows come from `{data}`: `sampling` says nothing here.', { data }),
    remedy: text('Remove it, or use a second data set.'),
    severity: 'warning',
    fixes,
  }),
);

export const dataTeachesNothing = defineProblem(
  'MTL3066',
  'A data set feeds inputs, and no task is predicted from it.',
  (data: string, inputs: readonly string[], fixes: readonly Fix[]) => ({
    message: text('No task is predicted from `{data}`: its rows feed {inputs} and teach nothing.', {
      data,
      inputs: listed(inputs),
    }),
    remedy: text('Predict a task from it too, or take it out of the input.'),
    severity: 'warning',
    fixes,
  }),
);

export const classesUncounted = defineProblem(
  'MTL5042',
  'The classes of several data sets are to be counted together, and one of them has too many values to list.',
  (data: string, fixes: readonly Fix[]) => ({
    message: text(
      '`{data}` has too many different values to tell which of them are classes of the others too.',
      {
        data,
      },
    ),
    remedy: text('Write how many classes there are in all.'),
    fixes,
  }),
);

export const classesApart = defineProblem(
  'MTL5043',
  'A class target is predicted from two data sets whose values have nothing in common.',
  (
    own: ColumnsPlan,
    values: readonly (string | number)[],
    first: ColumnsPlan,
    others: readonly (string | number)[],
  ) => ({
    message: text(
      'No value of `{name}` in `{data}` ({values}) is one of `{firstName}` in `{first}` ({others}): they share no class.',
      {
        name: own.columns[0]!,
        data: own.data,
        values: shown(values),
        firstName: first.columns[0]!,
        first: first.data,
        others: shown(others),
      },
    ),
    remedy: text('Write the same words for the same classes, in the file or by a `query`.'),
    severity: 'warning',
  }),
);

export const truthsDiffer = defineProblem(
  'MTL5044',
  'True and false are written in other words in one data set than in another.',
  (
    data: string,
    values: readonly (string | number)[],
    first: string,
    others: readonly (string | number)[],
  ) => ({
    message: text('`{data}` says {values} where `{first}` says {others}.', {
      data,
      values: shown(values),
      first,
      others: shown(others),
    }),
    remedy: text('Write the same two words in both, in the file or by a `query`.'),
  }),
);

const shown = (values: readonly (string | number)[]) => listed(firstOf(values.map(String), mostShown));
