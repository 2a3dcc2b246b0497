/** Computes tensors op by op, in single or double precision. */
import { orderNodes, sizeOf, type Node, type Tensor, type TensorType } from '../../../../graph';
import type { Interpreter, Kernel, Numbers, Operand } from './kernel';
import { kernels } from './kernels';

export type Precision = 'float32' | 'float64';

export function createInterpreter(targets: readonly Tensor[], precision: Precision): Interpreter {
  const nodes = orderNodes(targets);
  const interpret = (within: readonly Tensor[]) => createInterpreter(within, precision);
  return (sources) => {
    const operands = new Map<Tensor, Operand>();
    for (const node of nodes) {
      if (node.op === 'feed' || node.op === 'state') {
        const [tensor] = node.outputs as [Tensor];
        operands.set(tensor, { shape: tensor.shape, dtype: tensor.dtype, values: valuesOf(tensor, sources) });
        continue;
      }
      const outputs = node.outputs.map(({ shape, dtype }) => ({
        shape,
        dtype,
        values: allocate({ shape, dtype }, precision),
      }));
      (kernels[node.op] as Kernel<never> as AnyKernel)(
        node.inputs.map((input) => operands.get(input)!),
        outputs,
        node.attributes,
        interpret,
      );
      for (const [at, output] of node.outputs.entries()) operands.set(output, outputs[at]!);
    }
    return targets.map((target) => operands.get(target)!.values);
  };
}

/** The one place that forgets which attributes belong to which op; a node carries those of its own. */
type AnyKernel = (
  inputs: readonly Operand[],
  outputs: readonly Operand[],
  attributes: Node['attributes'],
  interpret: (targets: readonly Tensor[]) => Interpreter,
) => void;

/** Whole numbers have double precision always, in which they are exact. */
export function allocate({ shape, dtype }: TensorType, precision: Precision): Numbers {
  const size = sizeOf(shape);
  return dtype === 'float32' && precision === 'float32' ? new Float32Array(size) : new Float64Array(size);
}

function valuesOf(tensor: Tensor, sources: ReadonlyMap<Tensor, Numbers>): Numbers {
  const values = sources.get(tensor);
  if (values === undefined)
    throw new Error(`no values for ${tensor.node.op} ${String(tensor.node.attributes.name)}`);
  return values;
}
