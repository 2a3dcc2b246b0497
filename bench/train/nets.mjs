/** The nets that are measured: each an experiment as a person would write it, and the rows that it is trained on. */

/**
 * The rows are those of `batches` batches; they have `features` columns of random numbers and a column for each label, by name: how
 * many classes it has. A turn trains `steps` steps. `goal` is the ratio to reach: wall time of the best peer by ours.
 */
export const nets = {
  mlp: {
    title: 'MLP 784-256-128, heads of 10 and 4, batch 64',
    goal: 2.0,
    batches: 20,
    steps: 200,
    ...experiment({
      type: 'numbers(scale: none)',
      features: 784,
      batch: 64,
      layers: ['dense(256, relu)', 'dense(128, relu)'],
      labels: { a: 10, b: 4 },
    }),
  },
  cnn: {
    title: 'CNN 28x28, conv 16, conv 32, dense 128, heads of 10 and 4, batch 64',
    goal: 1.2,
    batches: 20,
    steps: 40,
    ...experiment({
      type: 'image(28, 28)',
      features: 784,
      batch: 64,
      layers: [
        'conv(16, activation: relu)',
        'maxpool(2)',
        'conv(32, activation: relu)',
        'maxpool(2)',
        'flatten',
        'dense(128, relu)',
      ],
      labels: { a: 10, b: 4 },
    }),
  },
  big: {
    title: 'MLP 1024-2048-2048-10, batch 256',
    goal: 1.1,
    batches: 6,
    steps: 8,
    ...experiment({
      type: 'numbers(scale: none)',
      features: 1024,
      batch: 256,
      layers: ['dense(2048, relu)', 'dense(2048, relu)'],
      labels: { a: 10 },
    }),
  },
  lstm: {
    title: 'LSTM tagger of 128 units, 40 steps, batch 32',
    goal: 1.3,
    batches: 10,
    steps: 20,
    ...experiment({
      type: 'numbers(scale: none)',
      features: 2560,
      batch: 32,
      layers: ['reshape(40, 64)', 'lstm(128)'],
      labels: { a: 9 },
      tags: 40,
    }),
  },
  transformer: {
    title: 'transformer of 2 layers, width 128, 4 heads, 64 steps, batch 32',
    goal: 1.1,
    batches: 10,
    steps: 10,
    ...experiment({
      type: 'numbers(scale: none)',
      features: 1024,
      batch: 32,
      layers: [
        'reshape(64, 16)',
        'dense(128)',
        'transformer(heads: 4, positions: none)',
        'transformer(heads: 4, positions: none)',
        'layerNorm',
        'globalAveragePool',
      ],
      labels: { a: 10 },
    }),
  },
};

/**
 * One input, one trunk, and a task for each label; losses alone are reported, as a bare loop in PyTorch would. With `tags` each label is
 * one class a step, in so many columns.
 */
function experiment({ type, features, batch, layers, labels, tags = 0 }) {
  const tasks = Object.entries(labels).map(([label, classes]) => {
    const predicted =
      tags > 0
        ? `d[${label}0..${label}${tags - 1}] as tags(${classes})`
        : `d.${label} as classes(${classes})`;
    return `task ${label}(trunk) { predict: ${predicted}; metrics: [] }`;
  });
  const text = [
    'data d { source: "rows.parquet"; split: [100%, 0%, 0%] }',
    `input x = d[p0..p${features - 1}] as ${type}`,
    'shared trunk(x) {',
    ...layers.map((layer) => `  ${layer}`),
    '}',
    ...tasks,
    `train { optimizer: adam(rate: 0.001); batch: ${batch}; epochs: 1; seed: 7 }`,
  ].join('\n');
  return { text: `${text}\n`, features, batch, labels, tags };
}
