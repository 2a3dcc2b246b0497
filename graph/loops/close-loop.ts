/** Closes the body of a loop: takes out what need not be computed in each pass, and names what every pass reads. */
import { applyOp, type OpRule } from '../op';
import { feed, ops, reshape } from '../ops';
import { orderNodes } from '../order';
import { substitute } from '../substitute';
import type { Node, Tensor } from '../tensor';

export interface OpenLoop {
  /** Sources that stand for what is carried, and for the slices of `sequences`. */
  readonly carries: readonly Tensor[];
  readonly slices: readonly Tensor[];
  readonly sequences: readonly Tensor[];
  /** Made of these sources and of any tensors from outside. */
  readonly next: readonly Tensor[];
  readonly reports: readonly Tensor[];
}

export interface ClosedLoop {
  /** The sequences that are still read, some of them computed for all passes at once, and the sources of their slices. */
  readonly sequences: readonly Tensor[];
  readonly slices: readonly Tensor[];
  /** What every pass reads: tensors from outside, and the sources that stand for them. */
  readonly captured: { readonly outer: readonly Tensor[]; readonly inner: readonly Tensor[] };
  readonly next: readonly Tensor[];
  /** What the loop itself reports. */
  readonly reports: readonly Tensor[];
  /** For each report that was asked for its number among `reports`, or the tensor that needs no loop. */
  readonly results: readonly (number | Tensor)[];
}

export function closeLoop({ carries, slices, sequences, next, reports }: OpenLoop): ClosedLoop {
  const { inner, whole } = sortOut([...next, ...reports], carries, slices, sequences);
  const results: (number | Tensor)[] = [];
  const inLoop: Tensor[] = [];
  for (const report of reports) {
    const known = whole.get(report) ?? inLoop.indexOf(report);
    results.push(known === -1 ? inLoop.push(report) - 1 : known);
  }
  const { read, captured } = readBy([...next, ...inLoop], inner, whole, new Set(carries));
  // A loop goes along something, also where no pass looks at it.
  if (read.size === 0) read.add(slices[0]!);
  const sliceOf = new Map(
    Array.from(read, (tensor, at) => [
      tensor,
      slices.includes(tensor) ? tensor : feed(`whole${at}`, tensor.shape, tensor.dtype),
    ]),
  );
  const standIns = new Map(
    Array.from(captured, (tensor, at) => [tensor, feed(`outer${at}`, tensor.shape, tensor.dtype)]),
  );
  const closed = substitute([...next, ...inLoop], new Map([...sliceOf, ...standIns]));
  return {
    sequences: Array.from(read, (tensor) => whole.get(tensor)!),
    slices: [...sliceOf.values()],
    captured: { outer: [...standIns.keys()], inner: [...standIns.values()] },
    next: closed.slice(0, next.length),
    reports: closed.slice(next.length),
    results,
  };
}

/**
 * `inner` are the tensors that differ from pass to pass. `whole` has those among them that depend on no carry and are made
 * element by element, computed for all passes at once.
 */
function sortOut(
  targets: readonly Tensor[],
  carries: readonly Tensor[],
  slices: readonly Tensor[],
  sequences: readonly Tensor[],
) {
  const inner = new Set<Tensor>([...carries, ...slices]);
  const whole = new Map<Tensor, Tensor>(slices.map((slice, at) => [slice, sequences[at]!]));
  for (const node of orderNodes(targets)) {
    if (!node.inputs.some((input) => inner.has(input))) continue;
    for (const output of node.outputs) inner.add(output);
    const rule: OpRule = ops[node.op];
    if (rule.elementwise && node.inputs.every((input) => whole.has(input) || !inner.has(input))) {
      whole.set(node.outputs[0]!, forAllPasses(node, rule, whole));
    }
  }
  return { inner, whole };
}

/** Steps come first; axes that an operand lacks are put behind them, as broadcasting would put them before the others. */
function forAllPasses(
  { op, inputs, outputs, attributes }: Node,
  rule: OpRule,
  whole: ReadonlyMap<Tensor, Tensor>,
) {
  const rank = outputs[0]!.shape.length;
  const operands = inputs.map((input) => {
    const [steps, ...slice] = whole.get(input)?.shape ?? [];
    if (steps === undefined) return input;
    const missing = Array.from({ length: rank - slice.length }, () => 1);
    return reshape(whole.get(input)!, [steps, ...missing, ...slice]);
  });
  return applyOp(op, rule, operands, attributes)[0];
}

/** What the passes read of `whole`, and of the tensors outside; constants are written into the body. */
function readBy(
  targets: readonly Tensor[],
  inner: ReadonlySet<Tensor>,
  whole: ReadonlyMap<Tensor, Tensor>,
  carries: ReadonlySet<Tensor>,
) {
  const read = new Set<Tensor>();
  const captured = new Set<Tensor>();
  const seen = new Set<Tensor>();
  const open = [...targets];
  for (let tensor = open.pop(); tensor; tensor = open.pop()) {
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    if (whole.has(tensor)) read.add(tensor);
    else if (inner.has(tensor)) open.push(...(carries.has(tensor) ? [] : tensor.node.inputs));
    else if (tensor.node.op !== 'constant') captured.add(tensor);
  }
  return { read, captured };
}
