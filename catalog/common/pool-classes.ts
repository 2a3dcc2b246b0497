/** What networks say of the classes of a pool's rows: of two, where they predict one truth. */
import type { PoolPredictions } from '../declaration';

export interface PoolClasses {
  readonly rows: number;
  readonly classes: number;
  /** Of a class, from 0, in the eyes of a network. */
  probability(network: number, row: number, c: number): number;
  /** The class that a network gives a row: the likeliest one. Its number is the label too. */
  given(network: number, row: number): number;
}

/** Classes [rows x classes] as they are; one truth [rows x 1] as the classes 0 (no) and 1 (yes). */
export function poolClasses({ reads, width, networks }: PoolPredictions): PoolClasses {
  const rows = networks[0]!.length / width;
  if (reads === 'truth') {
    return {
      rows,
      classes: 2,
      probability: (network, row, c) => (c === 1 ? networks[network]![row]! : 1 - networks[network]![row]!),
      given: (network, row) => (networks[network]![row]! >= 0.5 ? 1 : 0),
    };
  }
  return {
    rows,
    classes: width,
    probability: (network, row, c) => networks[network]![row * width + c]!,
    given(network, row) {
      const probabilities = networks[network]!.subarray(row * width, (row + 1) * width);
      return probabilities.indexOf(Math.max(...probabilities));
    },
  };
}
