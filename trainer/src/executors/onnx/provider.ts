/** What runs the nodes of a model in the runtime: the processor, or one of the other providers that its package may bring. */
import type * as Runtime from 'onnxruntime-node';
import { devices, type Device, type DeviceName } from '../../../../contract/devices';
import { ExecutorError } from '../executor';
import { libraryMissing, notForThisSystem } from '../problems';
import type { OnnxRuntime } from './runtime';

export interface Provider {
  /** As the runtime calls it. */
  readonly name: string;
  /** As written after `device:`. */
  readonly device: DeviceName;
  readonly options?: Runtime.InferenceSession.SessionOptions;
}

export const processor: Provider = { name: 'cpu', device: 'cpu' };

/** Throws an ExecutorError where the runtime was not built with the provider for this system. */
export function requireProvider(
  executor: string,
  { name, device }: Provider,
  runtime: Pick<OnnxRuntime, 'listSupportedBackends'>,
  system = `${process.platform}-${process.arch}`,
): void {
  if (runtime.listSupportedBackends().some((backend) => backend.name === name)) return;
  const { engine, systems = [] }: Device = devices[device];
  const problem = notForThisSystem(device, engine, system, systems);
  throw new ExecutorError(executor, `${engine} has no ${device} for ${system}`, { problem });
}

/** The runtime says by its words alone that a library of the provider could not be loaded. */
export function explainLibrary(executor: string, { device }: Provider, error: unknown): never {
  const reason = /Failed to load shared library.*/.exec(String(error))?.[0];
  if (reason === undefined) throw error;
  const problem = libraryMissing(device, reason);
  throw new ExecutorError(executor, `cannot load ${device}: ${reason}`, { cause: error, problem });
}
