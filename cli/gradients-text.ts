/** The line at the end of a run that says how well the tasks go together: the pair whose gradients agree least. */
import type { EpochEvent, RunEvent } from '../contract/run-log';
import { text } from '../contract/text';
import type { Say } from './speech';

/** By the last epoch; empty where the log has no cosines, or no step had two gradients. */
export function gradientsText(events: readonly RunEvent[], say: Say): string {
  const epoch = events.findLast((event): event is RunEvent & EpochEvent => event.kind === 'epoch');
  const known = (epoch?.cosines ?? []).flatMap(({ tasks, cosine }) =>
    cosine === null ? [] : [{ tasks, cosine }],
  );
  const [first, ...others] = known;
  if (!first) return '';
  const { tasks, cosine } = others.reduce(
    (least, next) => (next.cosine < least.cosine ? next : least),
    first,
  );
  const rounded = Math.round(100 * cosine) / 100;
  const values = { first: tasks[0], second: tasks[1], cosine: rounded.toFixed(2) };
  const sentence =
    rounded < 0
      ? text('gradients: {first} and {second} point apart, cosine {cosine}', values)
      : known.length > 1
        ? text(
            'gradients: no two tasks point apart; the lowest cosine is {cosine}, of {first} and {second}',
            values,
          )
        : text('gradients: {first} and {second} do not point apart, cosine {cosine}', values);
  return `${say(sentence)}\n`;
}
