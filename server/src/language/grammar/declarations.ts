/** Every declaration of the language with its properties: the one table that checks, completion and hover read. */
import { integer } from '../../../../catalog/parameter';
import type { DeclarationForm, DeclarationKind, PropertyForm } from './forms';
import { sweepOver } from './sweep-properties';

const data: Record<string, PropertyForm> = {
  source: {
    doc: 'The file that rows come from, or a glob or list of files: csv, tsv, json, jsonl, parquet; relative to the .mtl file.',
    required: true,
    value: { kind: 'source' },
    example: '"digits.csv"',
  },
  query: {
    doc: 'SQL over the file, which the query calls `source`.',
    value: { kind: 'text' },
    example: '"select * from source where quality > 0.5"',
  },
  split: {
    doc: 'Shares of train, validation and test rows, or a column that holds these words. Default [80%, 10%, 10%].',
    value: { kind: 'split' },
    example: '[80%, 10%, 10%]',
  },
  stratify: {
    doc: 'A column whose values keep their proportions in every part.',
    value: { kind: 'column' },
    example: 'label',
  },
  group: {
    doc: 'A column whose equal values stay in one part, such as the patient of several scans.',
    value: { kind: 'column' },
    example: 'patient',
  },
  seed: {
    doc: 'Number that the random split follows from. Default 0.',
    value: { kind: 'number', integer: true, min: 0, max: 4294967295, default: 0 },
    example: '7',
  },
  follow: {
    doc: 'Whether rows are read as others append them to the file, until the run is stopped. Needs `mode` in `train`, and begins when the first window is there. Default false.',
    value: { kind: 'flag' },
    example: 'true',
  },
};

const loaded: Record<string, PropertyForm> = {
  from: {
    doc:
      'The folder of a run that has been trained, relative to the .mtl file: the block starts from the parameters that its block of the same ' +
      'name had at the end, and inputs of the same name and type are scaled as they were there. Default random parameters.',
    value: { kind: 'run' },
    example: '"runs/2026-01-01/"',
  },
  freeze: {
    doc: 'Layers that stay as they are, `all` or as in `first(2)`, and compute in training what they do in predictions. Default none.',
    value: {
      kind: 'call',
      forms: {
        all: { doc: 'The whole block stays as it is.', params: {}, example: 'all' },
        first: {
          doc: 'The first layers stay as they are.',
          params: {
            layers: integer({ doc: 'How many layers, counted as they are written.', default: 1, min: 1 }),
          },
          example: 'first(2)',
        },
      },
    },
    example: 'all',
  },
};

const shared: Record<string, PropertyForm> = {
  sharing: {
    doc: 'How tasks share the block. Default hard.',
    value: { kind: 'catalog', of: 'sharing' },
    example: 'hard',
  },
  ...loaded,
};

const network: Record<string, PropertyForm> = {
  ...loaded,
  data: {
    doc: 'The only data set whose labelled rows the network may learn from. Default all.',
    value: { kind: 'symbol', of: ['data'], teaches: true },
    example: 'a',
  },
};

const task: Record<string, PropertyForm> = {
  predict: {
    doc: 'The columns that the task predicts, and as what. A list as in `[a.label, b.label]` takes labels from several data sets.',
    required: true,
    value: { kind: 'target' },
    example: 'digits.label as classes(10)',
  },
  loss: {
    doc: 'What training makes small. The default follows from the target.',
    value: { kind: 'catalog', of: 'loss' },
    example: 'crossEntropy',
  },
  metrics: {
    doc: 'What is measured on every part of the data. The default follows from the target.',
    value: { kind: 'catalog', of: 'metric', list: true },
    example: '[accuracy]',
  },
  weight: {
    doc: 'Fixed factor of the loss, before the weighting. Default 1.',
    value: { kind: 'number', above: 0, default: 1 },
    example: '0.5',
  },
};

const cotrain: Record<string, PropertyForm> = {
  task: {
    doc: 'The task that the networks teach each other.',
    required: true,
    value: { kind: 'symbol', of: ['task'] },
    example: 'topic',
  },
  method: {
    doc: 'How the networks teach each other. Default propagation.',
    value: { kind: 'catalog', of: 'cotraining' },
    example: 'propagation(sigma: 0.5, confidence: 0.9, take: 20)',
  },
  share: {
    doc: 'What the networks share while they learn. Default nothing.',
    value: { kind: 'catalog', of: 'exchange' },
    example: 'features(weights: learned)',
  },
  rounds: {
    doc: 'Most rounds of passing labels on. Default 10.',
    value: { kind: 'number', integer: true, min: 1, max: 10000, default: 10 },
    example: '30',
  },
  until: {
    doc: 'Ends before `rounds`. Default never.',
    value: {
      kind: 'call',
      forms: {
        stable: {
          doc: 'Ends when nothing has changed for some rounds.',
          params: { rounds: integer({ doc: 'How many rounds without a change.', default: 3, min: 1 }) },
          example: 'stable(rounds: 3)',
        },
      },
    },
    example: 'stable(rounds: 3)',
  },
};

