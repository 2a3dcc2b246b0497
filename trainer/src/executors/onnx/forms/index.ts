/** How every op is said in ONNX, opset 18. An op without a form does not compile. */
import type { OpName } from '../../../../../graph';
import type { Forms } from '../form';
import { elementwiseForms } from './elementwise';
import { convolutionForms } from './convolution';
import { layoutForms } from './layout';
import { loopForms } from './loops';
import { matmulForms } from './matmul';
import { poolForms } from './pools';
import { randomForms } from './random';
import { reductionForms } from './reductions';

/** A form for every op, as an engine likes it. */
export type FormTable = Forms<OpName>;

export const forms = {
  feed: (context, _inputs, node) => context.source(node),
  state: (context, _inputs, node) => context.source(node),
  constant: (context, _inputs, { attributes: { values, shape, dtype } }) =>
    context.constant(values, shape, dtype),
  ...matmulForms,
  ...elementwiseForms,
  ...layoutForms,
  ...reductionForms,
  ...convolutionForms,
  ...poolForms,
  ...loopForms,
  ...randomForms,
} satisfies FormTable;
