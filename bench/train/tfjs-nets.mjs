/** The nets in the core API of TensorFlow.js, as its users write them where speed counts: tensors, variables and `minimize`. */

/**
 * By name: rows of a batch, the shape of a row, and the trunk. `parameter` answers a variable with what ours starts from, by the name that
 * ours has for it in the trunk. Images are channels last, as the kernels want them; filters are turned to [height, width, in, out].
 */
export const nets = {
  mlp: { batch: 64, row: [784], trunk: perceptron },
  big: { batch: 256, row: [1024], trunk: perceptron },
  cnn: { batch: 64, row: [28, 28, 1], trunk: convolutional },
  lstm: { batch: 32, row: [40, 64], trunk: tagger },
  transformer: { batch: 32, row: [64, 16], trunk: transformer },
};

function perceptron(tf, parameter) {
  const layers = ['1.dense', '2.dense'].map((name) => dense(tf, parameter, name));
  return (x) => layers.reduce((y, layer) => tf.relu(layer(y)), x);
}

function convolutional(tf, parameter) {
  const [first, second] = ['1.conv', '3.conv'].map((name) => {
    const [filter, bias] = [parameter(`${name}/weight`, [2, 3, 1, 0]), parameter(`${name}/bias`)];
    return (x) => tf.maxPool(tf.relu(tf.add(tf.conv2d(x, filter, 1, 'same'), bias)), 2, 2, 'same');
  });
  const layer = dense(tf, parameter, '6.dense');
  // The other programs keep channels first: the order in which the dense layer reads pixels must be theirs.
  return (x) => tf.relu(layer(tf.reshape(tf.transpose(second(first(x)), [0, 3, 1, 2]), [x.shape[0], -1])));
}

/** Ours has the gates i, f, o and the candidate, and adds 1 to the bias of f. What a pass needs of the input is one product. */
function tagger(tf, parameter) {
  const [weight, recurrent, bias] = ['weight', 'recurrent', 'bias'].map((name) =>
    parameter(`2.lstm/${name}`),
  );
  const units = recurrent.shape[0];
  const shift = tf.keep(
    tf.tensor(Array.from({ length: 4 * units }, (_, at) => (Math.floor(at / units) === 1 ? 1 : 0))),
  );
  return (x) => {
    const [rows, steps, features] = x.shape;
    const known = tf.add(tf.matMul(tf.reshape(x, [rows * steps, features]), weight), tf.add(bias, shift));
    let [h, c] = [tf.zeros([rows, units]), tf.zeros([rows, units])];
    const seen = tf.unstack(tf.reshape(known, [rows, steps, 4 * units]), 1).map((step) => {
      const all = tf.add(step, tf.matMul(h, recurrent));
      const [gates, candidate] = tf.split(all, [3 * units, units], 1);
      const [i, f, o] = tf.split(tf.sigmoid(gates), 3, 1);
      c = tf.add(tf.mul(f, c), tf.mul(i, tf.tanh(candidate)));
      h = tf.mul(o, tf.tanh(c));
      return h;
    });
    return tf.reshape(tf.stack(seen, 1), [rows * steps, units]);
  };
}

function transformer(tf, parameter) {
  const embed = dense(tf, parameter, '2.dense');
  const layers = ['3.transformer', '4.transformer'].map((name) => block(tf, parameter, name));
  const norm = layerNorm(tf, parameter, '5.layerNorm');
  return (x) => {
    const [rows, steps, features] = x.shape;
    let y = embed(tf.reshape(x, [rows * steps, features]));
    for (const layer of layers) y = layer(y, rows, steps);
    return tf.mean(tf.reshape(norm(y), [rows, steps, -1]), 1);
  };
}

/** On [rows * steps, width], so that every product is one of two matrices. */
function block(tf, parameter, name) {
  const heads = 4;
  const [before, after] = ['attention', 'dense'].map((part) =>
    layerNorm(tf, parameter, `${name}/${part}/norm`),
  );
  const [all, out, wide, narrow] = ['attention/input', 'attention/output', 'dense/first', 'dense/second'].map(
    (part) => dense(tf, parameter, `${name}/${part}`),
  );
  const gelu = (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1));
  return (x, rows, steps) => {
    const width = x.shape[1];
    const [q, k, v] = tf
      .split(all(before(x)), 3, 1)
      .map((part) => tf.transpose(tf.reshape(part, [rows, steps, heads, width / heads]), [0, 2, 1, 3]));
    const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(width / heads));
    const mixed = tf.transpose(tf.matMul(tf.softmax(scores), v), [0, 2, 1, 3]);
    const seen = tf.add(x, out(tf.reshape(mixed, [rows * steps, width])));
    return tf.add(seen, narrow(gelu(wide(after(seen)))));
  };
}

export function dense(tf, parameter, name) {
  const [weight, bias] = [parameter(`${name}/weight`), parameter(`${name}/bias`)];
  return (x) => tf.add(tf.matMul(x, weight), bias);
}

function layerNorm(tf, parameter, name) {
  const [gain, bias] = [parameter(`${name}/gain`), parameter(`${name}/bias`)];
  return (x) => {
    const { mean, variance } = tf.moments(x, 1, true);
    const scaled = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-5)));
    return tf.add(tf.mul(scaled, gain), bias);
  };
}
