/**
 * Finds the totals in what moves states on: sums over all elements of arrays that kernels are given anyway, as norms of gradients are. Kernels
 * take them, and make what follows from them, so that an engine need not know gradients as a whole.
 */
import { orderNodes, sizeOf, type Program, type Tensor } from '../../../../graph';
import { arraysBehind, isElementwise } from './build-kernel';

export interface Totals {
  /** What is added up over all elements; none where the tensor is no total. A sum of totals is one total. */
  addendsOf(tensor: Tensor): readonly Tensor[];
  /** Scalars that ops of kernels make of totals and of other scalars. */
  readonly followers: ReadonlySet<Tensor>;
}

/** `states` are those that kernels move. */
export function findTotals(
  states: readonly Program['states'][string][],
  isState: (tensor: Tensor) => boolean,
): Totals {
  const read = states.flatMap(({ source, next }) => [...arraysBehind(next, source.shape, isState)]);
  const arrays = new Set([...read, ...states.map(({ source }) => source)]);
  const areRead = (tensor: Tensor): boolean => {
    const behind = [...arraysBehind(tensor, tensor.shape, isState)];
    return behind.length > 0 && behind.every((array) => arrays.has(array));
  };
  const totals = new Set<Tensor>();
  const followers = new Set<Tensor>();
  for (const { op, inputs, outputs } of orderNodes(states.map(({ next }) => next))) {
    const scalar = outputs[0]!;
    if (sizeOf(scalar.shape) !== 1) continue;
    const isTotal =
      (op === 'sum' && areRead(inputs[0]!)) || (op === 'add' && inputs.every((input) => totals.has(input)));
    const isKnown = (input: Tensor) => totals.has(input) || followers.has(input);
    if (isTotal) totals.add(scalar);
    else if (isElementwise(scalar, scalar.shape) && inputs.some(isKnown)) followers.add(scalar);
  }
  const addendsOf = (tensor: Tensor): readonly Tensor[] => {
    if (!totals.has(tensor)) return [];
    const { op, inputs } = tensor.node;
    return op === 'sum' ? inputs : inputs.flatMap(addendsOf);
  };
  return { addendsOf, followers };
}
