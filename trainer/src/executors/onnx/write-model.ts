/**
 * Writes a program as an ONNX model that runs a group of steps at once: a `Scan` over the steps, whose loop states
 * are the program's states, whose scan inputs are the feeds and whose scan outputs are what each step reports.
 */
import { create, toBinary } from '@bufbuild/protobuf';
import type { Program } from '../../../../graph';
import type { FormTable } from './forms';
import { ConstantPool, GraphWriter } from './graph-writer';
import { ModelProtoSchema, type GraphProto } from './schema/onnx_pb';
import { isKept, staticShape, writeStep } from './write-step';

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

/** The bytes of the model. The program lists all of its sources. */
export function writeModel(program: Program, forms?: FormTable): Uint8Array {
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
    { body: writeBody(program, constants, forms), num_scan_inputs: feeds.length + 1 },
    [...carried.map(([name]) => modelNames.after(name)), ...outputs.map(([name]) => modelNames.output(name))],
  );
  for (const [name, { source }] of carried)
    main.addOutput(modelNames.after(name), source.shape, source.dtype);
  for (const [name, { shape, dtype }] of outputs)
    main.addOutput(modelNames.output(name), ['steps', ...shape], dtype);
  return encodeModel(main.finish('program', true));
}

/** A model of this graph, for any runtime that knows opset 18 and what else the graph names. `metadata` can be read back by name. */
export function encodeModel(graph: GraphProto, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const model = create(ModelProtoSchema, {
    irVersion: 8n,
    producerName: 'mtl-lab',
    opsetImport: [
      { domain: '', version: 18n },
      ...domainsBeside(graph).map((domain) => ({ domain, version: 1n })),
    ],
    graph,
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
  });
  return toBinary(ModelProtoSchema, model);
}

/** Domains of ops that are not of the standard, in the graph and in those within it. */
function domainsBeside({ node }: GraphProto): readonly string[] {
  const all = node.flatMap(({ domain, attribute }) => [
    ...(domain === '' ? [] : [domain]),
    ...attribute.flatMap(({ g }) => (g ? domainsBeside(g) : [])),
  ]);
  return [...new Set(all)];
}

/** The body of the loop: one step. */
function writeBody(program: Program, constants: ConstantPool, forms?: FormTable): GraphProto {
  const step = new GraphWriter(constants, 'step');
  for (const [name, state] of Object.entries(program.states)) {
    if (!isKept(state)) step.addInput(`step/before/${name}`, staticShape(state.source), state.source.dtype);
  }
  step.addInput('step/steps', [], 'float32');
  for (const [name, feed] of Object.entries(program.feeds))
    step.addInput(`step/feed/${name}`, staticShape(feed), feed.dtype);
  const sources = {
    // What never changes is read from outside of the loop.
    state: (name: string) =>
      isKept(program.states[name]!) ? modelNames.before(name) : `step/before/${name}`,
    feed: (name: string) => `step/feed/${name}`,
  };
  writeStep(step, program, sources, forms);
  return step.finish('step', false);
}
