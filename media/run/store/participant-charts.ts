/** The charts of federated training: how the model does for participants by themselves, and what is spent of their privacy. */
import type { FederatedEvent, ForEach } from '../../../contract/run-log';
import { partName } from '../../shared/part-name';
import { t } from '../../shared/translate';
import type { ChartModel } from '../../shared/charts/chart-model';
import { taskNames, type RunState } from '../../shared/runs/run-state';
import { chartOfRounds } from './chart-of-rounds';

export function participantCharts(state: RunState): readonly ChartModel[] {
  const rounds = state.federated.items;
  if (rounds.length === 0) return [];
  return [
    ...taskNames(state).flatMap((task) => {
      const metric = metricOf(state, task);
      const part = rounds.find(({ each }) => each?.results[task]?.[metric])?.each?.part;
      if (!part) return [];
      const title = t('{metric} on {part} rows', { metric, part: partName(part) });
      return [
        chartOfRounds(`participants ${task}`, t('{name}: {values}', { name: task, values: title }), rounds, [
          {
            name: t('mean of the participants'),
            value: (round) => ofTask(round, task, metric)?.mean ?? null,
          },
          {
            name: t('worst participant'),
            value: (round) => ofTask(round, task, metric)?.worst.value ?? null,
          },
        ]),
      ];
    }),
    ...(rounds.some(({ privacy }) => typeof privacy?.epsilon === 'number')
      ? [
          chartOfRounds('epsilon', t('Privacy spent'), rounds, [
            { name: 'epsilon', value: ({ privacy }) => privacy?.epsilon ?? null },
          ]),
        ]
      : []),
  ];
}

/** The one that is named first, or the loss. */
export const metricOf = ({ start }: RunState, task: string): string =>
  start?.tasks.find(({ name }) => name === task)?.metrics[0]?.name ?? 'loss';

export const ofTask = ({ each }: FederatedEvent, task: string, metric: string): ForEach | undefined =>
  each?.results[task]?.[metric];
