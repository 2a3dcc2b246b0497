/**
 * Writes a program as a SavedModel that runs a group of steps at once: a loop over the steps that carries the program's
 * states, slices the feeds and stacks what each step reports.
 */
import { create, toBinary } from '@bufbuild/protobuf';
import type { Program, Shape, Tensor } from '../../../../graph';
import { GraphWriter, dataTypes, shapeProto, type TensorFlowType } from './graph-writer';
import { typed, typeOf } from './forms/types';
import { SavedModelSchema, type NodeDef, type TensorInfo } from './schema/tensorflow_pb';
import { writeLoop } from './write-loop';
import { writeTensors } from './write-tensors';

/** By the names of the model's signature, which has nothing but feeds and states that steps change or read. */
export const modelNames = {
  /** int32 scalar: how many steps to run. */
  steps: 'steps',
  /** A feed, with the steps as its first axis. */
  feed: (name: string) => `feed/${name}`,
  /** A state before the first step. */
  before: (name: string) => `before/${name}`,
  /** A state after the last step. */
  after: (name: string) => `after/${name}`,
  /** What the steps report, with the steps as its first axis. */
  output: (name: string) => `output/${name}`,
} as const;

/** States that never change are read from outside of the loop. */
export const isKept = ({ source, next }: { readonly source: Tensor; readonly next: Tensor }) =>
  source === next;

export const tag = 'serve';
export const signature = 'program';

/**
 * The bytes of `saved_model.pb`. tfjs-node knows no int64: such numbers go in and out as pairs of int32, the lower half first.
 */
export function writeModel(program: Program): Uint8Array {
  const writer = new GraphWriter('node');
  const inputs: Record<string, TensorInfo> = {};
  const outputs: Record<string, TensorInfo> = {};

  const addInput = (key: string, dtype: TensorFlowType, shape: Shape): string => {
    const isPair = dtype === 'int64';
    const given = isPair ? { dtype: 'int32' as const, shape: [...shape, 2] } : { dtype, shape };
    const name = writer.addNode('Placeholder', [], {
      dtype: typeOf(given.dtype),
      shape: { shape: given.shape },
    });
    inputs[key] = tensorInfo(name, given.dtype, given.shape);
    return isPair ? writer.addNode('Bitcast', [name], { ...typed('int32'), type: typeOf('int64') }) : name;
  };
  const addOutput = (key: string, name: string, dtype: TensorFlowType, shape: Shape): void => {
    const isPair = dtype === 'int64';
    const made = isPair
      ? writer.addNode('Bitcast', [name], { ...typed('int64'), type: typeOf('int32') })
      : writer.addNode('Identity', [name], typed(dtype));
    outputs[key] = tensorInfo(made, isPair ? 'int32' : dtype, isPair ? [...shape, 2] : shape);
  };

  const steps = addInput(modelNames.steps, 'int32', []);
  const states = Object.entries(program.states).map(([name, state]) => ({
    ...state,
    label: name,
    name: addInput(modelNames.before(name), state.source.dtype, state.source.shape),
  }));
  const feeds = Object.entries(program.feeds).map(([name, { node, dtype, shape }]) => ({
    node,
    dtype,
    shape,
    name: addInput(modelNames.feed(name), dtype, [-1, ...shape]),
  }));
  const [kept, carried] = [states.filter(isKept), states.filter((state) => !isKept(state))];
  const given = (of: typeof states) =>
    of.map(({ name, source: { dtype, shape } }) => ({ name, dtype, shape }));
  const reports = Object.values(program.outputs);
  const results = writeLoop(writer, {
    passes: steps,
    reverse: false,
    carries: given(carried),
    sequences: feeds,
    captured: given(kept),
    reports,
    body(frame, names) {
      const nodes = [
        ...carried.map(({ source }) => source.node),
        ...feeds.map(({ node }) => node),
        ...kept.map(({ source }) => source.node),
      ];
      const sources = new Map(nodes.map((node, at) => [node, names[at]!]));
      return writeTensors(frame, [...carried.map(({ next }) => next), ...reports], sources);
    },
  });
  for (const [at, { label, source }] of carried.entries()) {
    addOutput(modelNames.after(label), results[at]!, source.dtype, source.shape);
  }
  for (const [at, [name, { dtype, shape }]] of Object.entries(program.outputs).entries()) {
    addOutput(modelNames.output(name), results[carried.length + at]!, dtype, [-1, ...shape]);
  }
  return encodeModel(writer.nodes, inputs, outputs);
}

function tensorInfo(name: string, dtype: TensorFlowType, shape: Shape): TensorInfo {
  return {
    $typeName: 'tensorflow.TensorInfo',
    encoding: { case: 'name', value: `${name}:0` },
    dtype: dataTypes[dtype],
    tensorShape: shapeProto(shape),
  };
}

function encodeModel(
  node: NodeDef[],
  inputs: Record<string, TensorInfo>,
  outputs: Record<string, TensorInfo>,
): Uint8Array {
  const model = create(SavedModelSchema, {
    savedModelSchemaVersion: 1n,
    metaGraphs: [
      {
        metaInfoDef: { tags: [tag] },
        // The version of graphs of TensorFlow 2.9, which the published package brings.
        graphDef: { node, versions: { producer: 1087 } },
        signatureDef: { [signature]: { inputs, outputs, methodName: 'tensorflow/serving/predict' } },
      },
    ],
  });
  return toBinary(SavedModelSchema, model);
}
