/** The first event of a log: what is trained, on which rows and where. */
import { basename } from 'node:path';
import type { Plan } from '../../contract/plan';
import {
  parts,
  RUN_LOG_VERSION,
  type DeviceChoice,
  type Part,
  type StartEvent,
} from '../../contract/run-log';
import { lookUp } from '../../catalog';
import { describeArchitecture } from '../../catalog/model/describe-architecture';
import type { Machine } from './checkpoint/origin';
import { countLabelled, countLearnable, countRows } from './rows/label-patterns';
import type { RowStore } from './rows/row-store';
import type { OpenedStream } from './online/open-stream';
import { RowsInMemory } from './rows/rows-in-memory';
import { learningOf, stepsOfRound } from './federated/taking-part';

export interface Engine extends Pick<Machine, 'engine' | 'threads'> {
  readonly device: string;
  readonly choice?: DeviceChoice | undefined;
}

/** `rows` is null where they could not be loaded: nothing is counted then. Those of a `stream` are the first of it. */
export function describeStart(
  folder: string,
  plan: Plan,
  { device, engine, choice, threads }: Engine,
  rows: RowStore | null,
  stream?: StreamSize,
): StartEvent {
  const { train } = plan;
  const { parameters, learning } = describeArchitecture(plan);
  return {
    kind: 'start',
    version: RUN_LOG_VERSION,
    run: basename(folder),
    title: plan.title,
    pid: process.pid,
    engine,
    device,
    ...(choice ? { choice } : {}),
    threads,
    seed: train.seed,
    parameters,
    ...(learning === undefined ? {} : { learning }),
    ...(stream ? { window: stream.window } : {}),
    epochs: stream ? (windowsIn(stream) ?? 0) : epochsOf(plan),
    stepsPerEpoch: rows ? stepsOfEpoch(plan, rows, stream) : 0,
    ...(rows ? { rowsIn: rows.rowsIn } : {}),
    ...(rows && rows.sets.length > 1 ? { data: rows.sets } : {}),
    rows: stream
      ? { train: stream.count ?? 0, validation: 0, test: 0 }
      : byPart((part) => (rows ? countRows(rows.patterns[part]) : 0)),
    tasks: plan.tasks.map((task, index) => describeTask(task, rows, index)),
    weighting: train.weighting.name,
    networks: [...new Set(plan.cotrain.flatMap(({ networks }) => (networks.length > 1 ? networks : [])))],
    ...(train.federated && rows instanceof RowsInMemory ? { participants: learningOf(rows).length } : {}),
  };
}

/** Of all rounds. */
const epochsOf = ({ train, cotrain }: Plan): number =>
  train.federated
    ? train.epochs * (train.federated.args['rounds'] as number)
    : train.epochs * (1 + Math.max(0, ...cotrain.map(({ rounds }) => rounds)));

/** Of participants, who fill up a batch each, as many as are expected to take part. */
function stepsOfEpoch({ train }: Plan, rows: RowStore, stream?: StreamSize): number {
  if (!train.federated || !(rows instanceof RowsInMemory))
    return Math.ceil((stream?.window ?? countLearnable(rows.patterns.train)) / train.batch);
  const fraction = train.federated.args['fraction'] as number;
  return Math.ceil((stepsOfRound({ train }, learningOf(rows)) * fraction) / train.epochs);
}

/** Rows of a window, and of the whole stream where that is known. */
type StreamSize = Pick<OpenedStream, 'window' | 'count'>;

const windowsIn = ({ window, count }: StreamSize): number | null =>
  count === null ? null : Math.ceil(count / window);

/** A stream without an end is taken for one of so many windows where its length matters. */
const manyWindows = 1000;

/** Steps of all epochs and rounds, or of all windows. */
export const stepsOf = (plan: Plan, rows: RowStore, stream?: StreamSize): number =>
  (stream ? (windowsIn(stream) ?? manyWindows) : epochsOf(plan)) * stepsOfEpoch(plan, rows, stream);

function describeTask(
  { name, target, loss, metrics }: Plan['tasks'][number],
  rows: RowStore | null,
  index: number,
): StartEvent['tasks'][number] {
  const classes = rows?.tasks[index]!.classes;
  return {
    name,
    target: target.name,
    loss: loss.name,
    metrics: metrics.map((metric) => ({
      name: metric.name,
      better: lookUp('metrics', metric.name)?.better ?? 'lower',
    })),
    labelled: byPart((part) => (rows ? countLabelled(rows.patterns[part], index) : 0)),
    ...(classes ? { classes } : {}),
  };
}

const byPart = (value: (part: Part) => number): { readonly [part in Part]: number } =>
  Object.fromEntries(parts.map((part) => [part, value(part)])) as { readonly [part in Part]: number };
