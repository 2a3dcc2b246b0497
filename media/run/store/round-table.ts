/** The co-training rounds as a table: labels passed on, their precision, and the networks beside each other. */
import { t } from '../../shared/translate';
import type { DataTable } from '../../shared/charts/data-table';
import { networkMeasure, networkName, networkValue, passesLabels } from './round-charts';
import type { RunState } from '../../shared/runs/run-state';

/** One for each `cotrain` declaration. */
export function roundTables(state: RunState): readonly NamedTable[] {
  return [...state.cotrained.values()].map(({ networks, rounds: { items: rounds } }) => {
    const measure = networkMeasure(state, rounds);
    const passes = passesLabels(rounds);
    const measured = measure?.networks ?? [];
    return {
      title: passes ? t('Co-training rounds') : t('Co-trained networks'),
      name: t('{name}: {values}', { name: rounds[0]?.task ?? '', values: networks.join(' ↔ ') }),
      headings: [
        ...(passes ? [t('round')] : []),
        t('unlabelled'),
        ...(passes ? [t('passed on'), t('in all'), t('precision'), t('measured on')] : []),
        t('disagreement'),
        ...measured.map((network) => `${networkName(network)} ${measure?.metric}`),
      ],
      rows: rounds.map((round) => [
        ...(passes ? [round.round] : []),
        round.pool,
        ...(passes ? [round.accepted, round.acceptedInAll, round.precision, round.precisionRows] : []),
        round.disagreement,
        ...(measure ? measured.map((network) => networkValue(round, measure, network)) : []),
      ]),
    };
  });
}

export interface NamedTable extends DataTable {
  /** The task and the networks that teach each other. */
  readonly name: string;
  readonly title: string;
}
