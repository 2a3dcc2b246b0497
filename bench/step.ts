/**
 * Measures one training step of three nets with Adam, in milliseconds, for one and two threads:
 * `npx esbuild bench/step.ts --bundle --platform=node --format=esm --external:onnxruntime-node --outfile=dist/bench-step.mjs && node dist/bench-step.mjs`
 */
import { adam } from '../catalog/optimizers/adam';
import * as graph from '../graph';
import type { Program, Shape, Tensor } from '../graph';
import { drawUniform } from '../trainer/src/executors/counter-hash';
import { onnxExecutor, type NamedValues, type Values } from '../trainer/src/executors';

/** Steps of one native call, and how many calls are timed after a first one that warms up. */
const group = 20;
const calls = 12;

interface Net {
  readonly name: string;
  readonly input: Shape;
  /** Widths of the heads. */
  readonly heads: readonly number[];
  trunk(x: Tensor, parameter: (shape: Shape) => Tensor): Tensor;
}

const nets: readonly Net[] = [
  {
    name: 'MLP 784-256-128, heads 10 and 4, batch 64',
    input: [64, 784],
    heads: [10, 4],
    trunk: (x, parameter) => dense(dense(x, 256, parameter), 128, parameter),
  },
  {
    name: 'CNN 28x28, conv 16, conv 32, dense 128, batch 64',
    input: [64, 1, 28, 28],
    heads: [10, 4],
    trunk(x, parameter) {
      const images = convolve(convolve(x, 16, parameter), 32, parameter);
      return dense(graph.reshape(images, [64, -1]), 128, parameter);
    },
  },
  {
    name: 'MLP 1024-2048-2048-10, batch 256',
    input: [256, 1024],
    heads: [10],
    trunk: (x, parameter) => dense(dense(x, 2048, parameter), 2048, parameter),
  },
];

for (const net of nets) {
  for (const threads of [1, 2]) {
    const milliseconds = await measure(buildProgram(net), threads);
    console.log(`${net.name}, ${threads} threads: ${milliseconds.toFixed(2)} ms`);
  }
}

/** The fastest of the timed calls, for one step: other work on the machine only ever makes a call slower. */
async function measure(program: Program, threads: number): Promise<number> {
  const session = await onnxExecutor.prepare(program, { threads });
  await session.writeStates(draw(Object.entries(program.states).map(([name, { source }]) => [name, source])));
  const feeds = draw(Object.entries(program.feeds), group);
  const times: number[] = [];
  for (let call = 0; call <= calls; call++) {
    const start = performance.now();
    await session.run(feeds, group);
    times.push((performance.now() - start) / group);
  }
  await session.dispose();
  return Math.min(...times.slice(1));
}

function buildProgram({ input, heads, trunk }: Net): Program {
  const x = graph.feed('x', input);
  const parameters: Tensor[] = [];
  const parameter = (shape: Shape) => {
    parameters.push(graph.state(`parameter${parameters.length}`, shape));
    return parameters.at(-1)!;
  };
  const features = trunk(x, parameter);
  const rows = input[0]!;
  const labels = heads.map((_, at) => graph.feed(`labels${at}`, [rows], 'int64'));
  const losses = heads.map((width, at) => {
    const likelihood = graph.logSoftmax(affine(features, width, parameter));
    return graph.negate(
      graph.mean(graph.sum(graph.multiply(graph.oneHot(labels[at]!, width), likelihood), [1])),
    );
  });
  const objective = losses.reduce(graph.add);
  const gradients = graph.gradients(objective, parameters);

  const count = graph.state('count', []);
  const step = graph.add(count, graph.constant(1));
  const states: Record<string, Program['states'][string]> = { count: { source: count, next: step } };
  const rate = graph.feed('rate', []);
  for (const [at, source] of parameters.entries()) {
    const slots = Object.fromEntries(
      adam.slots.map((slot) => [slot, graph.state(`${slot}${at}`, source.shape)]),
    );
    const now = { parameter: source, gradient: gradients[at]!, slots, rate, step };
    const updated = adam.update({ rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }, now);
    states[`parameter${at}`] = { source, next: updated.parameter };
    for (const slot of adam.slots)
      states[`${slot}${at}`] = { source: slots[slot]!, next: updated.slots[slot]! };
  }
  const labelFeeds = Object.fromEntries(labels.map((label, at) => [`labels${at}`, label]));
  return { feeds: { x, rate, ...labelFeeds }, states, outputs: { objective } };
}

function affine(x: Tensor, width: number, parameter: (shape: Shape) => Tensor): Tensor {
  return graph.add(graph.matmul(x, parameter([x.shape[1]!, width])), parameter([width]));
}

function dense(x: Tensor, width: number, parameter: (shape: Shape) => Tensor): Tensor {
  return graph.relu(affine(x, width, parameter));
}

function convolve(x: Tensor, filters: number, parameter: (shape: Shape) => Tensor): Tensor {
  const settings: graph.Conv2dSettings = { stride: [1, 1], padding: [1, 1, 1, 1], groups: 1 };
  const images = graph.conv2d(x, parameter([filters, x.shape[1]!, 3, 3]), settings);
  const active = graph.relu(graph.add(images, parameter([filters, 1, 1])));
  return graph.maxPool2d(active, { kernel: [2, 2], stride: [2, 2], padding: [0, 0, 0, 0] });
}

/** Numbers between -0.05 and 0.05, `times` over; zeros for what Adam keeps; labels from 0 to 3. */
function draw(tensors: readonly (readonly [string, Tensor])[], times = 1): NamedValues {
  const drawn = tensors.map(([name, { shape, dtype }], key): [string, Values] => {
    const uniform = new Float32Array(graph.sizeOf(shape) * times);
    drawUniform(0, key, uniform);
    if (dtype === 'int64')
      return [name, BigInt64Array.from(uniform, (value) => BigInt(Math.floor(value * 4)))];
    const isSlot = adam.slots.some((slot) => name.startsWith(slot));
    return [name, uniform.map((value) => (isSlot ? 0 : (value - 0.5) / 10))];
  });
  return Object.fromEntries(drawn);
}
