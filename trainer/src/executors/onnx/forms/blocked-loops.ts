/**
 * The form of loops that multiply by the same matrices in every pass, as recurrent layers do, by the runtime's direct kernels for
 * processors: these read a matrix as it was laid out before the loop, where products arrange it anew in each pass. A row of a
 * pass is a pixel to them, and its numbers are channels (see `columns.ts`).
 */
import {
  ops,
  orderNodes,
  sizeOf,
  type AttributesOf,
  type Node,
  type OpRule,
  type Tensor,
} from '../../../../../graph';
import type { FormContext, FormTable, Forms } from '../form';
import { blocked, fill, listOf } from './channel-blocks';
import { columnsOf, fromColumns, kernelsOf, toColumns, toImages } from './columns';
import { emitLoop } from './loops';

/** Numbers of a matrix. To arrange smaller ones takes less time than to move what goes into the loop and comes out of it. */
const fewest = 2 ** 15;

/** Loops whose passes do something else are said as `plain` says them. */
export const createBlockedLoopForms = (plain: FormTable, block: number): Forms<'scan'> => ({
  scan(context, inputs, node) {
    const { body, carries, sequences } = node.attributes;
    const reads = carries + sequences;
    const nodes = orderNodes(body.outputs);
    if (!fitsBlocks(node.attributes, nodes, block)) return plain.scan(context, inputs, node);

    const outer = new Map(body.inputs.slice(reads).map((inner, at) => [inner, inputs[reads + at]!]));
    const products = nodes.filter(({ op }) => op === 'matmul');
    const kernels = new Map(
      products.map((product) => [
        product,
        kernelsOf(context, outer.get(product.inputs[1]!)!, product, block),
      ]),
    );
    const captured = new Map(
      Array.from(outer, ([inner, name]) => [
        inner.node,
        isMatrix(inner, products) ? name : inPasses(context, inner, name, block),
      ]),
    );
    const names = emitLoop(
      context,
      inputs.slice(0, reads).map((name, at) => inColumns(context, node.inputs[at]!, name, block)),
      node,
      {
        captured,
        forms: formsOfPasses(plain, kernels, readers(nodes, body.outputs), block),
        shapeOf: ({ shape }) => columnsOf(shape, block),
      },
    );
    return names.map((name, at) => name && fromColumns(context, name, node.outputs[at]!.shape));
  },
});

/** Whether it is the right operand of a product. */
const isMatrix = (tensor: Tensor, products: readonly Node[]): boolean =>
  products.some(({ inputs }) => inputs[1] === tensor);

/** Whether passes wait for each other, can do all that they do in blocks, and have products that gain by it. */
function fitsBlocks(
  { body, carries, sequences }: AttributesOf<'scan'>,
  nodes: readonly Node[],
  block: number,
): boolean {
  const outer = new Set(body.inputs.slice(carries + sequences));
  const rows = body.inputs[0]!.shape[0];
  const lies = ({ shape }: Tensor) => shape.length === 2 && shape[0] === rows && fill(block, shape[1]!);
  const isNumbers = (tensor: Tensor) => lies(tensor) && tensor.dtype === 'float32';
  const products = nodes.filter(({ op }) => op === 'matmul');
  const isVector = (tensor: Tensor, of: Tensor) =>
    outer.has(tensor) && tensor.shape.length === 1 && tensor.shape[0] === of.shape[1];
  const fits = ({ op, inputs, outputs, attributes }: Node): boolean => {
    const [output] = outputs as [Tensor];
    if (op === 'feed') return true;
    if (op === 'constant') return sizeOf(output.shape) === 1;
    if (op === 'split' || op === 'concat')
      return attributes['axis'] === 1 && [...inputs, ...outputs].every(isNumbers);
    if (op === 'matmul') {
      const [left, right] = inputs as [Tensor, Tensor];
      return [left, output].every(isNumbers) && outer.has(right) && right.shape.length === 2;
    }
    const isKnown = (input: Tensor) =>
      sizeOf(input.shape) === 1 || (lies(input) && !isMatrix(input, products)) || isVector(input, output);
    return (ops[op] as OpRule).elementwise === true && lies(output) && inputs.every(isKnown);
  };
  const borders = [...body.inputs.slice(0, carries + sequences), ...body.outputs];
  const isLarge = products.some(({ inputs }) => sizeOf(inputs[1]!.shape) >= fewest);
  return carries > 0 && isLarge && borders.every(isNumbers) && nodes.every(fits);
}

