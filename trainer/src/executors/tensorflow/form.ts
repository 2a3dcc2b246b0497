/** What a form is: the way an op is said in TensorFlow's nodes. */
import type { AttributesOf, Node, OpName, Tensor } from '../../../../graph';
import type { GraphWriter, TensorFlowAttribute } from './graph-writer';

/** What a form may ask of the frame that is being written. */
export interface FormContext {
  readonly writer: GraphWriter;
  /** Adds a node and answers the name of its first output; the others are called `${name}:1` and so on. */
  emit(
    op: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, TensorFlowAttribute>>,
  ): string;
  /** The name of known float32 numbers; a single one fills `shape`. */
  constant: GraphWriter['constant'];
  /** The name of an int32 list. */
  list(values: readonly number[]): string;
  /** The name of what a source is in this frame. */
  source(node: Node): string;
  /** The name of a tensor that was written before. */
  nameOf(tensor: Tensor): string;
  /** Writes a graph within this one into a frame of its own, which is given `sources`; answers the names of `targets`. */
  body(frame: GraphWriter, targets: readonly Tensor[], sources: ReadonlyMap<Node, string>): readonly string[];
}

/** Emits the nodes of one op and answers the names of its outputs. `inputs` are the names of its inputs. */
export type Form<Op extends OpName = OpName> = (
  context: FormContext,
  inputs: readonly string[],
  node: Node & { readonly attributes: AttributesOf<Op> },
) => string | readonly string[];

export type Forms<Op extends OpName> = { readonly [Name in Op]: Form<Name> };
