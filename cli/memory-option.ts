/** `--memory SIZE`, of every command that reads data to train on. */
import { text } from '../contract/text';
import { parseMemory } from '../data/memory-budget';
import type { Fault } from './options';

export const memoryOption = {
  is: 'value',
  value: 'SIZE',
  doc: text(
    'what the data may take, such as 2GB, instead of half of what is free; what does not fit is read from disk',
  ),
} as const;

/** What is wrong with the size that was given, if one was. */
export function memoryFault(memory: string | undefined): Fault | undefined {
  if (memory === undefined || parseMemory(memory) !== undefined) return undefined;
  return {
    fault: text('“--memory {memory}” is no amount of memory: write one such as 2GB or 600MB.', { memory }),
  };
}
