/** The nets that are measured: each an experiment as a person would write it, and the data that it is trained on. */

/**
 * `features` columns p0, p1, … of random numbers and columns of labels, by name: how many classes each has. `rows` are enough
 * for `batches` different batches.
 */
export const nets = {
  mlp: {
    title: 'MLP 784-256-128, heads of 10 and 4, batch 64',
    goal: 2.0,
    batch: 64,
    batches: 20,
    features: 784,
    labels: { a: 10, b: 4 },
    steps: 200,
    text: experiment('numbers(scale: none)', 783, 64, ['dense(256, relu)', 'dense(128, relu)']),
  },
  cnn: {
    title: 'CNN 28x28, conv 16, conv 32, dense 128, heads of 10 and 4, batch 64',
    goal: 1.2,
    batch: 64,
    batches: 20,
    features: 784,
    labels: { a: 10, b: 4 },
    steps: 40,
    text: experiment('image(28, 28)', 783, 64, [
      'conv(16, activation: relu)',
      'maxpool(2)',
      'conv(32, activation: relu)',
      'maxpool(2)',
      'flatten',
      'dense(128, relu)',
    ]),
  },
  big: {
    title: 'MLP 1024-2048-2048-10, batch 256',
    goal: 1.1,
    batch: 256,
    batches: 6,
    features: 1024,
    labels: { a: 10 },
    steps: 6,
    text: experiment('numbers(scale: none)', 1023, 256, ['dense(2048, relu)', 'dense(2048, relu)'], ['a']),
  },
};

/** One input, one trunk, and a task for each label; losses alone are reported, as a bare loop in PyTorch would. */
function experiment(type, last, batch, layers, labels = ['a', 'b']) {
  const classes = { a: 10, b: 4 };
  const tasks = labels.map(
    (label) => `task ${label}(trunk) { predict: d.${label} as classes(${classes[label]}) }`,
  );
  return [
    'data d { source: "rows.parquet"; split: [100%, 0%, 0%] }',
    `input x = d[p0..p${last}] as ${type}`,
    `shared trunk(x) {`,
    ...layers.map((layer) => `  ${layer}`),
    '}',
    ...tasks,
    `train { optimizer: adam(rate: 0.001); batch: ${batch}; epochs: 1; seed: 7 }`,
  ].join('\n');
}
