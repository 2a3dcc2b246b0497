/** The rounds of federated training as a table: who took part, how the model does for them, and what is spent of their privacy. */
import { t } from '../../shared/translate';
import { taskNames, type RunState } from '../../shared/runs/run-state';
import { metricOf, ofTask } from './participant-charts';
import type { NamedTable } from './round-table';

/** One, or none without federated training. */
export function participantTables(state: RunState): readonly NamedTable[] {
  const rounds = state.federated.items;
  const [first] = rounds;
  if (!first) return [];
  const measured = taskNames(state)
    .map((task) => ({ task, metric: metricOf(state, task) }))
    .filter(({ task, metric }) => rounds.some((round) => ofTask(round, task, metric)));
  const isPrivate = rounds.some(({ privacy }) => privacy);
  return [
    {
      title: t('Rounds of participants'),
      name: t('{count} participants', { count: first.participants }),
      headings: [
        t('round'),
        t('took part'),
        t('length of changes'),
        ...(isPrivate ? [t('shortened'), 'epsilon'] : []),
        ...measured.flatMap(({ task, metric }) => [
          t('{name}: {values}', { name: task, values: t('mean {metric}', { metric }) }),
          t('worst'),
          t('participant'),
        ]),
      ],
      rows: rounds.map((round) => [
        round.round,
        round.chosen,
        round.length,
        ...(isPrivate ? [round.privacy?.shortened ?? null, round.privacy?.epsilon ?? null] : []),
        ...measured.flatMap(({ task, metric }) => {
          const found = ofTask(round, task, metric);
          return [found?.mean ?? null, found?.worst.value ?? null, found?.worst.participant ?? ''];
        }),
      ]),
    },
  ];
}
