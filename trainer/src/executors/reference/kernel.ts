/** What a kernel is: the meaning of an op, in plain loops over numbers. */
import type { AttributesOf, OpName, Tensor, TensorType } from '../../../../graph';

/** Row-major. Every number is a JavaScript number: whole ones of int64 are exact up to 2^53, truth is 0 or 1. */
export type Numbers = Float32Array | Float64Array;

export interface Operand extends TensorType {
  readonly values: Numbers;
}

/** The values of the targets, in order, given those of the sources that they depend on. */
export type Interpreter = (sources: ReadonlyMap<Tensor, Numbers>) => readonly Numbers[];

/** Fills the values of `outputs`, which start at zero. `interpret` computes a graph within the op in the precision of the one around it. */
export type Kernel<Op extends OpName = OpName> = (
  inputs: readonly Operand[],
  outputs: readonly Operand[],
  attributes: AttributesOf<Op>,
  interpret: (targets: readonly Tensor[]) => Interpreter,
) => void;

export type Kernels<Op extends OpName> = { readonly [Name in Op]: Kernel<Name> };
