/** Keeps the states of a run in its folder: parameters, what the optimizer keeps, and numbers of the weighting. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../../contract/problem';
import { runFiles } from '../../../contract/run-log';
import type { Program } from '../../../graph/program';
import type { NamedValues } from '../executors/executor';
import { checkpointUnreadable } from '../problems';
import type { Run } from '../run';
import { writeWhole } from '../write-whole';
import { readSafetensors, writeSafetensors, type SavedTensor } from './safetensors';

/** Where a run was when its states were kept. */
export interface Moment {
  readonly step: number;
  readonly epoch: number;
  readonly seed: number;
}

/** The event follows the file, which is whole by then. */
export function saveCheckpoint(run: Run, program: Program, states: NamedValues, moment: Moment): void {
  const tensors = Object.entries(program.states).map(([name, { source }]): [string, SavedTensor] => [
    name,
    { shape: source.shape, values: states[name]! },
  ]);
  const { step, epoch, seed } = moment;
  const file = writeSafetensors({
    tensors: Object.fromEntries(tensors),
    metadata: { step: String(step), epoch: String(epoch), seed: String(seed) },
  });
  writeWhole(join(run.folder, runFiles.checkpoint), file);
  run.log.write({ kind: 'checkpoint', file: runFiles.checkpoint, step });
}

/** Reports a file that is missing or cut off. */
export function loadCheckpoint(
  file: string,
): Outcome<{ readonly states: NamedValues; readonly moment: Moment }> {
  try {
    const { tensors, metadata } = readSafetensors(readFileSync(file));
    const number = (name: string) => Number(metadata[name] ?? 0);
    const states = Object.fromEntries(Object.entries(tensors).map(([name, { values }]) => [name, values]));
    const moment = { step: number('step'), epoch: number('epoch'), seed: number('seed') };
    return { value: { states, moment }, problems: [] };
  } catch (error) {
    return { problems: [checkpointUnreadable(file, (error as Error).message)] };
  }
}
