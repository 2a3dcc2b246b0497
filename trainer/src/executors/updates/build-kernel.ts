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

/** `isState` says which tensors lie in arrays of their own. The states have one shape, and updates that `isElementwise`. */
export function buildKernel(
  states: readonly Program['states'][string][],
  isState: (tensor: Tensor) => boolean,
): KernelUse {
  const { shape } = states[0]!.source;
  const builder = new KernelBuilder(shape, isState);
  const values = states.map(({ next }) => builder.place(next));
  const stores = states.map(({ source }, at) => ({ array: builder.array(source), value: values[at]! }));
  return { ...builder.finish(stores), size: sizeOf(shape) };
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

/** The states that a kernel for `next` would load. */
export function statesBehind(
  next: Tensor,
  shape: Shape,
  isState: (tensor: Tensor) => boolean,
): ReadonlySet<Tensor> {
  const found = new Set<Tensor>();
  const seen = new Set<Tensor>();
  const visit = (tensor: Tensor): void => {
    if (seen.has(tensor)) return;
    seen.add(tensor);
    if (isState(tensor)) found.add(tensor);
    else if (isElementwise(tensor, shape)) tensor.node.inputs.forEach(visit);
  };
  visit(next);
  return found;
}

class KernelBuilder {
  readonly #shape: Shape;
  readonly #isState: (tensor: Tensor) => boolean;
  readonly #instructions: Instruction[] = [];
  readonly #arrays: Tensor[] = [];
  readonly #scalars: Tensor[] = [];
  readonly #places = new Map<Tensor, number>();

  constructor(shape: Shape, isState: (tensor: Tensor) => boolean) {
    this.#shape = shape;
    this.#isState = isState;
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

  finish(stores: Kernel['stores']): Pick<KernelUse, 'kernel' | 'arrays' | 'scalars'> {
    const [arrays, scalars] = [this.#arrays, this.#scalars];
    const counts = { arrays: arrays.length, scalars: scalars.length };
    return { kernel: { ...counts, instructions: this.#instructions, stores }, arrays, scalars };
  }

  #make(tensor: Tensor): number {
    const { op, inputs } = tensor.node;
    if (!this.#isState(tensor) && isElementwise(tensor, this.#shape)) {
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
    return sizeOf(tensor.shape) === 1
      ? { kind: 'scalar', scalar: this.#scalars.push(tensor) - 1 }
      : { kind: 'load', array: this.array(tensor) };
  }

  #add(instruction: Instruction): number {
    return this.#instructions.push(instruction) - 1;
  }
}
