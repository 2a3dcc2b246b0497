/** All examples train alike on the processor, in TensorFlow where it is, and in the interpreter. */
import { describe } from 'vitest';
import { findTensorFlow } from '../../../trainer/src/executors/tensorflow/find-tensorflow';
import { testExamples } from './example-agreement';

describe.skipIf('missing' in findTensorFlow())('TensorFlow', () => {
  testExamples('tensorflow', { epochs: 2 });
});

describe('the interpreter', () => {
  // Convolutions of two thousand images take it a minute; `agreement.test.ts` and `training.test.ts` have them.
  testExamples('reference', { tooLong: /conv\(/ });
});
