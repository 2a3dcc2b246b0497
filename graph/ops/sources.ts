/** Sources: tensors that a program is given (feeds), keeps (states) or knows (constants). */
import { applyOp, defineOp } from '../op';
import { GraphError, showShape, sizeOf, type DType, type Shape, type Tensor } from '../tensor';

type SourceAttributes = { readonly name: string; readonly shape: Shape; readonly dtype: DType };

/** `values` holds one number for each element, or a single one that stands for all of them. */
type ConstantAttributes = {
  readonly values: Float32Array | readonly number[];
  readonly shape: Shape;
  readonly dtype: DType;
};

export const sourceOps = {
  feed: defineOp<SourceAttributes>({ infer: (_, { shape, dtype }) => [{ shape, dtype }] }),
  state: defineOp<SourceAttributes>({ infer: (_, { shape, dtype }) => [{ shape, dtype }] }),
  constant: defineOp<ConstantAttributes>({
    infer(_, { values, shape, dtype }) {
      if (values.length !== 1 && values.length !== sizeOf(shape)) {
        throw new GraphError('constant', `${values.length} values do not fill ${showShape(shape)}`);
      }
      return [{ shape, dtype }];
    },
  }),
};

/** A tensor given anew for every step. */
export function feed(name: string, shape: Shape, dtype: DType = 'float32'): Tensor {
  return applyOp('feed', sourceOps.feed, [], { name, shape, dtype })[0];
}

/** A tensor that keeps its value between steps, such as a parameter. */
export function state(name: string, shape: Shape, dtype: DType = 'float32'): Tensor {
  return applyOp('state', sourceOps.state, [], { name, shape, dtype })[0];
}

/** Known numbers, row-major; a single one fills the whole shape. For `bool`, 0 is false and 1 is true. */
export function constant(
  values: number | readonly number[] | Float32Array,
  shape: Shape = [],
  dtype: DType = 'float32',
): Tensor {
  const list = typeof values === 'number' ? [values] : values;
  return applyOp('constant', sourceOps.constant, [], { values: list, shape, dtype })[0];
}
