/** ONNX Runtime and the reference interpreter mean the same by every op. */
import { describe } from 'vitest';
import { onnxExecutor } from '../../../trainer/src/executors';
import { testOps } from './op-agreement';

describe('the executors agree', () => {
  testOps(onnxExecutor);
});
