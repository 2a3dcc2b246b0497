/**
 * Trains a net with TensorFlow.js on the native TensorFlow, on command: reads lines `train STEPS` and answers each with one line of JSON, as
 * ours.ts does.
 *
 *     node tfjs-peer.mjs PACKAGE NET START.safetensors core|layers
 *
 * PACKAGE is the folder of tfjs-node. Threads are told by the environment (`TF_NUM_INTRAOP_THREADS`). Rows and parameters are those of ours.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import util from 'node:util';
import { readStart } from './read-start.mjs';
import { layerNets, weightsOf } from './tfjs-layers.mjs';
import { dense, nets } from './tfjs-nets.mjs';

const [folder, name, startFile, api] = process.argv.slice(2);
// tfjs-node calls a function that Node 23 has removed.
util.isNullOrUndefined ??= (value) => value === null || value === undefined;
const tf = createRequire(import.meta.url)(folder);
tf.env().set('DEBUG', false);

const { parameters, input, labels } = readStart(startFile);
const { batch, row, trunk } = nets[name];
const batches = batchesOf();
const train = api === 'core' ? coreTrainer() : layersTrainer();

const tell = (answer) => console.log(JSON.stringify(answer));
tell({ ready: true });
let done = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const [command, count] = line.split(' ');
  if (command !== 'train') break;
  const steps = Number(count);
  const [began, before] = [performance.now(), process.cpuUsage()];
  const losses = [];
  for (let step = 0; step < steps; step++) {
    const { x, ys } = batches[(done + step) % batches.length];
    const loss = train(x, ys);
    // Only the first steps are compared; reading a loss makes every step wait.
    if (done === 0) losses.push(loss.dataSync()[0]);
    loss.dispose();
  }
  const { user, system } = process.cpuUsage(before);
  done += steps;
  tell({
    wall: (performance.now() - began) / steps,
    cpu: (user + system) / 1000 / steps,
    peak: peakMemory(),
    losses,
  });
}
process.exit(0);

/** All rows as tensors, batch after batch, and the classes of each task one-hot, so that no step waits for them. */
function batchesOf() {
  const count = input.shape[0];
  const cut = ({ values }, at) =>
    values.subarray((at * batch * values.length) / count, ((at + 1) * batch * values.length) / count);
  return Array.from({ length: count / batch }, (_, at) => ({
    x: tf.tensor(cut(input, at), [batch, ...row]),
    ys: [...labels].map(([task, classes]) => {
      const places = classes.values.length / count;
      const shape = api === 'layers' && places > 1 ? [batch, places] : [batch * places];
      return tf.oneHot(tf.tensor(cut(classes, at), shape, 'int32'), headOf(task)).toFloat();
    }),
  }));
}

function headOf(task) {
  return parameters.get(`${task}/output/bias`).shape[0];
}

function tensorOf(key) {
  const { shape, values } = parameters.get(key);
  return tf.tensor(values, shape);
}

function coreTrainer() {
  const variable = (key, order) => tf.variable(order ? tf.transpose(tensorOf(key), order) : tensorOf(key));
  const body = trunk(tf, (key, order) => variable(`trunk/${key}`, order));
  const heads = [...labels.keys()].map((task) => dense(tf, variable, `${task}/output`));
  const optimizer = tf.train.adam(0.001, 0.9, 0.999, 1e-8);
  const lossOf = (x, ys) => {
    const y = body(x);
    const losses = heads.map((head, at) => tf.losses.softmaxCrossEntropy(ys[at], head(y)));
    return losses.reduce((sum, loss) => tf.add(sum, loss));
  };
  return (x, ys) => tf.tidy(() => optimizer.minimize(() => lossOf(x, ys), true));
}

function layersTrainer() {
  const L = tf.layers;
  const inputs = tf.input({ shape: row });
  const { y, blocks } = layerNets[name](L, inputs);
  const heads = [...labels.keys()].map((task) => [task, L.dense({ units: headOf(task) })]);
  const model = tf.model({ inputs, outputs: heads.map(([, head]) => head.apply(y)) });
  for (const [block, layer] of Object.entries(blocks))
    layer.setWeights(weightsOf(tf, layer, tensorOf, `trunk/${block}`));
  for (const [task, head] of heads) head.setWeights(weightsOf(tf, head, tensorOf, `${task}/output`));
  const loss = (truth, output) => tf.losses.softmaxCrossEntropy(truth, output);
  model.compile({ optimizer: tf.train.adam(0.001, 0.9, 0.999, 1e-8), loss: heads.map(() => loss) });
  const step = model.makeTrainFunction();
  return (x, ys) => {
    const [total, ...others] = step([x, ...ys]);
    tf.dispose(others);
    return total;
  };
}

/** In bytes. Linux's own high-water mark leaves out what a process was before it became this one. */
function peakMemory() {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
