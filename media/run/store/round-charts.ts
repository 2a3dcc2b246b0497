/** The charts of co-training: labels passed on, how right and how far apart the networks are, round by round. */
import type { Part, RoundEvent } from '../../../contract/run-log';
import { partName } from '../../shared/part-name';
import { t } from '../../shared/translate';
import type { ChartModel } from '../../shared/charts/chart-model';
import { allNetworks, taskNames, type RoundHistory, type RunState } from '../../shared/runs/run-state';
import { chartOfRounds } from './chart-of-rounds';

export function roundCharts(state: RunState): readonly ChartModel[] {
  const histories = [...state.cotrained.values()];
  return histories.flatMap((history, index) => {
    const charts = chartsOf(state, history);
    if (histories.length === 1) return charts;
    const names = history.networks.join(' ↔ ');
    return charts.map((chart) => ({
      ...chart,
      id: `${chart.id} ${index}`,
      title: t('{name}: {values}', { name: chart.title, values: names }),
    }));
  });
}

function chartsOf(
  state: RunState,
  { networks, rounds: { items: rounds } }: RoundHistory,
): readonly ChartModel[] {
  // What teaches in every step has no rounds: the table tells all of where it ended.
  if (!passesLabels(rounds)) return [];
  const measure = networkMeasure(state, rounds);
  // Networks are told apart from tasks by their colours.
  const firstColour = taskNames(state).length;
  return [
    chartOfRounds('accepted', t('Labels passed on'), rounds, [
      { name: t('in all rounds'), value: ({ acceptedInAll }) => acceptedInAll },
      { name: t('in this round'), value: ({ accepted }) => accepted },
    ]),
    ...(measure
      ? [
          chartOfRounds(
            'networks',
            t('{metric} on {part} rows', { metric: measure.metric, part: partName(measure.part) }),
            rounds,
            measure.networks.map((network, index) => ({
              name: networkName(network),
              colour: network === allNetworks ? ('total' as const) : firstColour + index,
              value: (round: RoundEvent) => networkValue(round, measure, network),
            })),
          ),
        ]
      : []),
    ...(rounds.some(({ precision }) => precision !== null)
      ? [
          chartOfRounds('precision', t('Precision of passed-on labels'), rounds, [
            { name: t('precision'), value: ({ precision }) => precision },
          ]),
        ]
      : []),
    chartOfRounds('disagreement', t('Disagreement of the networks'), rounds, [
      { name: t('disagreement'), value: ({ disagreement }) => disagreement },
    ]),
    ...(rounds.some(({ shares }) => shares)
      ? [
          chartOfRounds(
            'shares',
            t('Weights of shared features'),
            rounds,
            networks.map((network, index) => ({
              name: network,
              colour: firstColour + index,
              value: ({ shares }: RoundEvent) => shares?.[network] ?? null,
            })),
          ),
        ]
      : []),
  ];
}

/** Networks that teach each other in every step have no rounds, and pass no labels on between them. */
export const passesLabels = (rounds: readonly RoundEvent[]): boolean =>
  rounds.some((event) => event.rounds > 0);

/** What networks are compared by: the task's first metric, on rows that none of them has seen where there are any. */
export interface NetworkMeasure {
  readonly metric: string;
  readonly part: Part;
  readonly networks: readonly string[];
}

export function networkMeasure(
  { start }: RunState,
  rounds: readonly RoundEvent[],
): NetworkMeasure | undefined {
  const last = rounds.at(-1);
  const part = (['test', 'validation', 'train'] as const).find((part) =>
    Object.values(last?.networks ?? {}).some((results) => results[part]),
  );
  if (!last || !part) return undefined;
  const metric = start?.tasks.find(({ name }) => name === last.task)?.metrics[0]?.name ?? 'loss';
  const names = Object.keys(last.networks);
  const apart = names.filter((network) => network !== allNetworks);
  return { metric, part, networks: names.includes(allNetworks) ? [...apart, allNetworks] : apart };
}

export function networkValue(round: RoundEvent, measure: NetworkMeasure, network: string): number | null {
  return round.networks[network]?.[measure.part]?.[round.task]?.[measure.metric] ?? null;
}

export const networkName = (network: string): string =>
  network === allNetworks ? t('all together') : network;
