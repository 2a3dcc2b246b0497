/** Writes what tensors depend on into a frame of a TensorFlow graph, node by node. */
import { orderNodes, type Node, type Tensor } from '../../../../graph';
import { forms } from './forms';
import type { Form, FormContext } from './form';
import type { GraphWriter } from './graph-writer';

/** Answers the names of `targets` in the frame of `writer`; `sources` has those of what the frame is given. */
export function writeTensors(
  writer: GraphWriter,
  targets: readonly Tensor[],
  sources: ReadonlyMap<Node, string>,
): readonly string[] {
  const names = new Map<Tensor, string>();
  const nameOf = (tensor: Tensor) => names.get(tensor)!;
  const context: FormContext = {
    writer,
    emit: (op, inputs, attributes) => writer.addNode(op, inputs, attributes),
    constant: (values, shape, dtype) => writer.constant(values, shape, dtype),
    list: (values) => writer.constant(values, [values.length], 'int32'),
    source: (node) => sources.get(node)!,
    nameOf,
    body: writeTensors,
  };
  for (const node of orderNodes(targets)) {
    const outputs = [formOf(node)(context, node.inputs.map(nameOf), node)].flat();
    for (const [at, name] of outputs.entries()) names.set(node.outputs[at]!, name);
  }
  return targets.map(nameOf);
}

/** The one place that forgets which attributes belong to which op; a node carries those of its own. */
const formOf = (node: Node) =>
  forms[node.op] as Form<never> as (...is: [FormContext, string[], Node]) => string | string[];
