/** What every op means. An op without a kernel does not compile. */
import type { OpName } from '../../../../../graph';
import { drawUniform } from '../../counter-hash';
import type { Kernels } from '../kernel';
import { elementwiseKernels } from './elementwise';
import { imageKernels } from './images';
import { layoutKernels } from './layout';
import { loopKernels } from './loops';
import { matmulKernels } from './matmul';
import { reductionKernels } from './reductions';

/** Feeds and states are given from outside; nothing computes them. */
export type ComputedOp = Exclude<OpName, 'feed' | 'state'>;

export const kernels = {
  constant(_inputs, [y], { values }) {
    if (values.length === 1) y!.values.fill(values[0]!);
    else y!.values.set(values);
  },
  randomUniform: ([counter], [y], { key }) => drawUniform(counter!.values[0]!, key, y!.values),
  ...elementwiseKernels,
  ...layoutKernels,
  ...matmulKernels,
  ...reductionKernels,
  ...imageKernels,
  ...loopKernels,
} satisfies Kernels<ComputedOp>;
