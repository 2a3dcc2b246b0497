/** The nets in the layers API of TensorFlow.js, as its users write them. It has no attention: the transformer is in the core API only. */

/** By name: the trunk over an input, and the layers with parameters beside the names that ours has for them. */
export const layerNets = {
  mlp: perceptron([256, 128]),
  big: perceptron([2048, 2048]),
  cnn(L, x) {
    const conv = (filters) => L.conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu' });
    const [first, second, dense] = [conv(16), conv(32), L.dense({ units: 128, activation: 'relu' })];
    const pool = (y) => L.maxPooling2d({ poolSize: 2 }).apply(y);
    const pixels = pool(second.apply(pool(first.apply(x))));
    // The other programs keep channels first: the order in which the dense layer reads pixels must be theirs.
    const flat = L.flatten().apply(L.permute({ dims: [3, 1, 2] }).apply(pixels));
    return { y: dense.apply(flat), blocks: { '1.conv': first, '3.conv': second, '6.dense': dense } };
  },
  lstm(L, x) {
    const lstm = L.lstm({ units: 128, returnSequences: true, recurrentActivation: 'sigmoid' });
    return { y: lstm.apply(x), blocks: { '2.lstm': lstm } };
  },
};

function perceptron(units) {
  return (L, x) => {
    const layers = units.map((count) => L.dense({ units: count, activation: 'relu' }));
    const blocks = Object.fromEntries(layers.map((layer, at) => [`${at + 1}.dense`, layer]));
    return { y: layers.reduce((y, layer) => layer.apply(y), x), blocks };
  };
}

/** What the layer is set to. Ours keeps the pixels of filters last, and has the gates i, f, o and the candidate. */
export function weightsOf(tf, layer, tensor, name) {
  const [weight, bias] = [tensor(`${name}/weight`), tensor(`${name}/bias`)];
  if (weight.rank === 4) return [tf.transpose(weight, [2, 3, 1, 0]), bias];
  if (layer.getClassName() !== 'LSTM') return [weight, bias];
  const swap = (values) => {
    const [i, f, o, candidate] = tf.split(values, 4, values.rank - 1);
    return tf.concat([i, f, candidate, o], values.rank - 1);
  };
  const units = bias.size / 4;
  const shift = tf.tensor(
    Array.from({ length: bias.size }, (_, at) => (Math.floor(at / units) === 1 ? 1 : 0)),
  );
  return [swap(weight), swap(tensor(`${name}/recurrent`)), tf.add(swap(bias), shift)];
}
