/**
 * Packs what a step reports into one tensor. Every tensor that is read back from a device costs a wait of its own, and a
 * step reports a dozen small ones.
 */
import { concat, reshape, sizeOf, type Program } from '../../../../../graph';
import type { Values } from '../../executor';

export interface PackedProgram {
  /** Reports one vector under the name `packed`, and each output that is not of float32 under its own name. */
  readonly program: Program;
  /** Cuts the vectors of `steps` steps, which follow each other, into the outputs that were packed. */
  unpack(packed: Float32Array, steps: number): Readonly<Record<string, Values>>;
}

/** Outputs have names with a letter, so that no output is called like this. */
export const packed = '*';

/** A program that reports no numbers stays as it is. */
export function packOutputs(program: Program): PackedProgram {
  const all = Object.entries(program.outputs);
  const floats = all.filter(([, { dtype }]) => dtype === 'float32');
  const others = all.filter(([, { dtype }]) => dtype !== 'float32');
  if (floats.length === 0) return { program, unpack: () => ({}) };
  const vector = concat(
    floats.map(([, tensor]) => reshape(tensor, [-1])),
    0,
  );
  return {
    program: { ...program, outputs: { [packed]: vector, ...Object.fromEntries(others) } },
    unpack(values, steps) {
      const width = vector.shape[0]!;
      let from = 0;
      const cut = floats.map(([name, { shape }]) => {
        const size = sizeOf(shape);
        const own = new Float32Array(size * steps);
        for (let step = 0; step < steps; step++) {
          const start = step * width + from;
          own.set(values.subarray(start, start + size), step * size);
        }
        from += size;
        return [name, own] as const;
      });
      return Object.fromEntries(cut);
    },
  };
}
