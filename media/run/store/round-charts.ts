/** The charts of co-training: labels passed on, how right and how far apart the networks are, round by round. */
import type { Part, RoundEvent } from '../../../contract/run-log';
import { partName } from '../../shared/part-name';
import { t } from '../../shared/translate';
import { pointsOf, type ChartModel, type Series } from './chart-model';
import type { RunState } from './run-state';

/** The average of the networks, as the run log calls it. */
export const allNetworks = 'all';

export function roundCharts(state: RunState): readonly ChartModel[] {
  const rounds = state.rounds.items;
  if (rounds.length === 0) return [];
  const shared = (state.start?.networks ?? []).filter((network) =>
    rounds.some(({ shares }) => shares?.[network] !== undefined),
  );
  return [
    chart('accepted', t('Labels passed on'), rounds, [
      { name: t('in all rounds'), value: ({ acceptedInAll }) => acceptedInAll },
      { name: t('in this round'), value: ({ accepted }) => accepted },
    ]),
    ...networkChart(state),
    ...(rounds.some(({ precision }) => precision !== null)
      ? [
          chart('precision', t('Precision of passed-on labels'), rounds, [
            { name: t('precision'), value: ({ precision }) => precision },
          ]),
        ]
      : []),
    chart('disagreement', t('Disagreement of the networks'), rounds, [
      { name: t('disagreement'), value: ({ disagreement }) => disagreement },
    ]),
    ...(shared.length === 0
      ? []
      : [
          chart(
            'shares',
            t('Weights of shared features'),
            rounds,
            shared.map((network) => ({
              name: network,
              value: ({ shares }: RoundEvent) => shares?.[network] ?? null,
            })),
          ),
        ]),
  ];
}

/** The metric by which networks are compared, on the rows that none of them has seen. */
export interface NetworkMeasure {
  readonly metric: string;
  readonly part: Part;
  readonly networks: readonly string[];
}

export function networkMeasure({ start, rounds }: RunState): NetworkMeasure | undefined {
  const last = rounds.items.at(-1);
  const part = (['test', 'validation', 'train'] as const).find((part) =>
    Object.values(last?.networks ?? {}).some((results) => results[part]),
  );
  if (!last || !part) return undefined;
  const metric = start?.tasks.find(({ name }) => name === last.task)?.metrics[0]?.name ?? 'loss';
  const declared = start?.networks.filter((network) => last.networks[network]) ?? [];
  return { metric, part, networks: last.networks[allNetworks] ? [...declared, allNetworks] : declared };
}

export function networkValue(round: RoundEvent, measure: NetworkMeasure, network: string): number | null {
  return round.networks[network]?.[measure.part]?.[round.task]?.[measure.metric] ?? null;
}

export const networkName = (network: string): string =>
  network === allNetworks ? t('all together') : network;

function networkChart(state: RunState): readonly ChartModel[] {
  const measure = networkMeasure(state);
  if (!measure) return [];
  const title = t('Networks: {metric} on {part} rows', {
    metric: measure.metric,
    part: partName(measure.part),
  });
  return [
    chart(
      'networks',
      title,
      state.rounds.items,
      measure.networks.map((network) => ({
        name: networkName(network),
        colour: network === allNetworks ? 'total' : undefined,
        value: (round: RoundEvent) => networkValue(round, measure, network),
      })),
    ),
  ];
}

interface RoundSeries {
  readonly name: string;
  readonly colour?: Series['colour'] | undefined;
  readonly value: (round: RoundEvent) => number | null;
}

function chart(
  id: string,
  title: string,
  rounds: readonly RoundEvent[],
  series: readonly RoundSeries[],
): ChartModel {
  const rows = rounds.map((event) => ({ x: event.round, event }));
  return {
    id,
    title,
    along: t('round'),
    series: series.map(({ name, colour, value }, index) => ({
      name,
      colour: colour ?? index,
      lines: [{ style: 'dashed', points: pointsOf(rows, ({ event }) => value(event)) }],
    })),
    columns: [''],
    readings: rows.map(({ x, event }) => ({ x, values: series.map(({ value }) => [value(event)]) })),
    marks: [],
  };
}
