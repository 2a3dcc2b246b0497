/** What there is to say of participants: one factory for each problem code from MTL7126. */
import type { Problem } from '../../../contract/problem';
import { firstOf, listed, text, type Text } from '../../../contract/text';

/** Names that are shown of many. */
const mostShown = 3;

export const rowsOfNobody = (column: string, rows: number, place: Text): Problem => ({
  code: 'MTL7126',
  severity: 'warning',
  message: text(
    '{rows} {rows|row has|rows have} no value in the column `{column}`: no participant learns from {rows|it|them}.',
    {
      rows,
      column,
    },
  ),
  remedy: text('Fill the column, or leave such rows out with `query`.'),
  place,
});

export const participantsUnlabelled = (names: readonly string[]): Problem => ({
  code: 'MTL7127',
  severity: 'warning',
  message: text(
    '{count} {count|participant has|participants have} no training row with a label and {count|takes|take} no part: {names}.',
    { count: names.length, names: listed(firstOf(names, mostShown)) },
  ),
  remedy: text('Correct `split` if they should, or leave their rows out with `query`.'),
});

export const participantsTooFew = (count: number): Problem => ({
  code: 'MTL7128',
  severity: 'error',
  message: text(
    '`federated` needs two participants or more with a labelled training row; there {count|is|are} {count}.',
    { count },
  ),
  remedy: text(
    'Name the column that tells participants apart in `client`, use more rows, or remove `federated`.',
  ),
  place: text('train'),
});

export const notProtected = (): Problem => ({
  code: 'MTL7129',
  severity: 'information',
  message: text(
    '`privacy` protects what participants teach the model. By which numbers columns are scaled, which words, categories and classes there are, and what is measured follow from the rows of all participants as they are. The noise follows from the seed: whoever knows that can take it off.',
  ),
  remedy: text('Give away the model alone, and keep the run folder with its seed to yourself.'),
});
