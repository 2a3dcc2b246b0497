/** Run logs as trainers write them, with curves from closed forms, so that every number on a panel can be worked out. */
import type {
  EndEvent,
  EpochEvent,
  PartResults,
  RoundEvent,
  RunEvent,
  RunEventBody,
  StartEvent,
} from '../../contract/run-log';

export interface RunShape {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  /** Progress events are this many steps apart. */
  readonly every: number;
  readonly title?: string;
  readonly taskNames?: readonly [classes: string, numbers: string];
  /** Left out, the run is still going on. */
  readonly end?: Pick<EndEvent, 'status'> & Partial<Pick<EndEvent, 'problem'>>;
}

export const startTime = Date.UTC(2026, 10, 23, 12, 0, 0);
const secondsPerEpoch = 4;

/** The same over a stream: each epoch is a window of 500 rows, of which test results are told, and a drift is found in the fourth. */
export function streamRun(shape: RunShape, isEndless = false): readonly RunEvent[] {
  const window = 500;
  const steps = isEndless ? { steps: 0, secondsLeft: 0 } : {};
  const ending = isEndless ? { epochs: 0 } : {};
  const events = numeralsRun(shape).flatMap((event): RunEventBody[] => {
    if (event.kind === 'start') return [{ ...event, window, ...ending }];
    if (event.kind === 'progress') return [{ ...event, ...steps }];
    if (event.kind === 'end') return [{ ...event, results: { test: event.results.train! } }];
    if (event.kind !== 'epoch') return [event];
    const { epoch, results } = event;
    const told = {
      ...event,
      window: { rows: epoch * window, skipped: 0 },
      results: { test: results.train! },
      ...ending,
    };
    if (epoch !== 4) return [told];
    const [task] = Object.keys(results.train!);
    const drift = { row: 1750, since: 1640, window: epoch, before: 0.4, after: 1.25 };
    return [{ kind: 'drift', task: task!, ...drift }, told];
  });
  return events.map((body, sequence) => ({ ...body, sequence, time: startTime + 1000 * sequence }));
}

/** Two tasks, one of classes and one of numbers, with weights that a weighting learns. */
export function numeralsRun(shape: RunShape): readonly RunEvent[] {
  const [numeral, morphology] = shape.taskNames ?? ['numeral', 'morphology'];
  const bodies: (readonly [seconds: number, body: RunEventBody])[] = [
    [0, start(shape, [numeral, morphology])],
  ];
  const steps = shape.epochs * shape.stepsPerEpoch;
  for (let epoch = 1; epoch <= shape.epochs; epoch++) {
    for (let step = shape.every; step <= shape.stepsPerEpoch; step += shape.every) {
      const x = epoch - 1 + step / shape.stepsPerEpoch;
      const losses = { [numeral]: classLoss(x) * ripple(x, 7), [morphology]: numberLoss(x) * ripple(x, 11) };
      const weights = weightsAt(x, numeral, morphology);
      bodies.push([
        x * secondsPerEpoch,
        {
          kind: 'progress',
          epoch,
          step: (epoch - 1) * shape.stepsPerEpoch + step,
          steps,
          losses,
          weights,
          total: totalOf(losses, weights),
          rate: 0.001,
          rowsPerSecond: 11_500 + 300 * Math.sin(x * 5),
          secondsLeft: (shape.epochs - x) * secondsPerEpoch,
        },
      ]);
    }
    bodies.push([epoch * secondsPerEpoch, epochEvent(shape, epoch, numeral, morphology)]);
  }
  if (shape.end) {
    bodies.push([
      shape.epochs * secondsPerEpoch,
      {
        kind: 'end',
        results: partResults(shape.epochs, numeral, morphology, true),
        epochs: shape.epochs,
        steps,
        seconds: shape.epochs * secondsPerEpoch,
        ...shape.end,
      },
    ]);
  }
  return number(bodies);
}

/** Two networks that teach each other over some rounds. */
export function roundsRun(rounds: number, end?: RunShape['end']): readonly RunEvent[] {
  const bodies: (readonly [number, RunEventBody])[] = [
    [
      0,
      {
        ...start({ epochs: 30, stepsPerEpoch: 2, every: 2, title: 'Ten numerals from two views' }, [
          'numeral',
          'x',
        ]),
        tasks: [
          {
            name: 'numeral',
            target: 'classes(10)',
            loss: 'crossEntropy',
            metrics: [{ name: 'accuracy', better: 'higher' }],
            labelled: { train: 53, validation: 0, test: 667 },
          },
        ],
        rows: { train: 1333, validation: 0, test: 667 },
        weighting: 'equal',
        networks: ['byOutline', 'byProfile'],
      },
    ],
  ];
  for (let round = 0; round <= rounds; round++) {
    for (let epoch = 1; epoch <= 30; epoch++) {
      const x = round * 8 + epoch;
      const loss = 0.05 + 1.9 * Math.exp(-epoch / 6) * Math.exp(-round / 3);
      const train = { numeral: { loss, accuracy: 1 - 0.5 * Math.exp(-x / 9) } };
      const body: EpochEvent = {
        kind: 'epoch',
        epoch: round * 30 + epoch,
        epochs: 30 * (rounds + 1),
        round,
        results: { train },
        weights: { numeral: 1 },
        total: loss,
      };
      bodies.push([(round * 30 + epoch) / 8, body]);
    }
    bodies.push([(round + 1) * 3.75, roundEvent(round, rounds)]);
  }
  if (end) {
    const results = {
      train: { numeral: { loss: 0.06, accuracy: 0.998 } },
      test: { numeral: { loss: 0.21, accuracy: 0.947 } },
    };
    const steps = 60 * (rounds + 1);
    bodies.push([
      rounds * 4,
      { kind: 'end', results, epochs: 30 * (rounds + 1), steps, seconds: rounds * 3.75, ...end },
    ]);
  }
  return number(bodies);
}

