/** Writes TensorFlow nodes and constants one by one, and keeps the names by which they refer to each other. */
import { create } from '@bufbuild/protobuf';
import type { DType, Shape } from '../../../../graph';
import {
  AttrValueSchema,
  DataType,
  NodeDefSchema,
  TensorProtoSchema,
  TensorShapeProtoSchema,
  type AttrValue,
  type NodeDef,
  type TensorShapeProto,
} from './schema/tensorflow_pb';

/** What is computed with, and what TensorFlow wants beside it: axes, shapes and indices of its own are int32. */
export type TensorFlowType = DType | 'int32';

export const dataTypes = {
  float32: DataType.DT_FLOAT,
  int32: DataType.DT_INT32,
  int64: DataType.DT_INT64,
  bool: DataType.DT_BOOL,
} as const satisfies Record<TensorFlowType, DataType>;

/** Lists of tensors, which loops fill. */
export const variant = DataType.DT_VARIANT;

/** -1 stands for a size that is known only when the model runs. */
export type TensorFlowAttribute =
  number | boolean | string | readonly number[] | { readonly type: DataType } | { readonly shape: Shape };

/** One frame of a graph under construction: the graph itself, or the body of a loop in it. */
export class GraphWriter {
  readonly nodes: NodeDef[];
  readonly #prefix: string;
  /** What constants wait for, so that they belong to the frame. */
  readonly #pivot: string | undefined;
  readonly #constants = new Map<string, string>();
  #names = 0;

  constructor(prefix: string, nodes: NodeDef[] = [], pivot?: string) {
    this.#prefix = prefix;
    this.nodes = nodes;
    this.#pivot = pivot;
  }

  /** The body of a loop; `pivot` is a node of it. */
  enter(prefix: string, pivot: string): GraphWriter {
    return new GraphWriter(prefix, this.nodes, pivot);
  }

  /** Adds a node and answers the name of its first output; the others are called `${name}:1` and so on. */
  addNode(
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, TensorFlowAttribute>> = {},
    name = this.newName(),
  ): string {
    const attr = Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [key, attributeValue(value)]),
    );
    this.nodes.push(create(NodeDefSchema, { name, op, input: [...inputs], attr }));
    return name;
  }

  /** Known numbers; a single one fills `shape`. Each is stored once. */
  constant(
    values: Float32Array | readonly number[],
    shape: Shape = [],
    dtype: TensorFlowType = 'float32',
  ): string {
    // Large tensors are hardly ever equal, and a key of all their numbers would be larger still.
    const key = values.length <= 64 ? `${dtype} ${shape.join()} ${values.join()}` : undefined;
    const known = key === undefined ? undefined : this.#constants.get(key);
    if (known !== undefined) return known;
    const name = this.newName();
    if (key !== undefined) this.#constants.set(key, name);
    const tensor = create(TensorProtoSchema, {
      dtype: dataTypes[dtype],
      tensorShape: shapeProto(shape),
      ...encode(values, dtype),
    });
    this.nodes.push(
      create(NodeDefSchema, {
        name,
        op: 'Const',
        input: this.#pivot === undefined ? [] : [`^${this.#pivot}`],
        attr: {
          dtype: create(AttrValueSchema, { value: { case: 'type', value: dataTypes[dtype] } }),
          value: create(AttrValueSchema, { value: { case: 'tensor', value: tensor } }),
        },
      }),
    );
    return name;
  }

  newName(): string {
    return `${this.#prefix}/${this.#names++}`;
  }
}

/** A list of one number stands for as many as the shape holds. */
function encode(values: Float32Array | readonly number[], dtype: TensorFlowType) {
  const numbers = Array.from(values);
  if (dtype === 'int32') return { intVal: numbers };
  if (dtype === 'int64') return { int64Val: numbers.map(BigInt) };
  if (dtype === 'bool') return { boolVal: numbers.map(Boolean) };
  return { floatVal: numbers };
}

export function shapeProto(shape: Shape): TensorShapeProto {
  return create(TensorShapeProtoSchema, { dim: shape.map((size) => ({ size: BigInt(size) })) });
}

const make = (made: AttrValue['value']): AttrValue => create(AttrValueSchema, { value: made });

function attributeValue(value: TensorFlowAttribute): AttrValue {
  if (typeof value === 'number') return make({ case: 'i', value: BigInt(value) });
  if (typeof value === 'boolean') return make({ case: 'b', value });
  if (typeof value === 'string') return make({ case: 's', value: new TextEncoder().encode(value) });
  if ('type' in value) return make({ case: 'type', value: value.type });
  if ('shape' in value) return make({ case: 'shape', value: shapeProto(value.shape) });
  return create(AttrValueSchema, { value: { case: 'list', value: { i: value.map(BigInt) } } });
}
