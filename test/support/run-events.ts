/** One event of every kind, with every field that it can have. */
import type { RunEvent, RunEventBody } from '../../contract/run-log';
import { text } from '../../contract/text';

const counts = { train: 80, validation: 10, test: 10 };
const results = {
  train: { digit: { loss: 0.5, accuracy: 0.75 } },
  test: { digit: { loss: null, accuracy: null } },
};
const cosines = [
  { tasks: ['digit', 'parity'], cosine: -0.25 },
  { tasks: ['digit', 'size'], cosine: null },
] as const;
const problem = {
  code: 'MTL7001',
  severity: 'warning',
  message: text('Losses of {task} jump.', { task: 'digit' }),
  remedy: text('Lower the rate.'),
  place: text('epoch {epoch}', { epoch: 2 }),
} as const;

const bodies: { readonly [K in RunEventBody['kind']]: Extract<RunEventBody, { kind: K }> } = {
  start: {
    kind: 'start',
    version: 1,
    run: '2026-11-23T09-05-07-digits',
    title: 'Digits',
    pid: process.pid,
    engine: 'reference',
    device: 'cpu',
    choice: {
      from: 'measurement',
      tried: [
        { device: 'cpu', step: 2.5 },
        { device: 'tensorflow', start: 900, step: 3 },
        { device: 'webgpu', problem },
      ],
    },
    threads: 2,
    seed: 7,
    parameters: 5518,
    window: 1000,
    epochs: 3,
    stepsPerEpoch: 2,
    rows: counts,
    tasks: [
      {
        name: 'digit',
        target: 'classes',
        loss: 'crossEntropy',
        metrics: [{ name: 'accuracy', better: 'higher' }],
        labelled: counts,
        classes: ['0', '1'],
      },
    ],
    weighting: 'equal',
    networks: ['left', 'right'],
  },
  progress: {
    kind: 'progress',
    epoch: 1,
    step: 1,
    steps: 6,
    losses: { digit: 0.7 },
    weights: { digit: 1 },
    total: 0.7,
    rate: 0.001,
    rowsPerSecond: 1e5,
    secondsLeft: 2,
    cosines,
  },
  epoch: {
    kind: 'epoch',
    epoch: 1,
    epochs: 3,
    round: 0,
    window: { rows: 1000, skipped: 2 },
    results,
    weights: { digit: 1 },
    total: 0.5,
    cosines,
  },
  drift: {
    kind: 'drift',
    task: 'digit',
    row: 1500,
    since: 1200,
    window: 2,
    before: 0.25,
    after: 0.75,
  },
  federated: {
    kind: 'federated',
    round: 2,
    rounds: 20,
    participants: 5,
    chosen: 4,
    length: 1.25,
    each: {
      part: 'validation',
      results: { numeral: { accuracy: { mean: 0.9, worst: { participant: 'north', value: 0.75 } } } },
    },
    privacy: { epsilon: 3.2, delta: 1e-5, shortened: 3 },
  },
  round: {
    kind: 'round',
    round: 1,
    rounds: 3,
    task: 'digit',
    pool: 50,
    accepted: 10,
    acceptedInAll: 20,
    precision: null,
    precisionRows: 0,
    disagreement: 0.1,
    networks: { left: results, right: results, all: results },
    shares: { left: 0.4, right: 0.6 },
  },
  checkpoint: { kind: 'checkpoint', file: 'checkpoint.safetensors', step: 2 },
  resume: { kind: 'resume', pid: process.pid, epoch: 1, step: 3, seconds: 4.5 },
  notice: { kind: 'notice', problem },
  end: { kind: 'end', status: 'failed', results, epochs: 3, steps: 6, seconds: 1.5, problem },
};

/** In the order of a run, sequence numbers without gaps. */
export const everyEvent: readonly RunEvent[] = Object.values(bodies).map((body, sequence) => ({
  ...body,
  sequence,
  time: 1_790_000_000_000 + sequence,
}));
