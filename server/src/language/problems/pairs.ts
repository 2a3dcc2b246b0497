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

export const labelsDrawnTooMany = defineProblem(
  'MTL5040',
  'Labels are to be chosen from more rows than there are without one.',
  (pool: number, rows: number, fixes: readonly Fix[]) => ({
    message: text(
      'Each round is to choose from {pool} {pool|row|rows} that are drawn, but only {rows} {rows|row has|rows have} no label.',
      { pool, rows },
    ),
    remedy: text('Draw fewer, so that chance has a say in which rows are labelled first.'),
    severity: 'information',
    fixes,
  }),
);

export const methodMisfit = defineProblem(
  'MTL3040',
  'Networks are to teach each other a task that their method has no labels for.',
  (method: string, target: string, fitting: readonly string[], fixes: readonly Fix[]) => ({
    message: text('`{method}` cannot teach `{target}`.', { method, target }),
    remedy: text('Choose from {names}.', { names: listed(fitting) }),
    fixes,
  }),
);

export const networksOfMethod = defineProblem(
  'MTL3041',
  'Fewer or more networks teach each other than their method can do with.',
  (
    method: string,
    {
      least,
      most,
      count,
    }: { readonly least: number; readonly most: number | undefined; readonly count: number },
    fixes: readonly Fix[],
  ) => ({
    message:
      count < least
        ? text('`{method}` needs {least} networks, and here {count|is|are} {count}.', {
            method,
            least,
            count,
          })
        : text('`{method}` takes {most} networks, and here {count|is|are} {count}.', {
            method,
            most: most!,
            count,
          }),
    remedy: text('Change the networks of `cotrain`, or choose another method.'),
    fixes,
  }),
);

export const roundsIdle = defineProblem(
  'MTL3042',
  'A property is about rounds, of which the method has none.',
  (property: string, method: string, fixes: readonly Fix[]) => ({
    message: text('`{method}` teaches in every step and has no rounds: `{property}` says nothing here.', {
      method,
      property,
    }),
    remedy: text('Remove it; `epochs` of `train` says how long networks learn.'),
    severity: 'warning',
    fixes,
  }),
);
