/** What flows from layer to layer: a tensor, and what is known of it beside its shape. */
import { multiply } from '../../graph';
import type { Tensor } from '../../graph/tensor';
import { sameShape } from '../../graph/ops/shapes';
import type { Scope } from '../scope';

export interface Flow {
  /** [rows, …features]; ids are int64. */
  readonly tensor: Tensor;
  /** float32 [rows, steps]: 1 for the true steps of a row, which come first, 0 for what fills it up. Absent: all steps count. */
  readonly mask?: Tensor | undefined;
  /** How many ids there are, 0 included. Absent for numbers. */
  readonly vocabulary?: number | undefined;
}

/** The scope of a layer that reads `flows`: what is known of several is what holds for all of them. */
export function scopeFor(flows: readonly Flow[], scope: Scope): Scope {
  const vocabulary = flows.find((flow) => flow.vocabulary !== undefined)?.vocabulary;
  return { ...scope, mask: maskOf(flows), vocabulary };
}

/** What leaves a layer that read `flows` and made `tensor` of them; `mask` is that of its scope. */
export function flowOn(flows: readonly Flow[], mask: Tensor | undefined, tensor: Tensor): Flow {
  const rank = Math.max(...flows.map((flow) => flow.tensor.shape.length));
  const keepsSteps = mask?.shape[1] === tensor.shape[1] && tensor.shape.length >= rank;
  return keepsSteps ? { tensor, mask } : { tensor };
}

/** Steps that are true in all of `flows`. Sequences of different lengths have none in common, and no layer joins them. */
function maskOf(flows: readonly Flow[]): Tensor | undefined {
  const masks = [...new Set(flows.flatMap(({ mask }) => mask ?? []))];
  const [first] = masks;
  return masks
    .filter((mask) => sameShape(mask.shape, first!.shape))
    .reduce<Tensor | undefined>((product, mask) => (product ? multiply(product, mask) : mask), undefined);
}
