/** Writes ONNX nodes and constants one by one, and keeps the names by which they refer to each other. */
import { create } from '@bufbuild/protobuf';
import { sizeOf, type DType, type Shape } from '../../../../graph';
import { arrayOf } from '../check-values';
import type { Values } from '../executor';
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  NodeProtoSchema,
  TensorProto_DataType as DataType,
  TensorProtoSchema,
  ValueInfoProtoSchema,
  type AttributeProto,
  type GraphProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from './schema/onnx_pb';

/** A bare number is a whole one. */
export type OnnxAttribute = number | { readonly float: number } | readonly number[] | string | GraphProto;

/** An axis whose size is known only when the model runs is a name. */
export type OnnxShape = readonly (number | string)[];

/** What is computed with inside of a form, beside the types that tensors of a program have. */
export type OnnxType = DType | 'uint32' | 'float64';

export type OnnxValues = Values | Uint32Array | Float64Array;

export const dataTypes = {
  float32: DataType.FLOAT,
  int64: DataType.INT64,
  bool: DataType.BOOL,
  uint32: DataType.UINT32,
  float64: DataType.DOUBLE,
} as const satisfies Record<OnnxType, number>;

/** Constants of a graph and of the graphs within it: each is stored once. */
export class ConstantPool {
  readonly initializers: TensorProto[] = [];
  readonly nodes: NodeProto[] = [];
  readonly #names = new Map<string, string>();

  /** The name of a tensor of known numbers; a single one fills `shape`. */
  add(values: OnnxValues | readonly number[], shape: Shape, dtype: OnnxType): string {
    const filled = values.length === 1 && sizeOf(shape) !== 1;
    // Large tensors are hardly ever equal, and a key of all their numbers would be larger still.
    const key =
      values.length <= 64 ? `${dtype} ${shape.join()} ${Array.from(values, String).join()}` : undefined;
    const known = key === undefined ? undefined : this.#names.get(key);
    if (known !== undefined) return known;
    const name = `constant/${this.#names.size}`;
    this.#names.set(key ?? name, name);
    if (filled) this.#fill(name, values, shape, dtype);
    else this.initializers.push(tensorProto(name, typed(values, dtype), shape, dtype));
    return name;
  }

  #fill(name: string, values: OnnxValues | readonly number[], shape: Shape, dtype: OnnxType): void {
    const size = this.add(shape, [shape.length], 'int64');
    const value = create(AttributeProtoSchema, {
      name: 'value',
      type: AttributeType.TENSOR,
      t: tensorProto('', typed(values, dtype), [1], dtype),
    });
    this.nodes.push(
      create(NodeProtoSchema, {
        opType: 'ConstantOfShape',
        input: [size],
        output: [name],
        attribute: [value],
      }),
    );
  }
}

/** One graph under construction. */
export class GraphWriter {
  readonly #nodes: NodeProto[] = [];
  readonly #inputs: ValueInfoProto[] = [];
  readonly #outputs: ValueInfoProto[] = [];
  readonly constants: ConstantPool;
  readonly #prefix: string;
  #names = 0;

  /** Names within the graph start with `prefix`, which keeps those of nested graphs apart. */
  constructor(constants: ConstantPool, prefix: string) {
    this.constants = constants;
    this.#prefix = prefix;
  }

  /** Without a shape, a tensor of any shape is taken. */
  addInput(name: string, shape: OnnxShape | undefined, dtype: OnnxType): void {
    this.#inputs.push(valueInfo(name, shape, dtype));
  }

  addOutput(name: string, shape: OnnxShape | undefined, dtype: DType): void {
    this.#outputs.push(valueInfo(name, shape, dtype));
  }

  /** A sequence of tensors of any shape. */
  addSequenceOutput(name: string, dtype: DType): void {
    const value = { case: 'tensorType', value: { elemType: dataTypes[dtype] } } as const;
    const sequence = { case: 'sequenceType', value: { elemType: { value } } } as const;
    this.#outputs.push(create(ValueInfoProtoSchema, { name, type: { value: sequence } }));
  }

