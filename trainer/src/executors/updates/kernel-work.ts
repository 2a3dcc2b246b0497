/** What kernels do behind each step, as plain data. */
import type { KernelUse } from './build-kernel';

export interface KernelWork {
  /** First the totals, in rounds: each needs those of the rounds before it. */
  readonly totals: readonly (readonly Total[])[];
  /** Then what moves the states on. */
  readonly updates: readonly KernelCall[];
}

/** A number: what the kernels of all calls answer, added up. */
export type Total = readonly KernelCall[];

/** One use of a kernel in every step. */
export interface KernelCall extends Omit<KernelUse, 'arrays' | 'scalars'> {
  readonly arrays: readonly Source[];
  readonly scalars: readonly ScalarSource[];
}

/** What an array of a kernel is: a state of the program, or an output of what the engine computes. */
export interface Source {
  readonly kind: 'state' | 'output';
  readonly name: string;
}

/** A number of the output `scalars`, or a total. */
export type ScalarSource =
  { readonly kind: 'output'; readonly place: number } | ({ readonly kind: 'total' } & TotalPlace);

export interface TotalPlace {
  readonly round: number;
  readonly place: number;
}
