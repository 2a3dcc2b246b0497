/** What steps need of the engine that they run on. */
import type * as Runtime from 'onnxruntime-node';
import type { Program } from '../../../../graph';
import type { FormTable } from './forms';

export interface Engine {
  readonly name: string;
  readonly runtime: typeof Runtime;
  readonly forms: FormTable | undefined;
  /** How many channels its direct kernels take at a time, if that was asked and it has such. */
  readonly block?: number;
  /** A program as the engine likes it, for as many threads. */
  fit(program: Program, threads: number): Program;
  create(model: Uint8Array, threads: number): Promise<Runtime.InferenceSession>;
}
