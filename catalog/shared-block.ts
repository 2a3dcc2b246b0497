/** What a sharing is given of a block, and what it makes of it: a flow for each of the tasks that read the block. */
import type { Tensor } from '../graph/tensor';
import type { Misfit } from './declared';
import type { Flow } from './model/flow';
import type { Scope } from './scope';

/** What a block stands on, as one of its tasks reads it: several flows only where its first layer joins them. */
export type Reading = readonly Flow[];

export interface Reader {
  readonly task: string;
  readonly reading: Reading;
}

/**
 * The block whose layers are shared. Layers of one `path` have the same parameters wherever they are applied; another path is another
 * copy of them. The empty path is that of layers without copies. `tasks` are those whose losses reach what comes out; those of several
 * calls add up.
 */
export interface SharedBlock {
  /** The tasks that read the block, in the order of the plan: at least one. */
  readonly readers: readonly Reader[];
  /** Whether each of the layers has parameters. */
  readonly trained: readonly boolean[];
  /** All layers, one after the other. */
  readonly layers: (path: string, reading: Reading, tasks: readonly string[]) => Flow | Misfit;
  /** One of them, counted from 0. */
  readonly layer: (index: number, path: string, reading: Reading, tasks: readonly string[]) => Flow | Misfit;
  /** For parameters of the sharing itself, such as gates. */
  readonly scope: (path: string, tasks: readonly string[]) => Scope;
  /** A scalar that training makes small beside the losses. Weightings do not know of it, and no total shows it. */
  readonly penalise: (penalty: Tensor) => void;
}

/** Names of things that are counted from 1: `expert1`, `expert2`. */
export const numbered = (name: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
