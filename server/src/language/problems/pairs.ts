/** Problems of what networks that teach each other see, and of what they could teach (MTL3…, MTL5…). */
import type { Fix } from '../../../../contract/problem';
import { listed, text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

export const viewsOverlap = defineProblem(
  'MTL3030',
  'Networks that teach each other read the same columns.',
  ([one, other]: readonly [string, string], columns: readonly string[], fixes: readonly Fix[]) => ({
    message: text(
      '`{one}` and `{other}` both read {columns}: what networks see alike they mistake alike, and cannot teach each other.',
      { one, other, columns: listed(columns) },
    ),
    remedy: text('Give each network columns of its own.'),
    severity: 'information',
    fixes,
  }),
);

export const rowsAllLabelled = defineProblem(
  'MTL5028',
  'Networks are to label rows for each other, and every row has a label.',
  (task: string, fixes: readonly Fix[]) => ({
    message: text(
      'Every row has a label of `{task}`: there is none that networks could label for each other.',
      {
        task,
      },
    ),
    remedy: text('Add rows whose label is empty, or remove `cotrain`.'),
    severity: 'warning',
    fixes,
  }),
);

export const labelsPassedTooMany = defineProblem(
  'MTL5029',
  'More labels are to be passed on in a round than there are rows without one.',
  (take: number, pool: number, fixes: readonly Fix[]) => ({
    message: text(
      '{take} {take|label is|labels are} to be passed on in a round, but only {pool} {pool|row has|rows have} none.',
      {
        take,
        pool,
      },
    ),
    remedy: text('Take fewer, so that networks learn from the surest ones first.'),
    severity: 'warning',
    fixes,
  }),
);
