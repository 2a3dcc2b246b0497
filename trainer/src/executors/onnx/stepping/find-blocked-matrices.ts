/**
 * Which parameters lie in blocks from step to step: large matrices that are multiplied by many rows. The runtime's products arrange a matrix
 * anew each time; its direct kernels read it as it lies, and leave its gradient so, and kernels that move it do not mind.
 */
import { orderNodes, sizeOf, type Node, type Program, type Shape, type Tensor } from '../../../../../graph';
import type { KernelCall, KernelWork, Source } from '../../updates/kernel-work';
import type { BlockedTensors } from '../forms/blocked-products';
import { fill } from '../forms/channel-blocks';

/** Where the direct kernels are faster (docs/decisions.md, 72): with vectors of 16 numbers, for matrices of so many, by so many rows for each thread. */
const gain = { block: 16, numbers: 2 ** 20, rows: 128 } as const;

/** Whether a state is a matrix that may lie in blocks. */
export const isLarge = ({ source: { shape } }: Program['states'][string]): boolean =>
  shape.length === 2 && sizeOf(shape) >= gain.numbers && fill(gain.block, ...shape);

export interface BlockedMatrices extends BlockedTensors {
  /** States that lie in blocks, the moments of matrices among them: their shapes. */
  readonly states: Readonly<Record<string, Shape>>;
}

/** `rest` is what the engine computes, by so many threads, and `states` are those of the whole program. */
export function findBlockedMatrices(
  rest: Program,
  work: KernelWork,
  states: Program['states'],
  { block, threads }: { readonly block: number | undefined; readonly threads: number },
): BlockedMatrices {
  const found = {
    states: {} as Record<string, Shape>,
    matrices: new Set<Tensor>(),
    gradients: new Set<Tensor>(),
  };
  if (block !== gain.block) return found;
  const uses = findUses(rest);
  const isManyRows = (rows: number) => rows >= gain.rows * threads && fill(block, rows);
  const isFactor = (tensor: Tensor) =>
    uses.outputs(tensor) === 0 &&
    uses
      .readers(tensor)
      .every(
        ({ op, inputs: [left, right] }) =>
          op === 'matmul' &&
          right === tensor &&
          left !== tensor &&
          left!.shape.length <= 3 &&
          isManyRows(sizeOf(left!.shape) / left!.shape.at(-1)!),
      );
  const isGradient = (tensor: Tensor) =>
    uses.outputs(tensor) === 1 &&
    uses.readers(tensor).length === 0 &&
    isProductOfTransposed(tensor.node) &&
    isManyRows(tensor.node.inputs[1]!.shape[0]!);

  for (const call of work.updates) {
    if (!isApart(call, work)) continue;
    const moved = namesOf(call, 'state');
    const read = moved.flatMap((name) => rest.states[name]?.source ?? []);
    const given = namesOf(call, 'output').map((name) => rest.outputs[name]!);
    const fits =
      read.length > 0 &&
      moved.every((name) => isLarge(states[name]!)) &&
      read.every(isFactor) &&
      given.every(isGradient);
    if (!fits) continue;
    for (const name of moved) found.states[name] = states[name]!.source.shape;
    for (const tensor of read) found.matrices.add(tensor);
    for (const tensor of given) found.gradients.add(tensor);
  }
  return found;
}

/** aᵀ b of two matrices. */
const isProductOfTransposed = ({ op, inputs: [left, right], attributes }: Node): boolean =>
  op === 'matmul' &&
  left!.node.op === 'transpose' &&
  left!.shape.length === 2 &&
  (left!.node.attributes['permutation'] as Shape).join() === '1,0' &&
  right!.shape.length === 2 &&
  attributes['transposeB'] === false;

/** Whether no other call reads some of the arrays of this one together with others. */
function isApart(call: KernelCall, { totals, updates }: KernelWork): boolean {
  const own = new Set(call.arrays.map(keyOf));
  return [...totals.flat(2), ...updates].every(
    ({ arrays }) =>
      arrays.every((array) => own.has(keyOf(array))) || !arrays.some((array) => own.has(keyOf(array))),
  );
}

const keyOf = ({ kind, name }: Source): string => `${kind} ${name}`;

const namesOf = ({ arrays }: KernelCall, kind: Source['kind']): readonly string[] => [
  ...new Set(arrays.filter((array) => array.kind === kind).map(({ name }) => name)),
];

/** Who reads a tensor of a program, and how often it is an output or what a state becomes. */
function findUses({ states, outputs }: Program) {
  const changed = Object.values(states).filter(({ source, next }) => source !== next);
  const results = [...Object.values(outputs), ...changed.map(({ next }) => next)];
  const readers = new Map<Tensor, Node[]>();
  for (const node of orderNodes(results)) {
    for (const input of new Set(node.inputs)) readers.set(input, [...(readers.get(input) ?? []), node]);
  }
  return {
    readers: (tensor: Tensor): readonly Node[] => readers.get(tensor) ?? [],
    outputs: (tensor: Tensor): number => results.filter((result) => result === tensor).length,
  };
}
