/** What every engine offers: it prepares a program once and runs its steps, several at a time, keeping the states. */
import type { Problem } from '../../../contract/problem';
import type { Program } from '../../../graph/program';

/** Values of a tensor, row-major: float32 as Float32Array, int64 as BigInt64Array, bool as Uint8Array (0 or 1). */
export type Values = Float32Array | BigInt64Array | Uint8Array;

export type NamedValues = Readonly<Record<string, Values>>;

export interface ExecutorOptions {
  /** Threads for one program; 0 leaves it to the engine. */
  readonly threads: number;
  /** Where the engine's record of its kernels begins, for an engine that keeps one; steps are slower while it does. */
  readonly profile?: string;
}

export interface Executor {
  /** As written after `device:` and in the run log. */
  readonly name: string;
  /** The engine's. Rejects with an ExecutorError where the engine cannot be loaded. */
  version(): Promise<string>;
  /** Compiles the program. Rejects with an ExecutorError when the engine refuses it. */
  prepare(program: Program, options: ExecutorOptions): Promise<Session>;
}

export interface Session {
  /**
   * Runs `steps` steps. Every feed holds its tensor `steps` times in a row, and so does every output. States go from
   * step to step and stay inside. A feed of the wrong length is an ExecutorError that names it. After a run that has
   * failed, states are as they were before it, or cannot be read any more.
   */
  run(feeds: NamedValues, steps: number): Promise<NamedValues>;
  /** Copies of the states as they are now. */
  readStates(): Promise<NamedValues>;
  /** Sets states; those left out keep their value. All states must be written before the first run. */
  writeStates(values: NamedValues): Promise<void>;
  dispose(): Promise<void>;
}

/** The engine could not prepare or run a program. */
export class ExecutorError extends Error {
  override readonly name = 'ExecutorError';
  readonly executor: string;
  /** What to tell the person, where more is known than what the engine said. */
  readonly problem: Problem | undefined;
  constructor(executor: string, reason: string, options: ErrorOptions & { readonly problem?: Problem } = {}) {
    super(`${executor}: ${reason}`, options);
    this.executor = executor;
    this.problem = options.problem;
  }
}