const train: Record<string, PropertyForm> = {
  optimizer: {
    doc: 'How gradients change the parameters. Default adam.',
    value: { kind: 'catalog', of: 'optimizer' },
    example: 'adam(rate: 0.001)',
  },
  schedule: {
    doc: 'How the learning rate changes over time. Default constant.',
    value: { kind: 'catalog', of: 'schedule' },
    example: 'cosine(warmup: 5%)',
  },
  clip: {
    doc: 'What becomes of gradients that are too large. Default nothing.',
    value: { kind: 'catalog', of: 'clipping' },
    example: 'norm(1)',
  },
  weighting: {
    doc: 'How the losses or gradients of the tasks combine. Default equal.',
    value: { kind: 'catalog', of: 'weighting' },
    example: 'uncertainty',
  },
  sampling: {
    doc: 'How often rows of each data set come. Default proportional.',
    value: { kind: 'catalog', of: 'sampling' },
    example: 'temperature(2)',
  },
  batch: {
    doc: 'Rows of one step. Default 32.',
    value: { kind: 'number', integer: true, min: 1, max: 1048576, default: 32 },
    example: '64',
  },
  epochs: {
    doc: 'Passes over the training rows (of every round, with `cotrain`). Default 10.',
    value: { kind: 'number', integer: true, min: 1, max: 1000000, default: 10 },
    example: '20',
  },
  stop: {
    doc: 'Ends before `epochs`. Default never.',
    value: {
      kind: 'call',
      forms: {
        plateau: {
          doc: 'Ends when a metric has not improved on validation rows, and goes back to the best epoch.',
          watches: true,
          params: { patience: integer({ doc: 'Epochs without improvement.', default: 5, min: 1 }) },
          example: 'plateau(digit.accuracy, patience: 3)',
        },
      },
    },
    example: 'plateau(digit.accuracy, patience: 3)',
  },
  seed: {
    doc: 'Number that everything random in training follows from. Default 0.',
    value: { kind: 'number', integer: true, min: 0, max: 4294967295, default: 0 },
    example: '7',
  },
  device: {
    doc: 'What the program runs on. Default auto.',
    value: { kind: 'device' },
    example: 'auto',
  },
  mode: {
    doc: 'How rows are gone through where it is not epoch after epoch. Default epochs.',
    value: { kind: 'catalog', of: 'mode' },
    example: 'online(window: 1000)',
  },
};

export const declarationForms: Readonly<Record<DeclarationKind, DeclarationForm>> = {
  experiment: {
    doc: 'The title of the experiment.',
    form: 'experiment "title"',
    computes: false,
    once: true,
    properties: {},
  },
  let: {
    doc: 'A named constant, usable wherever a value is.',
    form: 'let width = 128',
    computes: false,
    properties: {},
  },
  data: { doc: 'Where rows come from.', form: 'data d { … }', computes: false, properties: data },
  input: {
    doc: 'What goes into the model: columns of the data, and how to read them. A list as in `[a[x, y], b[u, v]]` reads columns of several data sets as the same.',
    form: 'input x = d[…] as image(28, 28)',
    computes: false,
    properties: {},
  },
  shared: {
    doc: 'Layers whose parameters several tasks use.',
    form: 'shared trunk(x) { … }',
    computes: true,
    on: ['input', 'shared', 'network'],
    properties: shared,
  },
  network: {
    doc: 'Layers of one learner, which `cotrain` pairs with others.',
    form: 'network left(x) { … }',
    computes: true,
    on: ['input', 'shared', 'network'],
    properties: network,
  },
  task: {
    doc: 'What is predicted: private layers, target, loss and metrics.',
    form: 'task digit(trunk) { … }',
    computes: true,
    on: ['input', 'shared', 'network'],
    properties: task,
  },
  cotrain: {
    doc: 'Networks that teach each other on unlabelled rows.',
    form: 'cotrain left <-> right { … }',
    computes: false,
    on: ['network'],
    properties: cotrain,
  },
  train: {
    doc: 'Optimizer, weighting, batches, stopping, device.',
    form: 'train { … }',
    computes: false,
    once: true,
    properties: train,
  },
  sweep: {
    doc: 'The designed experiment: every combination of some values, seeds, and what they are compared with.',
    form: 'sweep { … }',
    computes: false,
    once: true,
    properties: sweepOver(train),
  },
};
