/** Symbolic tensors: what a program is made of. A tensor has a static shape and knows the node that makes it. */
import type { OpName } from './op-names';

/** `float32` is what is computed with; `int64` indexes; `bool` selects. */
export type DType = 'float32' | 'int64' | 'bool';

/** Sizes of the axes, outermost first; `[]` is a scalar. Images are channels first: [rows, channels, height, width]. */
export type Shape = readonly number[];

export interface TensorType {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** Immutable; equality is identity. */
export interface Tensor extends TensorType {
  readonly node: Node;
  /** Which of the node's outputs this is. */
  readonly output: number;
}

export interface Node {
  readonly op: OpName;
  readonly inputs: readonly Tensor[];
  readonly attributes: Attributes;
  readonly outputs: readonly Tensor[];
}

/** A graph within a node, such as one pass of a loop. It is closed: it depends on nothing but its inputs and constants. */
export interface Body {
  /** Sources of op `feed`, which only this body has. */
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
}

export type Attribute = number | string | boolean | readonly number[] | Float32Array | Body;
export type Attributes = Readonly<Record<string, Attribute>>;

export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

/** For messages: `[64, 28]`. */
export const showShape = (shape: Shape): string => `[${shape.join(', ')}]`;

/** A broken invariant of a program under construction: a bug of the caller, never of a user's text. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly op: string;
  constructor(op: string, reason: string) {
    super(`${op}: ${reason}`);
    this.op = op;
  }
}