  /**
   * Adds a node with as many outputs as `outputs` names, or one of a new name; answers their names. The node is called as its
   * first output, by which an engine speaks of it. An op that is not of the standard has its domain in front: `com.microsoft.Gelu`.
   */
  addNode(
    opType: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    outputs: readonly string[] = [this.newName()],
  ): readonly string[] {
    const attribute = Object.entries(attributes).map(([name, value]) => attributeProto(name, value));
    const [name = ''] = outputs;
    const end = opType.lastIndexOf('.');
    const op = { domain: opType.slice(0, Math.max(end, 0)), opType: opType.slice(end + 1) };
    this.#nodes.push(
      create(NodeProtoSchema, { name, ...op, input: [...inputs], output: [...outputs], attribute }),
    );
    return outputs;
  }

  newName(): string {
    return `${this.#prefix}/${this.#names++}`;
  }

  /** The finished graph; the outermost one takes the constants along. */
  finish(name: string, outermost: boolean): GraphProto {
    const nodes = withoutUnread(this.#nodes, this.#outputs);
    return create(GraphProtoSchema, {
      name,
      node: outermost ? [...this.constants.nodes, ...nodes] : nodes,
      initializer: outermost ? this.constants.initializers : [],
      input: this.#inputs,
      output: this.#outputs,
    });
  }
}

/** Nodes on which the outputs depend: a form may have found a way around what another has written. */
function withoutUnread(nodes: readonly NodeProto[], outputs: readonly ValueInfoProto[]): NodeProto[] {
  const read = new Set(outputs.map(({ name }) => name));
  const kept = nodes.toReversed().filter((node) => {
    const isRead = node.output.some((name) => read.has(name));
    if (isRead) for (const name of readBy(node)) read.add(name);
    return isRead;
  });
  return kept.toReversed();
}

/** What a node reads, and what graphs within it read from around them. */
const readBy = ({ input, attribute }: NodeProto): readonly string[] => [
  ...input,
  ...attribute.flatMap(({ g }) => g?.node.flatMap(readBy) ?? []),
];

function tensorProto(name: string, values: OnnxValues, shape: Shape, dtype: OnnxType): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dims: shape.map(BigInt),
    dataType: dataTypes[dtype],
    rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  });
}

function typed(values: OnnxValues | readonly number[], dtype: OnnxType): OnnxValues {
  if (dtype === 'uint32') return values instanceof Uint32Array ? values : Uint32Array.from(values, Number);
  if (dtype === 'float64') return values instanceof Float64Array ? values : Float64Array.from(values, Number);
  if (values instanceof arrayOf[dtype]) return values;
  const numbers = values as readonly number[];
  if (dtype === 'int64') return BigInt64Array.from(numbers, BigInt);
  return dtype === 'bool' ? Uint8Array.from(numbers) : Float32Array.from(numbers);
}

function valueInfo(name: string, shape: OnnxShape | undefined, dtype: OnnxType): ValueInfoProto {
  const elemType = dataTypes[dtype];
  const dim = shape?.map((size) => ({
    value:
      typeof size === 'number'
        ? ({ case: 'dimValue', value: BigInt(size) } as const)
        : ({ case: 'dimParam', value: size } as const),
  }));
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType, ...(dim && { shape: { dim } }) } } },
  });
}

function attributeProto(name: string, value: OnnxAttribute): AttributeProto {
  if (typeof value === 'number')
    return create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) });
  if (typeof value === 'string') {
    const s = new TextEncoder().encode(value);
    return create(AttributeProtoSchema, { name, type: AttributeType.STRING, s });
  }
  if ('float' in value)
    return create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, f: value.float });
  if ('length' in value)
    return create(AttributeProtoSchema, { name, type: AttributeType.INTS, ints: value.map(BigInt) });
  return create(AttributeProtoSchema, { name, type: AttributeType.GRAPH, g: value });
}
