/** The gradient of every op; null where none flows. */
import type { GradientRule } from '../gradient-rule';
import type { OpName } from '../op-names';
import { arithmeticGradients } from './arithmetic';
import { conv2dGradients } from './conv2d';
import { indexingGradients } from './indexing';
import { joiningGradients } from './joining';
import { layoutGradients } from './layout';
import { logicGradients } from './logic';
import { matmulGradients } from './matmul';
import { pool2dGradients } from './pool2d';
import { reductionGradients } from './reductions';
import { loopGradient } from './scan';
import { softmaxGradients } from './softmax';
import { unaryGradients } from './unary';

export const gradientRules: Readonly<Record<OpName, GradientRule | null>> = {
  ...arithmeticGradients,
  ...logicGradients,
  ...unaryGradients,
  ...matmulGradients,
  ...layoutGradients,
  ...joiningGradients,
  ...indexingGradients,
  ...reductionGradients,
  ...softmaxGradients,
  ...conv2dGradients,
  ...pool2dGradients,
  scan: loopGradient,
  // Sources depend on nothing.
  feed: null,
  state: null,
  constant: null,
  randomUniform: null,
  // Whole numbers and truth values do not change continuously.
  greater: null,
  greaterEqual: null,
  less: null,
  lessEqual: null,
  equal: null,
  cast: null,
  // That is its whole purpose.
  stopGradient: null,
};
