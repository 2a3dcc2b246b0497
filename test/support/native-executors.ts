/** The native engines that tests compare with the reference interpreter, and whether this machine has them. */
import { onnxExecutor, tensorflowExecutor, type Executor } from '../../trainer/src/executors';
import { findTensorFlow } from '../../trainer/src/executors/tensorflow/find-tensorflow';

export interface NativeExecutor {
  readonly title: string;
  readonly executor: Executor;
  readonly isHere: boolean;
}

export const nativeExecutors: readonly NativeExecutor[] = [
  { title: 'ONNX Runtime', executor: onnxExecutor, isHere: true },
  // `npm test` builds it where it can and says why where it cannot.
  { title: 'TensorFlow', executor: tensorflowExecutor, isHere: 'found' in findTensorFlow() },
];
