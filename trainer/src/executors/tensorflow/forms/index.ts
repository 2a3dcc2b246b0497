/** How every op is said in TensorFlow's nodes. An op without a form does not compile. */
import type { OpName } from '../../../../../graph';
import type { Forms } from '../form';
import { convolutionForms } from './convolution';
import { elementwiseForms } from './elementwise';
import { layoutForms } from './layout';
import { loopForms } from './loops';
import { matmulForms } from './matmul';
import { poolForms } from './pools';
import { randomForms } from './random';
import { reductionForms } from './reductions';

export const forms = {
  feed: (context, _inputs, node) => context.source(node),
  state: (context, _inputs, node) => context.source(node),
  constant: (context, _inputs, { attributes: { values, shape, dtype } }) =>
    context.constant(values, shape, dtype),
  ...elementwiseForms,
  ...layoutForms,
  ...matmulForms,
  ...reductionForms,
  ...convolutionForms,
  ...poolForms,
  ...loopForms,
  ...randomForms,
} satisfies Forms<OpName>;
