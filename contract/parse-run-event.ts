/** Recognises run-log events and messages that arrive from a file or another process. */
import {
  hasFields,
  isCount,
  isNumber,
  isObject,
  isText,
  listOf,
  nullable,
  oneOf,
  optional,
  recordOf,
  type Check,
  type Fields,
} from './checks';
import { isProblem } from './parse-problem';
import {
  parts,
  RUN_LOG_VERSION,
  type ControlMessage,
  type DeviceChoice,
  type DeviceMessage,
  type DeviceTrial,
  type FederatedEvent,
  type ForEach,
  type GradientCosine,
  type MetricHeading,
  type PartResults,
  type RunEvent,
  type RunEventBody,
  type StartEvent,
} from './run-log';

/** The event, or undefined when `value` is none: of a kind unknown to this version, or with a field missing or of another type. */
export function parseRunEvent(value: unknown): RunEvent | undefined {
  if (!isObject(value) || !isKind(value['kind'])) return undefined;
  const whole = isCount(value['sequence']) && isNumber(value['time']) && events[value['kind']](value);
  return whole ? (value as unknown as RunEvent) : undefined;
}

export function parseControlMessage(value: unknown): ControlMessage | undefined {
  const kinds = { stop: true, checkpoint: true } satisfies Record<ControlMessage['kind'], true>;
  return isObject(value) && typeof value['kind'] === 'string' && Object.hasOwn(kinds, value['kind'])
    ? (value as ControlMessage)
    : undefined;
}

export function parseDeviceMessage(value: unknown): DeviceMessage | undefined {
  return isDeviceMessage(value) ? (value as DeviceMessage) : undefined;
}

const isDeviceMessage = hasFields<DeviceMessage>({ kind: oneOf('device'), device: isText });

/** Whether this version knows events of the kind at all. */
export function isKind(kind: unknown): kind is RunEventBody['kind'] {
  return typeof kind === 'string' && Object.hasOwn(events, kind);
}

type EventOf<K extends RunEventBody['kind']> = Extract<RunEventBody, { readonly kind: K }>;

const event = <K extends RunEventBody['kind']>(fields: Fields<Omit<EventOf<K>, 'kind'>>): Check =>
  hasFields(fields);

const results = recordOf(recordOf(nullable(isNumber)));
const partResults = hasFields<PartResults>({
  train: optional(results),
  validation: optional(results),
  test: optional(results),
});
const partCounts = hasFields<StartEvent['rows']>({ train: isCount, validation: isCount, test: isCount });

const isPair: Check = (value) => Array.isArray(value) && value.length === 2 && value.every(isText);
const cosines = listOf(
  hasFields<GradientCosine>({
    tasks: isPair,
    cosine: nullable((value) => isNumber(value) && Math.abs(value as number) <= 1),
  }),
);

export const isDeviceTrial = hasFields<DeviceTrial>({
  device: isText,
  start: optional(isNumber),
  step: optional(isNumber),
  problem: optional(isProblem),
});

const isForEach = hasFields<ForEach>({
  mean: isNumber,
  worst: hasFields<ForEach['worst']>({ participant: isText, value: isNumber }),
});

const events: { readonly [K in RunEventBody['kind']]: Check } = {
  start: event<'start'>({
    version: oneOf(RUN_LOG_VERSION),
    run: isText,
    title: isText,
    pid: isCount,
    engine: isText,
    device: isText,
    choice: optional(
      hasFields<DeviceChoice>({
        from: oneOf('experiment', 'measurement', 'memory', 'fallback'),
        tried: listOf(isDeviceTrial),
      }),
    ),
    threads: isCount,
    seed: isNumber,
    parameters: isCount,
    learning: optional(isCount),
    window: optional(isCount),
    epochs: isCount,
    stepsPerEpoch: isCount,
    rows: partCounts,
    data: optional(
      listOf(hasFields<NonNullable<StartEvent['data']>[number]>({ name: isText, rows: partCounts })),
    ),
    rowsIn: optional(oneOf('memory', 'disk')),
    tasks: listOf(
      hasFields<StartEvent['tasks'][number]>({
        name: isText,
        target: isText,
        loss: isText,
        metrics: listOf(hasFields<MetricHeading>({ name: isText, better: oneOf('higher', 'lower') })),
        labelled: partCounts,
        classes: optional(listOf(isText)),
      }),
    ),
    weighting: isText,
    participants: optional(isCount),
    networks: listOf(isText),
  }),
  progress: event<'progress'>({
    epoch: isCount,
    step: isCount,
    steps: isCount,
    losses: recordOf(nullable(isNumber)),
    weights: recordOf(isNumber),
    total: isNumber,
    rate: isNumber,
    rowsPerSecond: isNumber,
    secondsLeft: isNumber,
    cosines: optional(cosines),
  }),
  epoch: event<'epoch'>({
    epoch: isCount,
    epochs: isCount,
    round: optional(isCount),
    window: optional(hasFields<NonNullable<EventOf<'epoch'>['window']>>({ rows: isCount, skipped: isCount })),
    results: partResults,
    weights: recordOf(isNumber),
    total: isNumber,
    cosines: optional(cosines),
  }),
  drift: event<'drift'>({
    task: isText,
    row: isCount,
    since: isCount,
    window: isCount,
    before: isNumber,
    after: isNumber,
  }),
  round: event<'round'>({
    round: isCount,
    rounds: isCount,
    task: isText,
    pool: isCount,
    accepted: isCount,
    acceptedInAll: isCount,
    precision: nullable(isNumber),
    precisionRows: isCount,
    disagreement: isNumber,
    networks: recordOf(partResults),
    shares: optional(recordOf(isNumber)),
  }),
  federated: event<'federated'>({
    round: isCount,
    rounds: isCount,
    participants: isCount,
    chosen: isCount,
    length: nullable(isNumber),
    each: optional(
      hasFields<NonNullable<FederatedEvent['each']>>({
        part: oneOf(...parts),
        results: recordOf(recordOf(isForEach)),
      }),
    ),
    privacy: optional(
      hasFields<NonNullable<FederatedEvent['privacy']>>({
        epsilon: nullable(isNumber),
        delta: isNumber,
        shortened: isCount,
      }),
    ),
  }),
  checkpoint: event<'checkpoint'>({ file: isText, step: isCount }),
  resume: event<'resume'>({
    pid: isCount,
    device: optional(isText),
    epoch: isCount,
    step: isCount,
    seconds: isNumber,
  }),
  notice: event<'notice'>({ problem: isProblem }),
  end: event<'end'>({
    status: oneOf('completed', 'stopped', 'failed'),
    results: partResults,
    epochs: isCount,
    steps: isCount,
    seconds: isNumber,
    problem: optional(isProblem),
  }),
};
