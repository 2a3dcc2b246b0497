/** Run logs of weightings that combine gradients: cosines from closed forms, beside what a log tells anyway. */
import type { GradientCosine, RunEvent } from '../../contract/run-log';

/** Cosine of a pair at an event: `x` goes from 0 to 1 through the run; null where the pair has none. */
export type CosineAt = (x: number, pair: number) => number | null;

export const pairsOfTasks = (tasks: readonly string[]): readonly GradientCosine['tasks'][] =>
  tasks.flatMap((first, at) => tasks.slice(at + 1).map((second) => [first, second] as const));

/** `kinds` are those of the events that tell cosines. */
export function withCosines(
  events: readonly RunEvent[],
  pairs: readonly GradientCosine['tasks'][],
  cosineAt: CosineAt,
  kinds: readonly RunEvent['kind'][] = ['progress', 'epoch'],
): readonly RunEvent[] {
  return events.map((event, index) => {
    if ((event.kind !== 'progress' && event.kind !== 'epoch') || !kinds.includes(event.kind)) return event;
    const x = index / events.length;
    return { ...event, cosines: pairs.map((tasks, pair) => ({ tasks, cosine: cosineAt(x, pair) })) };
  });
}
