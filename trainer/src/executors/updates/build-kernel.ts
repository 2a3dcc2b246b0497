/** Turns the part of a graph that works element by element on some states into a kernel. */
import { sizeOf, type Program, type Shape, type Tensor } from '../../../../graph';
import { isKernelOp, type Instruction, type Kernel, type KernelOp } from './kernel';

export interface KernelUse {
  readonly kernel: Kernel;
  /** Elements of each array. */
  readonly size: number;
  /** The tensor that each array holds before a step. */
  readonly arrays: readonly Tensor[];
  readonly scalars: readonly Tensor[];
}

/** What kernels find in their memory, and what they make of it. */
export interface Found {
  /** Tensors that lie in arrays of their own. */
  isState(tensor: Tensor): boolean;
  /** Scalars that kernels make of other scalars. */
  isMade(tensor: Tensor): boolean;
}

/** The states have one shape, and updates that `isElementwise`. */
export function buildUpdate(states: readonly Program['states'][string][], found: Found): KernelUse {
  const { shape } = states[0]!.source;
  const builder = new KernelBuilder(shape, found);
  const values = states.map(({ next }) => builder.place(next));
  const stores = states.map(({ source }, at) => ({ array: builder.array(source), value: values[at]! }));
  return builder.finish({ stores });
}

/** Adds the tensor up over all elements. */
export function buildTotal(tensor: Tensor, found: Found): KernelUse {
  const builder = new KernelBuilder(tensor.shape, found);
  return builder.finish({ stores: [], total: builder.place(tensor) });
}

/** Whether a tensor is made by an op of kernels from tensors of its own shape and from scalars. */
export function isElementwise(tensor: Tensor, shape: Shape): boolean {
  const { op, inputs } = tensor.node;
  const fits = (input: Tensor) => hasShape(input, shape) || sizeOf(input.shape) === 1;
  // A kernel has numbers and truths, and no whole numbers.
  const isKnown = ![tensor, ...inputs].some(isWhole) && (op !== 'cast' || inputs[0]!.dtype === 'bool');
  return isKernelOp(op) && isKnown && hasShape(tensor, shape) && inputs.every(fits);
}

const isWhole = ({ dtype }: Tensor): boolean => dtype === 'int64';

const hasShape = (tensor: Tensor, shape: Shape): boolean =>
  tensor.shape.length === shape.length && tensor.shape.every((size, axis) => size === shape[axis]);

/** What a kernel for `next` would load. */
export function arraysBehind(
  next: Tensor,
  shape: Shape,
  isState: (tensor: Tensor) => boolean,
): ReadonlySet<Tensor> {
  const found = new Set<Tensor>();
  const seen = new Set<Tensor>();
  const visit = (tensor: Tensor): void => {
    if (seen.has(tensor)) return;
    seen.add(tensor);
    if (!isState(tensor) && isElementwise(tensor, shape)) tensor.node.inputs.forEach(visit);
    else if (hasShape(tensor, shape)) found.add(tensor);
  };
  visit(next);
  return found;
}

class KernelBuilder {
  readonly #shape: Shape;
  readonly #found: Found;
  readonly #instructions: Instruction[] = [];
  readonly #arrays: Tensor[] = [];
  readonly #scalars: Tensor[] = [];
  readonly #places = new Map<Tensor, number>();

  constructor(shape: Shape, found: Found) {
    this.#shape = shape;
    this.#found = found;
  }

  /** The place of a tensor's value among the instructions. */
  place(tensor: Tensor): number {
    const place = this.#places.get(tensor) ?? this.#make(tensor);
    this.#places.set(tensor, place);
    return place;
  }

  array(tensor: Tensor): number {
    const known = this.#arrays.indexOf(tensor);
    return known >= 0 ? known : this.#arrays.push(tensor) - 1;
  }

  finish(results: Pick<Kernel, 'stores' | 'total'>): KernelUse {
    const [arrays, scalars] = [this.#arrays, this.#scalars];
    const counts = { arrays: arrays.length, scalars: scalars.length };
    const kernel = { ...counts, instructions: this.#instructions, ...results };
    return { kernel, size: sizeOf(this.#shape), arrays, scalars };
  }

  #make(tensor: Tensor): number {
    const { op, inputs } = tensor.node;
    const isElement = !this.#found.isState(tensor) && isElementwise(tensor, this.#shape);
    if (isElement || this.#found.isMade(tensor)) {
      return this.#add({
        kind: 'op',
        op: op as KernelOp,
        operands: inputs.map((input) => this.place(input)),
      });
    }
    const leaf = this.#add(this.#leaf(tensor));
    return tensor.dtype === 'bool' ? this.#add({ kind: 'op', op: 'truth', operands: [leaf] }) : leaf;
  }

  #leaf(tensor: Tensor): Instruction {
    const { op, attributes } = tensor.node;
    if (op === 'constant' && (attributes.values as readonly number[]).length === 1) {
      return { kind: 'number', value: (attributes.values as readonly number[])[0]! };
    }
    return hasShape(tensor, this.#shape)
      ? { kind: 'load', array: this.array(tensor) }
      : { kind: 'scalar', scalar: this.#scalars.push(tensor) - 1 };
  }

  #add(instruction: Instruction): number {
    return this.#instructions.push(instruction) - 1;
  }
}
