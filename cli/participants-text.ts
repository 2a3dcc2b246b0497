/** Federated training in words: what a plan says of participants, and what its rounds came to. */
import { formatCount } from '../contract/format-count';
import { formatBriefly, formatNumber } from '../contract/format-number';
import { privacySpent } from '../catalog/plan/privacy-spent';
import type { Plan } from '../contract/plan';
import type { FederatedEvent, RunEvent } from '../contract/run-log';
import { listed, text, type Text } from '../contract/text';
import { tableText } from './table';
import { partNames } from './run-words';
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
  const spent = privacy ? [spentText(privacy.epsilon, privacy.delta)] : [];
  return [begin, ...worst, ...spent].map(say).join('  ');
}

/** `epsilon` is null where nothing is protected. */
const spentText = (epsilon: number | null, delta: number): Text =>
  epsilon === null
    ? text('epsilon without bound')
    : text('epsilon {epsilon} at delta {delta}', {
        epsilon: formatBriefly(epsilon),
        delta: formatBriefly(delta),
      });

/** Who the participants are, how they come together, and what that spends; nothing without federated training. */
export function apartTexts({ data, train }: Plan): readonly Text[] {
  const { federated, privacy } = train;
  if (!federated) return [];
  const spent = privacySpent(train);
  return [
    text(
      'federated: participants by {columns}; {federation}, {rounds} {rounds|round|rounds}, {fraction} of them in each',
      {
        columns: listed(data.map(({ name, client }) => (client === undefined ? name : `${name}.${client}`))),
        federation: federated.name,
        rounds: federated.args['rounds'] as number,
        fraction: `${formatBriefly(100 * (federated.args['fraction'] as number))}%`,
      },
    ),
    ...(privacy && spent
      ? [
          text('privacy: {privacy}, in the end {spent}', {
            privacy: privacy.name,
            spent: spentText(Number.isFinite(spent.epsilon) ? spent.epsilon : null, spent.delta),
          }),
        ]
      : []),
  ];
}

/** How the model does for participants by themselves after the last round; empty where that was not measured. */
export function participantsTable(events: readonly RunEvent[], say: Say): string {
  const last = events.findLast((event): event is RunEvent & FederatedEvent => event.kind === 'federated');
  if (!last?.each) return '';
  const { part, results } = last.each;
  const rows = Object.entries(results).flatMap(([task, metrics]) =>
    Object.entries(metrics).map(([metric, { mean, worst }], index) => [
      index === 0 ? task : '',
      metric === 'loss' ? say(text('loss')) : metric,
      formatNumber(mean),
      formatNumber(worst.value),
      printable(worst.participant),
    ]),
  );
  const headings = [text('task'), text('measure'), text('mean'), text('worst'), text('participant')].map(say);
  const caption = text('each of {participants} participants on its {part} rows', {
    participants: formatCount(last.participants),
    part: partNames[part],
  });
  return `${say(caption)}\n${tableText(headings, rows, 2)}`;
}
