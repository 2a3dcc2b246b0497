/** Writes what tensors depend on into an ONNX graph, node by node. */
import { orderNodes, type Node, type Tensor } from '../../../../graph';
import { forms, type FormTable } from './forms';
import type { Form, FormContext, NestedBody } from './form';
import { GraphWriter, type OnnxShape } from './graph-writer';
import type { GraphProto } from './schema/onnx_pb';

/** What the graph decides, apart from its nodes: what sources are, and what shapes are at run time and in declarations. */
export interface Surroundings extends Pick<FormContext, 'source' | 'shape' | 'reshapeTo'> {
  declaredShape(tensor: Tensor): OnnxShape;
}

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
    body: (is) => writeBody(writer, is, surroundings, table),
    nameOf: (tensor) => names.get(tensor)!,
    isUsed: (output) => used.has(output),
    layouts: new Map(),
  };
  for (const node of nodes) {
    const inputs = node.inputs.map((input) => names.get(input)!);
    const outputs = [formOf(node, table)(context, inputs, node)].flat();
    for (const [at, name] of outputs.entries()) names.set(node.outputs[at]!, name);
  }
  return names;
}

/**
 * Declares `results`, which `names` has, as the outputs of a graph, and answers what they are called. `sources` are names that
 * the graph is given. An output has a name of its own and is made in the graph: copying where that is so already would cost a
 * pass over every parameter.
 */
export function declareOutputs(
  writer: GraphWriter,
  results: readonly Tensor[],
  names: ReadonlyMap<Tensor, string>,
  sources: Iterable<string>,
  declaredShape: Surroundings['declaredShape'],
): readonly string[] {
  const taken = new Set(sources);
  return results.map((tensor) => {
    let name = names.get(tensor)!;
    if (taken.has(name) || tensor.node.op === 'constant') {
      [name] = writer.addNode('Identity', [name]) as [string];
    }
    taken.add(name);
    writer.addOutput(name, declaredShape(tensor), tensor.dtype);
    return name;
  });
}

function writeBody(
  outer: GraphWriter,
  { inputs, captured, outputs, forms: own, shapeOf }: NestedBody,
  surroundings: Surroundings,
  table: FormTable,
): GraphProto {
  const declaredShape = shapeOf ?? surroundings.declaredShape;
  const writer = new GraphWriter(outer.constants, outer.newName());
  const sources = new Map(captured);
  for (const input of inputs) {
    const name = writer.newName();
    writer.addInput(name, declaredShape(input), input.dtype);
    sources.set(input.node, name);
  }
  const names = writeTensors(
    writer,
    outputs,
    { ...surroundings, source: (node) => sources.get(node)! },
    own ?? table,
  );
  declareOutputs(writer, outputs, names, sources.values(), declaredShape);
  return writer.finish('body', false);
}

/** The one place that forgets which attributes belong to which op; a node carries those of its own. */
const formOf = (node: Node, table: FormTable) =>
  table[node.op] as Form<never> as (...is: [FormContext, string[], Node]) => string | string[];
