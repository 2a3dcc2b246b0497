/** Watches a validation result and tells when it has stopped improving. */

export interface Plateau {
  /** The epoch of the best value so far; 0 before there is one. */
  readonly best: number;
  /** Whether `value` is the best so far. Null, which is no value, never is. */
  improves(value: number | null, epoch: number): boolean;
  /** Whether the last `patience` epochs brought nothing better. */
  isOver(epoch: number): boolean;
  keep(): KeptPlateau;
  restore(kept: KeptPlateau): void;
}

/** What it has seen, for a checkpoint. */
export interface KeptPlateau {
  readonly best: number;
  /** One number, which is infinite before there is a best. */
  readonly value: Float64Array;
  readonly before: number;
}

export function watchPlateau(better: 'higher' | 'lower', patience: number, before: number): Plateau {
  let bestValue = better === 'higher' ? -Infinity : Infinity;
  let best = 0;
  return {
    get best() {
      return best;
    },
    improves(value, epoch) {
      if (value === null || !(better === 'higher' ? value > bestValue : value < bestValue)) return false;
      bestValue = value;
      best = epoch;
      return true;
    },
    isOver: (epoch) => epoch - (best || before) >= patience,
    keep: () => ({ best, value: Float64Array.of(bestValue), before }),
    restore(kept) {
      best = kept.best;
      bestValue = kept.value[0]!;
      before = kept.before;
    },
  };
}
