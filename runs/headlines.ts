/** What a run came to in a word for each task: its first metric, on rows that it has not learned from where there are any. */
import { partsToCompare, type MetricHeading, type Part } from '../contract/run-log';
import type { RunSummary } from './list-runs';

export interface Headline extends MetricHeading {
  readonly task: string;
  readonly part: Part;
  readonly value: number;
}

/** In the order of the tasks; a task that nothing was measured of is left out. */
export const headlinesOf = ({ tasks, results }: Pick<RunSummary, 'tasks' | 'results'>): readonly Headline[] =>
  tasks.flatMap(({ name: task, metrics: [metric = { name: 'loss', better: 'lower' }] }) => {
    const part = partsToCompare.find((each) => typeof results[each]?.[task]?.[metric.name] === 'number');
    return part ? [{ ...metric, task, part, value: results[part]![task]![metric.name]! }] : [];
  });

/** The best of those that were measured as the first one was. */
export function bestOf<T extends { readonly headline: Headline }>(found: readonly T[]): T | undefined {
  const [first] = found;
  const sign = first?.headline.better === 'higher' ? 1 : -1;
  return found
    .filter(
      ({ headline }) => headline.name === first!.headline.name && headline.part === first!.headline.part,
    )
    .toSorted((a, b) => sign * (b.headline.value - a.headline.value))[0];
}
