/** Gates: how much a task takes of each expert. */
import { add, matmul, multiply, reshape, slice, softmax } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { isMisfit, type Misfit, type Scope } from '../declaration';
import type { Flow } from '../model/flow';
import type { Reading } from '../shared-block';
import { rowOf } from './row-of';

/** Σ_e g_e f_e with g = softmax(x W), where x is what `reading` says as a row. A single expert needs no gate. */
export function gated(
  sharing: string,
  reading: Reading,
  experts: readonly Flow[],
  scope: Scope,
): Flow | Misfit {
  if (experts.length === 1) return experts[0]!;
  const x = rowOf(sharing, reading, scope);
  if (isMisfit(x)) return x;
  const features = x.shape[1]!;
  const W = scope.parameter('weight', [features, experts.length], {
    kind: 'glorotUniform',
    fanIn: features,
    fanOut: experts.length,
  });
  return mix(softmax(matmul(x, W)), experts);
}

/** Σ_e g_e f_e of g [rows, experts], or [1, experts] where all rows take the same. */
export function mix(g: Tensor, experts: readonly Flow[]): Flow {
  const parts = experts.map(({ tensor: f }, e) => {
    const ofRow = slice(g, 1, e, e + 1);
    return multiply(f, reshape(ofRow, [g.shape[0]!, ...f.shape.slice(1).map(() => 1)]));
  });
  return { ...experts[0]!, tensor: parts.reduce(add) };
}
