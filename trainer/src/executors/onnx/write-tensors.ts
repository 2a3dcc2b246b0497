/** Writes what tensors depend on into an ONNX graph, node by node. */
import { orderNodes, type Node, type Tensor } from '../../../../graph';
import { forms, type FormTable } from './forms';
import type { Form, FormContext } from './form';
import type { GraphWriter } from './graph-writer';

/** What the graph decides, apart from its nodes: what sources are, and what shapes are at run time. */
export type Surroundings = Pick<FormContext, 'source' | 'shape' | 'reshapeTo'>;

/** Answers the names of `targets` in the graph of `writer`. */
export function writeTensors(
  writer: GraphWriter,
  targets: readonly Tensor[],
  surroundings: Surroundings,
  table: FormTable = forms,
): ReadonlyMap<Tensor, string> {
  const nodes = orderNodes(targets);
  const used = new Set<Tensor>([...targets, ...nodes.flatMap((node) => node.inputs)]);
  const names = new Map<Tensor, string>();
  const context: FormContext = {
    ...surroundings,
    emit: (opType, inputs, attributes) => writer.addNode(opType, inputs, attributes)[0]!,
    emitMany: (opType, inputs, attributes, outputs) =>
      writer.addNode(
        opType,
        inputs,
        attributes,
        Array.from({ length: outputs }, () => writer.newName()),
      ),
    constant: (values, shape = [], dtype = 'float32') => writer.constants.add(values, shape, dtype),
    isUsed: (output) => used.has(output),
  };
  for (const node of nodes) {
    const inputs = node.inputs.map((input) => names.get(input)!);
    const outputs = [formOf(node, table)(context, inputs, node)].flat();
    for (const [at, name] of outputs.entries()) names.set(node.outputs[at]!, name);
  }
  return names;
}

/** The one place that forgets which attributes belong to which op; a node carries those of its own. */
const formOf = (node: Node, table: FormTable) =>
  table[node.op] as Form<never> as (...is: [FormContext, string[], Node]) => string | string[];
