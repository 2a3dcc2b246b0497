/** Products of stacks of matrices with stacks whose matrices lie transposed: the two ways in which an engine can be told. */
import type { FormContext } from '../form';

/** The name of a bᵀ. Both are stacks of `rank` axes, the last two of which are those of the matrices. */
export type TimesTransposed = (context: FormContext, a: string, b: string, rank: number) => string;

/** In ops that every engine has. */
export const transposeFirst: TimesTransposed = (context, a, b, rank) => {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const perm = axes.toSpliced(-2, 2, rank - 1, rank - 2);
  return context.emit('MatMul', [a, context.emit('Transpose', [b], { perm })]);
};

/** By an op of the runtime's own, whose kernel on the processor reads them as they lie. */
export const readAsTheyLie: TimesTransposed = (context, a, b) =>
  context.emit('com.microsoft.FusedMatMul', [a, b], { transB: 1 });
