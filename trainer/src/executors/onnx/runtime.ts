/** The native runtime, and whose its failures are. */
import type * as Runtime from 'onnxruntime-node';
import { ExecutorError } from '../executor';
import { flushDenormals, flushing } from './flush-denormals';

export type OnnxRuntime = typeof Runtime;

let loaded: Promise<OnnxRuntime> | undefined;

/** Loaded when it is needed: the native library takes time and memory that reading a plan does not have to pay. */
export async function loadRuntime(executor: string): Promise<OnnxRuntime> {
  return guard(executor, 'cannot be loaded on this system', () => (loaded ??= load()));
}

async function load(): Promise<OnnxRuntime> {
  const runtime = await import('./native-runtime');
  await flushDenormals(runtime);
  return runtime;
}

export const runtimeVersion = async (executor: string): Promise<string> =>
  (await loadRuntime(executor)).env.versions.node ?? '';

/** The engine's own words become the cause of an error that says whose they are. */
export async function guard<T>(executor: string, failure: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ExecutorError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExecutorError(executor, `${failure}: ${reason}`, { cause: error });
  }
}

/** `providers` in the order in which they are asked whether they can run a node; the processor is always last. */
export const sessionOptions = (
  providers: readonly string[],
  threads: number,
  profile?: string,
): Runtime.InferenceSession.SessionOptions => ({
  executionProviders: [...providers],
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  // Threads spin between two kernels, and sleep when nothing comes: spinning on burns a third more processor time, and
  // stalls when something else runs beside them.
  extra: { session: { ...flushing, intra_op: { allow_spinning: '1', spin_duration_us: '50' } } },
  // Higher levels fuse the transpositions back into the products, which are slower with a transposed operand.
  graphOptimizationLevel: 'basic',
  // Failures are thrown: the native log would only say them twice.
  logSeverityLevel: 4,
  ...(profile === undefined ? {} : { enableProfiling: true, profileFilePrefix: profile }),
});
