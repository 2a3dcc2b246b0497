/** Examples train alike on the processor and through WebGPU. */
import { webgpuExecutor } from '../../trainer/src/executors';
import { holdDevice } from '../support/held-device';
import { testExamples } from '../trainer/executors/example-agreement';

holdDevice(webgpuExecutor);

// On a driver without a card, what is left out takes minutes.
testExamples('webgpu', { tooLong: /conv\(|tokens|cotrain / });
