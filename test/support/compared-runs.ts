/** Runs to compare, as the host of a panel tells of them: runs of one experiment that learn more and less fast. */
import type { ComparedRun, Comparison } from '../../contract/comparison';
import type { HostMessage } from '../../contract/panel';
import type { RunEvent } from '../../contract/run-log';
import { numeralsRun, type RunShape } from './synthetic-runs';

export const short: RunShape = { epochs: 6, stepsPerEpoch: 20, every: 2, end: { status: 'completed' } };

/** Losses times `factor`, and metrics as much nearer to or farther from their best. */
export function worse(events: readonly RunEvent[], factor: number): readonly RunEvent[] {
  const scale = (value: unknown, name: string): unknown => {
    if (typeof value !== 'number') return value;
    return name === 'accuracy' || name === 'r2' ? 1 - (1 - value) * factor : value * factor;
  };
  return events.map((event) => {
    if (event.kind === 'progress') return { ...event, losses: mapped(event.losses, scale) };
    if (event.kind !== 'epoch' && event.kind !== 'end') return event;
    const results = mapped(event.results, (part) =>
      mapped(part as object, (values) => mapped(values as object, scale)),
    );
    return { ...event, results };
  });
}

function mapped<T extends object>(values: T, map: (value: unknown, name: string) => unknown): T {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)])) as T;
}

/** Names and folders count from the oldest; the newest stands first, as the host sends them. */
export function comparedRuns(count: number, more: Partial<Comparison> = {}): Comparison {
  const runs = Array.from({ length: count }, (_, index): ComparedRun => {
    const number = count - index;
    return { run: `/runs/${number}`, name: `run ${number}`, state: 'completed', problems: [] };
  });
  return {
    file: 'numerals.mtl',
    selected: false,
    runs,
    older: 0,
    settings: [
      { name: 'train.optimizer.rate', values: runs.map((_, index) => String(0.001 * 2 ** index)) },
      { name: 'train.batch', values: runs.map((_, index) => (index === 0 ? null : '64')) },
    ],
    ...more,
  };
}

export const comparisonMessage = (comparison: Comparison): HostMessage => ({
  kind: 'comparison',
  experiment: 'file:///work/numerals.mtl',
  comparison,
});

export const runMessage = (
  number: number,
  events: readonly RunEvent[],
  since = 0,
  alive = false,
): HostMessage => ({
  kind: 'events',
  run: `/runs/${number}`,
  since,
  events: events.slice(since),
  next: events.length,
  alive,
});

/** The oldest is the best; each has run for an epoch more than the one before. */
export const logOf = (number: number): readonly RunEvent[] =>
  worse(numeralsRun({ ...short, epochs: 5 + number }), 1 + (number - 1) * 0.3);
