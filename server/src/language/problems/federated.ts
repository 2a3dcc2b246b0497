/** Problems of participants that learn apart, and of what protects them. */
import type { Fix } from '../../../../contract/problem';
import { text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

export const privacyAlone = defineProblem(
  'MTL3090',
  'Participants are to be protected, and there are none.',
  (fixes: readonly Fix[]) => ({
    message: text(
      '`privacy` protects participants of federated training, and all rows are learned from together here.',
    ),
    remedy: text('Write `federated` beside it, as in `federated: average(rounds: 20)`, or remove it.'),
    fixes,
  }),
);

export const federatedPairs = defineProblem(
  'MTL3091',
  'Participants are to learn apart in an experiment with co-training.',
  (fixes: readonly Fix[]) => ({
    message: text('`federated` and `cotrain` do not go together: both say what happens in each round.'),
    remedy: text('Remove one of them.'),
    fixes,
  }),
);

export const federatedStops = defineProblem(
  'MTL3092',
  'Participants learn apart, and `stop` watches their epochs.',
  (fixes: readonly Fix[]) => ({
    message: text(
      '`stop` ends epochs early, and with `federated` each participant has its epochs in every round.',
    ),
    remedy: text('Remove it, and choose the number of `rounds` instead.'),
    fixes,
  }),
);

export const privacyGathers = defineProblem(
  'MTL3093',
  'A layer gathers numbers from rows that `privacy` does not protect.',
  (layer: string, instead: string | undefined, fixes: readonly Fix[]) => ({
    message: text('`{layer}` gathers means of the rows of participants, which `privacy` does not protect.', {
      layer,
    }),
    remedy: instead
      ? text('Use `{instead}`, which gathers nothing.', { instead })
      : text('Use a layer that gathers nothing.'),
    fixes,
  }),
);

export const deltaTooLarge = defineProblem(
  'MTL3094',
  'Delta is so large that one participant may be given away altogether.',
  (delta: number, participants: number, fixes: readonly Fix[]) => ({
    message: text(
      'Delta {delta} is not below one by the number of participants ({participants}): a model that gives one of them away altogether would count as private.',
      { delta, participants },
    ),
    remedy: text('Choose a delta far below it.'),
    severity: 'warning',
    fixes,
  }),
);

export const clientIdle = defineProblem(
  'MTL3095',
  'A column tells participants apart, and nothing is federated.',
  (column: string, fixes: readonly Fix[]) => ({
    message: text(
      '`client: {column}` says nothing without `federated`: all rows are learned from together.',
      {
        column,
      },
    ),
    remedy: text('Write `federated` into `train`, or remove it.'),
    severity: 'warning',
    fixes,
  }),
);

export const privacyWatched = defineProblem(
  'MTL3096',
  'Rates follow losses that `privacy` does not protect.',
  (schedule: string, fixes: readonly Fix[]) => ({
    message: text(
      'The rates of `{schedule}` follow losses as they are measured, which `privacy` does not protect: what is spent would be more than epsilon.',
      { schedule },
    ),
    remedy: text('Remove it, or choose a schedule that follows time alone, such as `cosine`.'),
    fixes,
  }),
);

export const participantsTooFew = defineProblem(
  'MTL5070',
  'Participants are to learn apart, and there is only one.',
  (data: string, column: string | null, fixes: readonly Fix[]) => ({
    message:
      column === null
        ? text('All rows of `{data}` are those of one participant.', { data })
        : text('All rows have the same value of `{column}`: there is one participant.', { column }),
    remedy: text(
      'Name the column of `{data}` that tells participants apart in `client`, or remove `federated`.',
      {
        data,
      },
    ),
    fixes,
  }),
);

export const clientMissing = defineProblem(
  'MTL5071',
  'Rows are those of no participant.',
  (column: string, rows: number) => ({
    message: text(
      '{rows} {rows|row has|rows have} no value of `{column}`: no participant learns from {rows|it|them}.',
      { rows, column },
    ),
    remedy: text('Fill the column, or leave such rows out with `query`.'),
    severity: 'warning',
  }),
);
