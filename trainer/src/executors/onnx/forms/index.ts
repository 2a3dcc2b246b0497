/** How every op is said in ONNX, opset 18. An op without a form does not compile. */
import type { FormTable } from '../form';
import { elementwiseForms } from './elementwise';
import { createBlockedConvolutionForms } from './blocked-convolution';
import { createBlockedElementwiseForms } from './blocked-elementwise';
import { createBlockedLoopForms } from './blocked-loops';
import { createBlockedPoolForms } from './blocked-pools';
import { createConvolutionForms } from './convolution';
import { layoutForms } from './layout';
import { loopForms } from './loops';
import { createMatmulForms } from './matmul';
import { poolForms } from './pools';
import { randomForms } from './random';
import { reductionForms } from './reductions';
import { createStepForms } from './steps';
import { createTallMatmulForms } from './tall-matmul';
import { readAsTheyLie, transposeFirst, type TimesTransposed } from './times-transposed';

export type { FormTable } from '../form';

const createForms = (timesTransposed: TimesTransposed) =>
  ({
    feed: (context, _inputs, node) => context.source(node),
    state: (context, _inputs, node) => context.source(node),
    constant: (context, _inputs, { attributes: { values, shape, dtype } }) =>
      context.constant(values, shape, dtype),
    ...createMatmulForms(timesTransposed),
    ...elementwiseForms,
    ...layoutForms,
    ...reductionForms,
    ...createConvolutionForms(timesTransposed),
    ...poolForms,
    ...loopForms,
    ...randomForms,
  }) satisfies FormTable;

/** In ops of the standard alone. */
export const forms = createForms(transposeFirst);

const untransposed = createForms(readAsTheyLie);
const onProcessor: FormTable = {
  ...untransposed,
  ...createTallMatmulForms(untransposed),
  ...createStepForms(untransposed),
};

/** For the runtime's kernels on the processor, which has some beside the standard; `block` is how many channels they take at a time. */
export const createProcessorForms = (block: number | undefined): FormTable =>
  block === undefined
    ? onProcessor
    : {
        ...onProcessor,
        ...createBlockedConvolutionForms(onProcessor, block),
        ...createBlockedPoolForms(onProcessor, block),
        ...createBlockedLoopForms(onProcessor, block),
        ...createBlockedElementwiseForms(
          { ...elementwiseForms, cast: onProcessor.cast, sum: onProcessor.sum },
          block,
        ),
      };
