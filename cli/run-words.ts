/** Words of a run that several sentences and tables share. */
import { formatCount } from '../contract/format-count';
import type { RunState } from '../contract/comparison';
import type { Part } from '../contract/run-log';
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
