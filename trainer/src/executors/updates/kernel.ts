/**
 * A kernel: what happens to each element of some arrays of one length, as plain data. All loads of an element come before
 * its stores, so that a kernel may write what it reads.
 */

export interface Kernel {
  /** How many arrays it is given; each holds float32. */
  readonly arrays: number;
  /** How many numbers it is given that are the same for all elements. */
  readonly scalars: number;
  /** Each makes one value; operands are the places of earlier ones. */
  readonly instructions: readonly Instruction[];
  /** Places of values, and the arrays that take them. */
  readonly stores: readonly { readonly array: number; readonly value: number }[];
  /** The place of the value that is added up over all elements, in a kernel that answers a total. */
  readonly total?: number;
}

/** A value is a number, or a truth that comparisons make and `where` chooses by. */
export type Instruction =
  | { readonly kind: 'load'; readonly array: number }
  | { readonly kind: 'scalar'; readonly scalar: number }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'op'; readonly op: KernelOp; readonly operands: readonly number[] };

/** The ops of a graph that kernels can do. `truth` is whether a number is not zero. */
export const kernelOps = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'maximum',
  'minimum',
  'negate',
  'abs',
  'sqrt',
  'square',
  'reciprocal',
  'relu',
  'floor',
  'greater',
  'greaterEqual',
  'less',
  'lessEqual',
  'equal',
  'and',
  'or',
  'not',
  'where',
  'cast',
  'stopGradient',
  'truth',
] as const;

export type KernelOp = (typeof kernelOps)[number];

const known: ReadonlySet<string> = new Set(kernelOps);
export const isKernelOp = (op: string): op is KernelOp => known.has(op);
