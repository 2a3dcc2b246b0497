/** Every declaration, with its gradients, computes the same on the native engines as in the interpreter. */
import { describe } from 'vitest';
import { nativeExecutors } from '../support/native-executors';
import { testDeclarations } from './engine-agreement';

for (const { title, executor, isHere } of nativeExecutors) {
  describe.skipIf(!isHere)(`${title} agrees on`, () => {
    testDeclarations(executor);
  });
}
