/** The scalings of a run, in its folder: by which numbers the columns of its inputs are scaled. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasFields, isNumber, listOf, recordOf } from '../../../contract/checks';
import { runFiles } from '../../../contract/run-log';
import type { Scaling } from '../../../data/encode/scaling';
import type { InputEncoding } from '../rows/training-rows';
import { writeWhole } from '../write-whole';

/** By input. Inputs of ids have none. */
export type ScalingsByInput = Readonly<Record<string, Scaling>>;

/** Writes none where no input has a scaling. Every number comes back bit for bit. */
export function saveScalings(folder: string, inputs: readonly InputEncoding[]): void {
  const all = inputs.flatMap(({ name, scaling }) => (scaling ? [[name, plain(scaling)] as const] : []));
  if (all.length === 0) return;
  const json = `${JSON.stringify(Object.fromEntries(all))}\n`;
  writeWhole(join(folder, runFiles.scalings), new TextEncoder().encode(json));
}

/** Undefined where the file is missing or does not hold scalings, as in a run of an older version. */
export function scalingsIn(folder: string): ScalingsByInput | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(join(folder, runFiles.scalings), 'utf8'));
  } catch {
    return undefined;
  }
  if (!areScalings(value)) return undefined;
  const all = Object.entries(value as Readonly<Record<string, PlainScaling>>);
  return Object.fromEntries(all.map(([name, scaling]) => [name, typed(scaling)]));
}

type PlainScaling = { readonly [part in keyof Scaling]: readonly number[] };

const plain = ({ shift, scale, fill, counts }: Scaling): PlainScaling => ({
  shift: [...shift],
  scale: [...scale],
  fill: [...fill],
  counts: [...counts],
});

const typed = ({ shift, scale, fill, counts }: PlainScaling): Scaling => ({
  shift: Float64Array.from(shift),
  scale: Float64Array.from(scale),
  fill: Float64Array.from(fill),
  counts: Int32Array.from(counts),
});

const numbers = listOf(isNumber);
const areScalings = recordOf(
  hasFields<PlainScaling>({ shift: numbers, scale: numbers, fill: numbers, counts: numbers }),
);
