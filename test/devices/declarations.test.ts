/** WebGPU computes every declaration that trains, with its gradients, as the interpreter does. */
import { describe } from 'vitest';
import { webgpuExecutor } from '../../trainer/src/executors';
import { testDeclarations } from '../catalog/engine-agreement';
import { holdDevice } from '../support/held-device';

describe('every declaration', () => {
  holdDevice(webgpuExecutor);
  // Sines, by which attention knows distances, are exact to 2^-11 only.
  testDeclarations(webgpuExecutor, { digits: 3, measures: false });
});
