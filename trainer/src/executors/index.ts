/** The executors by the names that are written after `device:`. */
import type { Outcome } from '../../../contract/problem';
import type { Executor } from './executor';
import { onnxExecutor } from './onnx/onnx-executor';
import { noSuchDevice } from './problems';
import { referenceExecutor } from './reference/reference-executor';

export {
  ExecutorError,
  type Executor,
  type ExecutorOptions,
  type NamedValues,
  type Session,
  type Values,
} from './executor';
export { referenceExecutor } from './reference/reference-executor';
export { createOnnxExecutor, onnxExecutor } from './onnx/onnx-executor';

const executors: Readonly<Record<string, Executor>> = {
  auto: onnxExecutor,
  cpu: onnxExecutor,
  reference: referenceExecutor,
};

/** The executor for a device, or a problem that lists the devices there are. */
export function findExecutor(device: string): Outcome<Executor> {
  return Object.hasOwn(executors, device)
    ? { value: executors[device]!, problems: [] }
    : { problems: [noSuchDevice(device, Object.keys(executors))] };
}
