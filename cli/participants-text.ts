/** What a round of federated training came to, in a line. */
import { formatCount } from '../contract/format-count';
import { formatNumber } from '../contract/format-number';
import type { FederatedEvent } from '../contract/run-log';
import { text } from '../contract/text';
import { printable } from './terminal-text';
import type { Say } from './speech';

/** Who took part, how the model does for the one that it does worst for, and what is spent of their privacy. */
export function roundOfParticipants(event: FederatedEvent, say: Say): string {
  const { round, rounds, participants, chosen, each, privacy } = event;
  const begin = text(
    'round {round}/{rounds}: {chosen} of {participants} {participants|participant|participants}',
    {
      round,
      rounds,
      chosen: formatCount(chosen),
      participants: formatCount(participants),
    },
  );
  const worst = Object.entries(each?.results ?? {}).flatMap(([task, metrics]) => {
    // The loss comes first, and the metric that is named first tells more.
    const [metric, found] = Object.entries(metrics)[1] ?? Object.entries(metrics)[0] ?? [];
    if (!found || metric === undefined) return [];
    const { mean, worst: least } = found;
    return [
      text('{task} {metric} {mean}, worst {worst} ({participant})', {
        task,
        metric,
        mean: formatNumber(mean),
        worst: formatNumber(least.value),
        participant: printable(least.participant),
      }),
    ];
  });
  const spent = privacy
    ? [
        privacy.epsilon === null
          ? text('epsilon without bound')
          : text('epsilon {epsilon} at delta {delta}', {
              epsilon: formatNumber(privacy.epsilon),
              delta: formatNumber(privacy.delta),
            }),
      ]
    : [];
  return [begin, ...worst, ...spent].map(say).join('  ');
}
