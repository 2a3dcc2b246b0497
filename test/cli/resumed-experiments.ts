/** Experiments whose loops hold as many different things as there are, each for a second or two of training. */
import sharp from 'sharp';
import { createLcg } from '../support/lcg';
import { tones } from '../support/tones';

/** Two inputs of noise, a class and a number that follow from them, in some rows only, and three parts. */
function table(rows: number, seed = 5): string {
  const random = createLcg(seed);
  const lines = Array.from({ length: rows }, (_, row) => {
    const [a, b, c] = [random(), random(), random()];
    const kind = a > b ? 'more' : 'less';
    const sum = a + b + 0.1 * random();
    const part = ['train', 'train', 'train', 'validation', 'test'][row % 5];
    return [a, b, c, random() < 0.3 ? '' : kind, random() < 0.3 ? '' : sum, kind, sum, part].join(',');
  });
  return `a,b,c,kind,sum,allKind,allSum,part\n${lines.join('\n')}\n`;
}

/** Pictures of noise in two kinds, one of them lighter. */
async function pictures(count: number): Promise<Readonly<Record<string, Buffer>>> {
  const random = createLcg(8);
  const files: Record<string, Buffer> = {};
  for (let index = 0; index < count; index++) {
    const pixels = Buffer.from(
      Array.from({ length: 8 * 8 * 3 }, () => 200 * random() + (index % 2 === 0 ? 0 : 55)),
    );
    const raw = { width: 8, height: 8, channels: 3 as const };
    files[`pictures/${index % 2 === 0 ? 'dark' : 'light'}/${index}.png`] = await sharp(pixels, { raw })
      .png()
      .toBuffer();
  }
  return files;
}

/** Tones in a folder for each key. */
const clips = Object.fromEntries(
  tones(60, 3, 4).map(({ key, file }, index) => [`clips/key${key}/${index}.wav`, file] as const),
);

export const tables = {
  ...(await pictures(160)),
  ...clips,
  'd.csv': table(700),
  'e.csv': table(300, 6),
  's.csv': table(40_000, 7),
};

/** Over rows of which not all have both labels, in the order of the file. */
const stream = (layers: string, train: string): string =>
  experiment(layers, train, ['kind', 'sum']).replace('"d.csv"; split: part', '"s.csv"');

const experiment = (layers: string, train: string, columns = ['allKind', 'allSum']): string => `
data d { source: "d.csv"; split: part }
input x = d[a, b, c] as numbers
shared trunk(x) { ${layers} }
task kind(trunk) { predict: d.${columns[0]} as classes(2) }
task sum(trunk) { predict: d.${columns[1]} as number }
train { ${train} }
`;