/** How often each tensor is read. */
function readers(nodes: readonly Node[], outputs: readonly Tensor[]): ReadonlyMap<Tensor, number> {
  const counts = new Map<Tensor, number>();
  for (const tensor of [...nodes.flatMap(({ inputs }) => inputs), ...outputs]) {
    counts.set(tensor, (counts.get(tensor) ?? 0) + 1);
  }
  return counts;
}

function formsOfPasses(
  plain: FormTable,
  kernels: ReadonlyMap<Node, string>,
  reads: ReadonlyMap<Tensor, number>,
  block: number,
): FormTable {
  /** The product, and what is added to it. */
  const multiply = (context: FormContext, product: Node, addend?: string): string => {
    const [rows, width] = product.outputs[0]!.shape as [number, number];
    const images = (name: string, channels: number) =>
      context.emit('Reshape', [name, listOf(context, [1, channels, 1, rows])]);
    const [left] = product.inputs as [Tensor];
    const operands = [images(context.nameOf(left), left.shape[1]!), kernels.get(product)!];
    const sum = addend === undefined ? [] : ['', images(addend, width)];
    const made = context.emit(blocked('Conv'), [...operands, ...sum], { kernel_shape: [1, 1] });
    return context.emit('Reshape', [made, listOf(context, columnsOf([rows, width], block))]);
  };
  return {
    ...plain,
    matmul: (context, _names, node) => multiply(context, node),
    add(context, names, node) {
      const [output] = node.outputs as [Tensor];
      const at = node.inputs.findIndex((input) => input.node.op === 'matmul' && reads.get(input) === 1);
      const addend = node.inputs[1 - at];
      return at >= 0 && addend!.shape.join() === output.shape.join()
        ? multiply(context, node.inputs[at]!.node, names[1 - at]!)
        : plain.add(context, names, node);
    },
    split(context, [x], { attributes: { sizes } }) {
      const blocks = listOf(
        context,
        sizes.map((size) => size / block),
      );
      return context.emitMany('Split', [x!, blocks], { axis: 0 }, sizes.length);
    },
    concat: (context, names) => context.emit('Concat', names, { axis: 0 }),
  };
}

/** A matrix, or several, as they lie in passes. */
function inColumns(context: FormContext, tensor: Tensor, name: string, block: number): string {
  const project = () => projectInBlocks(context, tensor, block);
  return toColumns(context, name, tensor.shape, block, project);
}

/** x W + b, made in blocks by the kernels themselves. */
function projectInBlocks(context: FormContext, { node }: Tensor, block: number): string | undefined {
  const [product, bias] = node.inputs;
  if (node.op !== 'add' || product!.node.op !== 'matmul' || bias!.shape.length !== 1) return undefined;
  const [x, weight] = product!.node.inputs as [Tensor, Tensor];
  const isProjection = x.shape.length === 3 && weight.shape.length === 2;
  if (!isProjection || !fill(block, ...weight.shape) || bias!.shape[0] !== product!.shape[2])
    return undefined;
  const operands = [
    toImages(context, context.nameOf(x), x.shape),
    kernelsOf(context, context.nameOf(weight), product!.node, block),
    context.nameOf(bias!),
  ];
  return context.emit(blocked('Conv'), operands, { kernel_shape: [1, 1] });
}

/** What passes read from around the loop beside matrices: numbers for each row and column, for each column, or a single one. */
function inPasses(context: FormContext, tensor: Tensor, name: string, block: number): string {
  if (sizeOf(tensor.shape) === 1) return name;
  if (tensor.shape.length === 2) return inColumns(context, tensor, name, block);
  return context.emit('Reshape', [name, listOf(context, [tensor.shape[0]! / block, 1, block])]);
}
