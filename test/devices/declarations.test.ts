/** WebGPU computes every declaration that trains, with its gradients, as the interpreter does. */
import { describe } from 'vitest';
import { webgpuExecutor } from '../../trainer/src/executors';
import { testDeclarations } from '../catalog/engine-agreement';

describe('every declaration', () => {
  // Sines, by which attention knows distances, are exact to 2^-11 only.
  testDeclarations(webgpuExecutor, { digits: 3, measures: false });
});
