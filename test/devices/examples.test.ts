/** Examples train alike on the processor and through WebGPU. */
import { testExamples } from '../trainer/executors/example-agreement';

// On a driver without a card, what is left out takes minutes.
testExamples('webgpu', { tooLong: /conv\(|tokens|cotrain / });
