/** The co-training rounds as a table: labels passed on, their precision, and the networks beside each other. */
import { t } from '../../shared/translate';
import type { DataTable } from './data-table';
import { networkMeasure, networkName, networkValue } from './round-charts';
import type { RunState } from './run-state';

/** Undefined without rounds. */
export function roundTable(state: RunState): DataTable | undefined {
  const rounds = state.rounds.items;
  if (rounds.length === 0) return undefined;
  const measure = networkMeasure(state);
  return {
    headings: [
      t('round'),
      t('unlabelled'),
      t('passed on'),
      t('in all'),
      t('precision'),
      t('measured on'),
      t('disagreement'),
      ...(measure?.networks.map((network) => `${networkName(network)} ${measure.metric}`) ?? []),
    ],
    rows: rounds.map((round) => [
      round.round,
      round.pool,
      round.accepted,
      round.acceptedInAll,
      round.precision,
      round.precisionRows,
      round.disagreement,
      ...(measure?.networks.map((network) => networkValue(round, measure, network)) ?? []),
    ]),
  };
}
