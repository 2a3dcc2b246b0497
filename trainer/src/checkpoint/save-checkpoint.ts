/** Writes the checkpoint of a run into its folder, and reads it back. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../../contract/problem';
import { runFiles } from '../../../contract/run-log';
import type { Program } from '../../../graph/program';
import type { NamedValues } from '../executors/executor';
import { checkpointUnreadable } from '../problems';
import type { Run } from '../run';
import { writeWhole } from '../write-whole';
import type { Checkpoint, Kept, Moment } from './checkpoint';
import { pack, unpack, type Packable } from './pack';
import { readSafetensors, writeSafetensors, type SavedTensor } from './safetensors';

/** Begins the names of what is no state: no block can have such a name. */
const keptPrefix = '@kept';

/** The log is on the disk as far as the checkpoint tells, and the event follows the file, which is whole by then. */
export function saveCheckpoint(
  run: Run,
  program: Program,
  states: NamedValues,
  moment: Moment,
  where: Pick<Kept, 'place' | 'stream'>,
): void {
  const named = Object.entries(program.states).map(([name, { source }]): [string, SavedTensor] => [
    name,
    { shape: source.shape, values: states[name]! },
  ]);
  const { step, epoch, seed } = moment;
  const kept = { origin: run.origin, log: run.log.place(), ...where };
  const { json, tensors } = pack(kept as unknown as Packable, keptPrefix);
  const file = writeSafetensors({
    tensors: { ...Object.fromEntries(named), ...tensors },
    metadata: { step: String(step), epoch: String(epoch), seed: String(seed), kept: json },
  });
  writeWhole(join(run.folder, runFiles.checkpoint), file);
  run.log.write({ kind: 'checkpoint', file: runFiles.checkpoint, step });
}

/** Reports a file that is missing, cut off, or a checkpoint without the place of its run. */
export function loadCheckpoint(file: string): Outcome<Checkpoint> {
  try {
    const { tensors, metadata } = readSafetensors(readFileSync(file));
    const { kept: json, ...numbers } = metadata;
    if (json === undefined) throw new RangeError('it does not say where its run was');
    const kept = unpack({ json, tensors }) as unknown as Omit<Checkpoint, 'moment' | 'states'>;
    const number = (name: string) => Number(numbers[name] ?? 0);
    const moment = { step: number('step'), epoch: number('epoch'), seed: number('seed') };
    const states = Object.entries(tensors)
      .filter(([name]) => !name.startsWith(keptPrefix))
      .map(([name, { values }]) => [name, values]);
    return { value: { ...kept, moment, states: Object.fromEntries(states) as NamedValues }, problems: [] };
  } catch (error) {
    return { problems: [checkpointUnreadable(file, (error as Error).message)] };
  }
}
