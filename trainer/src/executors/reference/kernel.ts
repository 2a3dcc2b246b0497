/** What a kernel is: the meaning of an op, in plain loops over numbers. */
import type { AttributesOf, OpName, TensorType } from '../../../../graph';

/** Row-major. Every number is a JavaScript number: whole ones of int64 are exact up to 2^53, truth is 0 or 1. */
export type Numbers = Float32Array | Float64Array;

export interface Operand extends TensorType {
  readonly values: Numbers;
}

/** Fills the values of `outputs`, which start at zero. */
export type Kernel<Op extends OpName = OpName> = (
  inputs: readonly Operand[],
  outputs: readonly Operand[],
  attributes: AttributesOf<Op>,
) => void;

export type Kernels<Op extends OpName> = { readonly [Name in Op]: Kernel<Name> };
