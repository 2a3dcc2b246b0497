/** What a form is: the way an op is said in ONNX nodes. */
import type { AttributesOf, Node, OpName, Shape, Size, Tensor } from '../../../../graph';
import type { OnnxAttribute, OnnxType, OnnxValues } from './graph-writer';
import type { GraphProto } from './schema/onnx_pb';

/** What a form may ask of the model that is being written. */
export interface FormContext {
  /** Adds a node and answers the name of its only output. */
  emit(
    opType: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, OnnxAttribute>>,
  ): string;
  /** Adds a node with several outputs. */
  emitMany(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>>,
    outputs: number,
  ): readonly string[];
  /** The name of known numbers; a single one fills `shape`. */
  constant(values: OnnxValues | readonly number[], shape?: Shape, dtype?: OnnxType): string;
  /** The name of a tensor that an input of this op was made of. */
  nameOf(tensor: Tensor): string;
  /** The name of what a source is in this model. */
  source(node: Node): string;
  /** The name of an int64 tensor that holds the shape of `tensor`. */
  shape(tensor: Tensor): string;
  /** The same, where -1 may stand for an axis whose size is known only when the model runs. */
  reshapeTo(tensor: Tensor): string;
  /** A graph within this one, which sees the names of this one. */
  body(is: NestedBody): GraphProto;
  /** Whether anything needs this output; one that nothing needs can be left out. */
  isUsed(output: Tensor): boolean;
  /** How else tensors lie, by name. What a form leaves here another one may read; what nobody reads is not written. */
  readonly layouts: Map<string, Layouts>;
}

/** The same numbers laid out for kernels that take channels in blocks: see `forms/channel-blocks.ts`. */
export interface Layouts {
  /** Of images: with channels in blocks. */
  readonly blocked?: string;
  /** Of images that windows divide: images in blocks of the pixels at each place of a window, line by line. */
  readonly apart?: { readonly window: Size; readonly images: readonly string[] };
  /** Of places of largest pixels: for each place of a window but the last one, 1 where its pixel equals the largest and 0 elsewhere. */
  readonly largest?: readonly string[];
  /** Of matrices [steps, rows, width], or a single one: [steps, width / block, rows, block], see `forms/columns.ts`. */
  readonly columns?: string;
  /** Of a matrix, or of several above each other, whose rows are taken for channels: [rows / block, width, block]. */
  readonly rows?: string;
  /** Of a matrix that a program is given in this layout alone: [width / block, sums, block]. What its name holds is not the matrix. */
  readonly kernels?: string;
}

export interface NestedBody {
  /** Sources that the graph is given, in this order. */
  readonly inputs: readonly Tensor[];
  /** Sources that it reads from around it, by the names that they have there. */
  readonly captured: ReadonlyMap<Node, string>;
  readonly outputs: readonly Tensor[];
  /** How its ops are said, if not as those around it. */
  readonly forms?: FormTable;
  /** What the shapes of its inputs and outputs are, if not those of the tensors. */
  readonly shapeOf?: (tensor: Tensor) => Shape;
}

/** A form for every op, as an engine likes it. */
export type FormTable = Forms<OpName>;

/** Emits the nodes of one op and answers the names of its outputs. `inputs` are the names of its inputs. */
export type Form<Op extends OpName = OpName> = (
  context: FormContext,
  inputs: readonly string[],
  node: Node & { readonly attributes: AttributesOf<Op> },
) => string | readonly string[];

export type Forms<Op extends OpName> = { readonly [Name in Op]: Form<Name> };
