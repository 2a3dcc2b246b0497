/** A program: one step of training (or one prediction) as a graph, with what goes in, what stays, and what comes out. */
import type { Tensor } from './tensor';

export interface Program {
  /** Sources given anew for every step. */
  readonly feeds: Readonly<Record<string, Tensor>>;
  /** Sources that keep their value between steps: `source` is the value before a step, `next` the one after it. */
  readonly states: Readonly<Record<string, { readonly source: Tensor; readonly next: Tensor }>>;
  /** What a step reports. */
  readonly outputs: Readonly<Record<string, Tensor>>;
}
