/**
 * Writes a program as an ONNX model that runs a group of steps at once: a `Scan` over the steps, whose loop states
 * are the program's states, whose scan inputs are the feeds and whose scan outputs are what each step reports.
 */
import { create, toBinary } from '@bufbuild/protobuf';
import type { Node, Program, Tensor } from '../../../../graph';
import { ConstantPool, GraphWriter, type OnnxShape } from './graph-writer';
import { ModelProtoSchema, type GraphProto } from './schema/onnx_pb';
import { writeTensors } from './write-tensors';

/** Names in the model, so that states, feeds and outputs of one name stay apart. */
export const modelNames = {
  /** A feed, with the steps as its first axis. */
  feed: (name: string) => `feed/${name}`,
  /** A state before the first step. */
  before: (name: string) => `before/${name}`,
  /** A state after the last step. */
  after: (name: string) => `after/${name}`,
  /** What the steps report, with the steps as its first axis. */
  output: (name: string) => `output/${name}`,
  /** float32 [steps]: only its length counts, so that a program without feeds knows how often to run. */
  steps: 'steps',
} as const;

/** States that never change are read from outside of the loop. */
export const isKept = ({ source, next }: { readonly source: Tensor; readonly next: Tensor }) =>
  source === next;

/** The bytes of the model. The program lists all of its sources. */
export function writeModel(program: Program): Uint8Array {
  const constants = new ConstantPool();
  const main = new GraphWriter(constants, 'main');
  const states = Object.entries(program.states);
  const carried = states.filter(([, state]) => !isKept(state));
  const feeds = Object.entries(program.feeds);
  const outputs = Object.entries(program.outputs);

  for (const [name, { source }] of states) main.addInput(modelNames.before(name), source.shape, source.dtype);
  main.addInput(modelNames.steps, ['steps'], 'float32');
  for (const [name, { shape, dtype }] of feeds)
    main.addInput(modelNames.feed(name), ['steps', ...shape], dtype);

  main.addNode(
    'Scan',
    [
      ...carried.map(([name]) => modelNames.before(name)),
      modelNames.steps,
      ...feeds.map(([name]) => modelNames.feed(name)),
    ],
    { body: writeStep(program, constants), num_scan_inputs: feeds.length + 1 },
    [...carried.map(([name]) => modelNames.after(name)), ...outputs.map(([name]) => modelNames.output(name))],
  );
  for (const [name, { source }] of carried)
    main.addOutput(modelNames.after(name), source.shape, source.dtype);
  for (const [name, { shape, dtype }] of outputs)
    main.addOutput(modelNames.output(name), ['steps', ...shape], dtype);
  return encodeModel(main.finish('program', true));
}

/** A model of this graph, for any runtime that knows opset 18. `metadata` can be read back by name. */
export function encodeModel(graph: GraphProto, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const model = create(ModelProtoSchema, {
    irVersion: 8n,
    producerName: 'mtl-lab',
    opsetImport: [{ domain: '', version: 18n }],
    graph,
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
  return toBinary(ModelProtoSchema, model);
}

/** The shape of a tensor as ONNX writes it where every size is known. */
const staticShape = ({ shape }: Tensor): OnnxShape => shape;

/** The body of the loop: one step. */
function writeStep(program: Program, constants: ConstantPool): GraphProto {
  const step = new GraphWriter(constants, 'step');
  const sources = new Map<Node, string>();
  const carried = Object.entries(program.states).filter(([, state]) => !isKept(state));
  for (const [name, state] of Object.entries(program.states)) {
    sources.set(state.source.node, isKept(state) ? modelNames.before(name) : `step/before/${name}`);
  }
  for (const [name, { source }] of carried)
    step.addInput(`step/before/${name}`, staticShape(source), source.dtype);
  step.addInput('step/steps', [], 'float32');
  for (const [name, feed] of Object.entries(program.feeds)) {
    sources.set(feed.node, `step/feed/${name}`);
    step.addInput(`step/feed/${name}`, staticShape(feed), feed.dtype);
  }

  const results = [...carried.map(([, { next }]) => next), ...Object.values(program.outputs)];
  const shape = (tensor: Tensor) => constants.add(tensor.shape, [tensor.shape.length], 'int64');
  const names = writeTensors(step, results, {
    source: (node) => sources.get(node)!,
    shape,
    reshapeTo: shape,
  });
  // An output of a body has a name of its own, and is made in it. Copying where that is so already would cost a pass
  // over every parameter.
  const taken = new Set(sources.values());
  for (const [at, tensor] of results.entries()) {
    let name = names.get(tensor)!;
    if (taken.has(name) || tensor.node.op === 'constant') {
      [name] = step.addNode('Identity', [name], {}, [`step/result/${at}`]) as [string];
    }
    taken.add(name);
    step.addOutput(name, staticShape(tensor), tensor.dtype);
  }
  return step.finish('step', false);
}
