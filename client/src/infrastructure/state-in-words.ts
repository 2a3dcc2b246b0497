/** How a run stands, in a word. */
import type { RunState } from '../../../contract/comparison';
import { text, type Text } from '../../../contract/text';
import { localise } from './localise';

export function stateInWords(state: RunState): string {
  const words = {
    running: text('running'),
    completed: text('completed'),
    stopped: text('stopped'),
    failed: text('failed'),
    lost: text('lost'),
  } satisfies Record<RunState, Text>;
  return localise(words[state]);
}
