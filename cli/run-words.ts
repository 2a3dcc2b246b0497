/** Words of a run that several sentences and tables share. */
import { formatCount } from '../contract/format-count';
import type { RunState } from '../contract/comparison';
import type { DriftEvent, Part, RunEvent, StartEvent } from '../contract/run-log';
import { formatNumber } from '../contract/format-number';
import { text, type Text } from '../contract/text';

export const partNames: Readonly<Record<Part, Text>> = {
  train: text('train'),
  validation: text('validation'),
  test: text('test'),
};

export const stateNames: Readonly<Record<RunState, Text>> = {
  completed: text('completed'),
  stopped: text('stopped'),
  failed: text('failed'),
  running: text('running'),
  lost: text('lost'),
};

export const epochsText = (epochs: number): Text =>
  text('{count} {count|epoch|epochs}', { count: formatCount(epochs) });

const windowsText = (windows: number): Text =>
  text('{count} {count|window|windows}', { count: formatCount(windows) });

/** How often a run has gone over its rows, or over how many windows of a stream. */
export const passesText = (passes: number, start: Pick<StartEvent, 'window'> | undefined): Text =>
  start?.window === undefined ? epochsText(passes) : windowsText(passes);

export const driftText = ({ task, row, since, before, after }: DriftEvent): Text =>
  text('drift of {task} at row {row}: since about row {since} its loss is {after} instead of {before}', {
    task,
    row: formatCount(row),
    since: formatCount(since),
    before: formatNumber(before),
    after: formatNumber(after),
  });

/** One line for each drift of a run; nothing for a run without any. */
export const driftsText = (events: readonly RunEvent[], say: (sentence: Text) => string): string =>
  events
    .flatMap((event) => (event.kind === 'drift' ? [`${say(driftText(event))}\n`] : []))
    .slice(-mostDrifts)
    .join('');

/** Of many, the latest are told. */
const mostDrifts = 10;
