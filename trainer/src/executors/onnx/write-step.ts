/** Writes one step of a program into a graph: what lies between its sources and what it leaves behind. */
import type { Node, Program, Tensor } from '../../../../graph';
import type { FormTable } from './forms';
import type { GraphWriter, OnnxShape } from './graph-writer';
import { declareOutputs, writeTensors } from './write-tensors';

/** States that never change: a step reads them and leaves nothing behind. */
export const isKept = ({ source, next }: { readonly source: Tensor; readonly next: Tensor }) =>
  source === next;

/** The shape of a tensor as ONNX writes it where every size is known. */
export const staticShape = ({ shape }: Tensor): OnnxShape => shape;

/** What the sources of the step are called in its graph. */
export interface SourceNames {
  state(name: string): string;
  feed(name: string): string;
}

/**
 * Answers the names of the changed states after the step, then of the outputs, each in the program's order. Every one of
 * them is declared as an output of the graph; the sources are declared by whoever knows their order.
 */
export function writeStep(
  step: GraphWriter,
  program: Program,
  nameOf: SourceNames,
  forms?: FormTable,
  declaredShape: (tensor: Tensor) => OnnxShape = staticShape,
): readonly string[] {
  const sources = new Map<Node, string>();
  for (const [name, { source }] of Object.entries(program.states))
    sources.set(source.node, nameOf.state(name));
  for (const [name, feed] of Object.entries(program.feeds)) sources.set(feed.node, nameOf.feed(name));

  const carried = Object.values(program.states).filter((state) => !isKept(state));
  const results = [...carried.map(({ next }) => next), ...Object.values(program.outputs)];
  const shape = (tensor: Tensor) => step.constants.add(tensor.shape, [tensor.shape.length], 'int64');
  const surroundings = {
    source: (node: Node) => sources.get(node)!,
    shape,
    reshapeTo: shape,
    declaredShape,
  };
  const names = writeTensors(step, results, surroundings, forms);
  return declareOutputs(step, results, names, sources.values(), declaredShape);
}