function number(bodies: readonly (readonly [number, RunEventBody])[]): readonly RunEvent[] {
  return bodies.map(([seconds, body], sequence) => ({ ...body, sequence, time: startTime + seconds * 1000 }));
}

function start(
  { epochs, stepsPerEpoch, title }: RunShape,
  [numeral, morphology]: readonly [string, string],
): StartEvent {
  return {
    kind: 'start',
    version: 1,
    run: '2026-11-23T12-00-00-numerals',
    title: title ?? 'Numerals and their shape',
    pid: 4711,
    engine: 'onnx',
    device: 'cpu',
    threads: 2,
    seed: 7,
    parameters: 84_496,
    epochs,
    stepsPerEpoch,
    rows: { train: 1400, validation: 300, test: 300 },
    tasks: [
      {
        name: numeral,
        target: 'classes(10)',
        loss: 'crossEntropy',
        metrics: [{ name: 'accuracy', better: 'higher' }],
        labelled: { train: 1400, validation: 300, test: 300 },
        classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
      },
      {
        name: morphology,
        target: 'numbers(6)',
        loss: 'mse',
        metrics: [
          { name: 'mse', better: 'lower' },
          { name: 'r2', better: 'higher' },
        ],
        labelled: { train: 1390, validation: 300, test: 298 },
      },
    ],
    weighting: 'uncertainty',
    networks: [],
  };
}

const classLoss = (x: number): number => 0.04 + 2.26 * Math.exp(-x / 1.8);
const numberLoss = (x: number): number => 0.21 + 0.79 * Math.exp(-x / 2.6);
const ripple = (x: number, pitch: number): number =>
  1 + 0.13 * Math.sin(x * pitch * 9) * Math.cos(x * 31 + pitch);

function weightsAt(x: number, numeral: string, morphology: string): Record<string, number> {
  return { [numeral]: 0.5 + 0.09 * x, [morphology]: 0.5 + 0.03 * x };
}

export function totalOf(losses: Record<string, number>, weights: Record<string, number>): number {
  return Object.entries(losses).reduce((sum, [task, loss]) => sum + weights[task]! * loss, 0);
}

function epochEvent({ epochs }: RunShape, epoch: number, numeral: string, morphology: string): EpochEvent {
  const results = partResults(epoch, numeral, morphology, false);
  const weights = weightsAt(epoch - 0.5, numeral, morphology);
  const losses = {
    [numeral]: results.train![numeral]!.loss!,
    [morphology]: results.train![morphology]!.loss!,
  };
  return { kind: 'epoch', epoch, epochs, results, weights, total: totalOf(losses, weights) };
}

function partResults(epoch: number, numeral: string, morphology: string, final: boolean): PartResults {
  const part = (worse: number) => ({
    [numeral]: { loss: classLoss(epoch - 0.5) + worse, accuracy: 1 - (classLoss(epoch) + worse) / 4 },
    [morphology]: {
      loss: numberLoss(epoch - 0.5) + worse,
      mse: numberLoss(epoch) + worse,
      r2: 1 - numberLoss(epoch) - worse,
    },
  });
  return {
    train: part(0),
    validation: part(0.02 + 0.004 * epoch),
    ...(final ? { test: part(0.04 + 0.004 * epoch) } : {}),
  };
}

function roundEvent(round: number, rounds: number): RoundEvent {
  const accepted = round === 0 ? 0 : Math.round(100 * Math.exp(-round / 9));
  const acceptedInAll = Array.from({ length: round }, (_, index) =>
    Math.round(100 * Math.exp(-(index + 1) / 9)),
  );
  const accuracy = (best: number): PartResults => ({
    test: {
      numeral: { loss: 1.1 * Math.exp(-round / 4) + 0.2, accuracy: best - 0.3 * Math.exp(-round / 3) },
    },
  });
  return {
    kind: 'round',
    round,
    rounds,
    task: 'numeral',
    pool: 1280 - acceptedInAll.reduce((sum, count) => sum + count, 0),
    accepted,
    acceptedInAll: acceptedInAll.reduce((sum, count) => sum + count, 0),
    precision: round === 0 ? null : 0.985 - 0.002 * round,
    precisionRows: round === 0 ? 0 : 40 + 11 * round,
    disagreement: 0.21 * Math.exp(-round / 4) + 0.02,
    networks: { byOutline: accuracy(0.82), byProfile: accuracy(0.93), all: accuracy(0.95) },
  };
}
