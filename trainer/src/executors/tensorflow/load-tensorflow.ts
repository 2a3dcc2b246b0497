/** Loads tfjs-node into this process: once, with the threads that the first program asks for. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';
import type { FoundTensorFlow } from './find-tensorflow';

/** What is used of the package. */
export interface TensorFlow {
  tensor(values: TensorFlowValues, shape: number[], dtype: string): TensorFlowTensor;
  readonly node: {
    loadSavedModel(folder: string, tags: string[], signature: string): Promise<SavedModel>;
  };
}

export type TensorFlowValues = Float32Array | Int32Array | Uint8Array;

export interface TensorFlowTensor {
  dataSync(): TensorFlowValues;
  dispose(): void;
}

export type NamedTensors = Record<string, TensorFlowTensor>;

export interface SavedModel {
  predict(inputs: NamedTensors): NamedTensors;
  dispose(): void;
}

let loaded: TensorFlow | undefined;

/** Throws what the package throws where its addon does not fit this system. */
export function loadTensorFlow({ folder }: FoundTensorFlow, threads: number): TensorFlow {
  if (loaded) return loaded;
  // The engine reads its settings from the environment, and has one pool of threads for the whole process.
  if (threads > 0) process.env.TF_NUM_INTRAOP_THREADS = String(threads);
  process.env.TF_NUM_INTEROP_THREADS ??= '1';
  // Its faster kernels add up in an order that is not the same every time; runs are repeated to the last digit.
  process.env.TF_ENABLE_ONEDNN_OPTS ??= '0';
  // Warnings about how it was compiled say nothing to a user.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  restoreOldTest();
  loaded = createRequire(join(folder, 'package.json'))(folder) as TensorFlow;
  return loaded;
}

/** tfjs-node calls a function that Node 23 has removed. */
function restoreOldTest(): void {
  const old = util as { isNullOrUndefined?: (value: unknown) => boolean };
  old.isNullOrUndefined ??= (value) => value === null || value === undefined;
}