export const experiments = {
  'pictures of a folder': `
data d { source: images("pictures/"); stratify: label }
input x = d.image as image(8, 8, channels: 3)
shared trunk(x) { conv(8, activation: relu); maxpool(2); flatten; dense(16, relu); dropout(0.3) }
task kind(trunk) { predict: d.label as classes(2) }
train { optimizer: adam(rate: 0.003); batch: 8; epochs: 60 }
`,
  'a plateau with dropout': experiment(
    'dense(32, relu); dropout(0.3)',
    'optimizer: adam(rate: 0.01); batch: 16; epochs: 240; stop: plateau(sum.mse, patience: 120)',
  ),
  'statistics of batches, momentum and a schedule': experiment(
    'dense(24); batchNorm; activation(relu)',
    'optimizer: sgd(rate: 0.05, momentum: 0.9); schedule: cosine(warmup: 5%); batch: 12; epochs: 600',
    ['kind', 'sum'],
  ),
  'weights and a rate that follow the losses of epochs': experiment(
    'dense(32, relu)',
    'optimizer: rmsprop(rate: 0.003); schedule: onPlateau(factor: 0.8, patience: 4); weighting: dwa; batch: 10; epochs: 120',
    ['kind', 'sum'],
  ),
  'a model whose parameters are moved by kernels': experiment(
    'dense(300, relu); dense(300, relu); dropout(0.1)',
    'optimizer: adamw(rate: 0.001); weighting: uncertainty; batch: 32; epochs: 60',
  ),
  'steps that threads share, clipped by a norm': experiment(
    'dense(48); reshape(12, 4); lstm(128); flatten; dropout(0.1)',
    'optimizer: lamb(rate: 0.003); clip: norm(0.5); batch: 32; epochs: 25',
  ),
  'gradients that are combined, with goals of their cosines': experiment(
    'dense(32, relu); dropout(0.1)',
    'optimizer: adam(rate: 0.003); weighting: gradVac; batch: 10; epochs: 100',
    ['kind', 'sum'],
  ),
  'participants that learn apart, in the middle of a round': `
data d { source: "d.csv"; split: part; client: site; query: "select *, floor(10 * a) as site from source" }
input x = d[a, b, c] as numbers
shared trunk(x) { dense(24); batchNorm; dropout(0.1) }
task kind(trunk) { predict: d.kind as classes(2) }
task sum(trunk) { predict: d.sum as number }
train { optimizer: adam(rate: 0.003); federated: average(rounds: 20, fraction: 60%, momentum: 0.5); batch: 8; epochs: 3 }
`,
  'participants with noise on what they change': `
data d { source: "d.csv"; split: part; client: site; query: "select *, floor(20 * a) as site from source" }
input x = d[a, b, c] as numbers
shared trunk(x) { dense(24, relu) }
task kind(trunk) { predict: d.kind as classes(2) }
task sum(trunk) { predict: d.sum as number }
train { schedule: cosine; weighting: uncertainty; federated: adaptive(rounds: 25, fraction: 60%); privacy: gaussian; batch: 8; epochs: 2 }
`,
  'tasks that stitch, and select experts at a cost beside the losses': `
data d { source: "d.csv"; split: part }
input x = d[a, b, c] as numbers
shared low(x) { sharing: crossStitch; dense(16, relu); dense(12, relu) }
shared trunk(low) { sharing: dselectK(experts: 3, k: 2, by: row); dense(16, relu); batchNorm; dropout(0.2); dense(8) }
task kind(trunk) { predict: d.kind as classes(2) }
task sum(trunk) { predict: d.sum as number }
train { optimizer: adam(rate: 0.003); weighting: pcgrad; batch: 12; epochs: 60 }
`,
  'running means of whole gradients, in a model whose parameters are moved by kernels': experiment(
    'dense(300, relu); dense(200, relu)',
    'optimizer: adam(rate: 0.001); weighting: dbMtl; batch: 32; epochs: 40',
    ['kind', 'sum'],
  ),
  'shares that follow the losses after each step': experiment(
    'dense(32, relu); dropout(0.1)',
    'optimizer: adam(rate: 0.003); weighting: famo; batch: 10; epochs: 100',
    ['kind', 'sum'],
  ),
  'a stream': stream(
    'dense(32, relu)',
    'mode: online(window: 1500); optimizer: adam(rate: 0.003); weighting: dwa; schedule: onPlateau(patience: 1); batch: 16',
  ),
  'a stream that is tested by a program of its own': stream(
    'dense(32, relu); batchNorm; dropout(0.1)',
    'mode: online(window: 1500); optimizer: adam(rate: 0.003); weighting: gradVac; batch: 64',
  ),
  recordings: `
data d { source: audio("clips/", label: folder); stratify: label }
input x = d.audio as audio(rate: 8000, seconds: 0.4, as: mel(16))
shared ear(x) { gru(12); globalAveragePool; dropout(0.1) }
task key(ear) { predict: d.label as classes(3) }
train { optimizer: adam(rate: 0.005); batch: 8; epochs: 60 }
`,
  'rows of two data sets, the smaller one drawn more often': `
data d { source: "d.csv"; split: part }
data e { source: "e.csv"; split: part }
input x = [d[a, b, c], e[a, b, c]] as numbers
shared trunk(x) { dense(32, relu); dropout(0.1) }
task kind(trunk) { predict: d.kind as classes(2) }
task sum(trunk) { predict: [d.allSum, e.allSum] as number }
train { optimizer: adam(rate: 0.003); sampling: temperature(2); batch: 12; epochs: 100 }
`,
  'rounds of co-training': `
data d { source: "d.csv"; split: part }
input x = d[a, b] as numbers
input y = d[b, c, a] as numbers
network left(x) { dense(12, relu) }
network right(y) { dense(12, relu); dropout(0.1) }
task kind(left, right) { predict: d.kind as classes(2) }
cotrain left <-> right {
  task: kind
  method: propagation(sigma: 0.5, confidence: 0.6, take: 15)
  rounds: 5
  until: stable(rounds: 3)
}
train { optimizer: adam(rate: 0.01); batch: 16; epochs: 20; stop: plateau(kind.accuracy, patience: 12) }
`,
  'labels that are passed to one network of three': `
data d { source: "d.csv"; split: part }
input x = d[a, b] as numbers
input y = d[b, c, a] as numbers
input z = d[a, c] as numbers
network first(x) { dense(12, relu) }
network second(y) { dense(12, relu); dropout(0.1) }
network third(z) { dense(12, relu) }
task kind(first, second, third) { predict: d.kind as classes(2) }
cotrain first <-> second <-> third { task: kind; method: triTraining; rounds: 5 }
train { optimizer: adam(rate: 0.01); batch: 16; epochs: 20 }
`,
  'rounds of networks with their first layers in common': `
data d { source: "d.csv"; split: part }
input x = d[a, b] as numbers
input y = d[b, c] as numbers
network left(x) { batchNorm; dense(12, relu); dropout(0.1) }
network right(y) { batchNorm; dense(12, relu); dense(6) }
task kind(left, right) { predict: d.kind as classes(2) }
cotrain left <-> right {
  task: kind
  method: propagation(sigma: 0.5, confidence: 0.6, take: 15)
  share: parameters(first: 2)
  rounds: 5
}
train { optimizer: adam(rate: 0.01); batch: 16; epochs: 20 }
`,
  'networks that teach each other in every step, on unlabelled rows too': `
data d { source: "d.csv"; split: part }
input x = d[a, b, c] as numbers
network left(x) { dense(12, relu) }
network right(x) { dense(12, relu); dropout(0.1) }
task kind(left, right) { predict: d.kind as classes(2) }
cotrain left <-> right { task: kind; method: deepCotraining }
train { optimizer: adam(rate: 0.01); batch: 12; epochs: 150 }
`,
  'running means of a model whose parameters are moved by kernels': `
data d { source: "d.csv"; split: part }
input x = d[a, b, c] as numbers
network left(x) { dense(256, relu); dense(200, relu) }
network right(x) { dense(200, relu); dropout(0.1) }
task kind(left, right) { predict: d.kind as classes(2) }
cotrain left <-> right { task: kind; method: meanTeacher }
train { optimizer: adam(rate: 0.003); batch: 16; epochs: 30 }
`,
  'one network that learns from rows without labels': `
data d { source: "d.csv"; split: part }
input x = d[a, b, c] as numbers
network only(x) { dense(12, relu); dropout(0.1) }
task kind(only) { predict: d.kind as classes(2) }
cotrain only { task: kind; method: fixMatch(threshold: 0.6) }
train { optimizer: adam(rate: 0.01); batch: 12; epochs: 150 }
`,
};
