/** The executors by the devices that they run on. */
import { deviceDocs, isDevice, type DeviceName } from '../../../contract/devices';
import type { Outcome } from '../../../contract/problem';
import type { Executor } from './executor';
import { coremlExecutor, cudaExecutor, directmlExecutor, onnxExecutor } from './onnx/onnx-executor';
import { webgpuExecutor } from './onnx/webgpu/webgpu-executor';
import { noSuchDevice } from './problems';
import { referenceExecutor } from './reference/reference-executor';
import { tensorflowExecutor } from './tensorflow/tensorflow-executor';

export {
  ExecutorError,
  type Executor,
  type ExecutorOptions,
  type NamedValues,
  type Session,
  type Values,
} from './executor';
export { referenceExecutor } from './reference/reference-executor';
export { tensorflowExecutor } from './tensorflow/tensorflow-executor';
export { createOnnxExecutor, cudaExecutor, onnxExecutor } from './onnx/onnx-executor';
export { webgpuExecutor } from './onnx/webgpu/webgpu-executor';

const executors: { readonly [Device in DeviceName]: Executor } = {
  cpu: onnxExecutor,
  webgpu: webgpuExecutor,
  cuda: cudaExecutor,
  directml: directmlExecutor,
  coreml: coremlExecutor,
  tensorflow: tensorflowExecutor,
  reference: referenceExecutor,
};

/** The executor for a device, or a problem that lists the devices there are. */
export function findExecutor(device: string): Outcome<Executor> {
  const name = device === 'auto' ? 'cpu' : device;
  return isDevice(name)
    ? { value: executors[name], problems: [] }
    : { problems: [noSuchDevice(device, Object.keys(deviceDocs))] };
}
