/** `train`: optimizer, weighting, batches, stopping, device. Everything has a default. */
import { deviceDocs } from '../../../../contract/devices';
import type { Call, StopPlan, TrainPlan } from '../../../../contract/plan';
import type { Position, Problem } from '../../../../contract/problem';
import type { TableSchema } from '../../../../contract/schema';
import type { SplitPlan } from '../../../../contract/plan';
import { listed, text } from '../../../../contract/text';
import type { CatalogKind } from '../grammar/forms';
import { batchTooLarge } from '../problems/data';
import { wordUnknown } from '../problems/names';
import { metricNotMeasured, stopWithoutValidation, valueOfOtherForm } from '../problems/values';
import { nearestName } from '../../../../contract/nearest-name';
import { isMissing, type BlockDeclaration, type PropertyNode, type Span, type Value } from '../syntax/nodes';
import type { CheckContext } from './context';
import { defaultCall } from './default-call';
import { insertDeclaration, prependEntry } from '../edits/inserting';
import { isFedBy } from './feeding';
import { findName } from './find-name';
import { inserting, replacing } from './repairs';
import { widenValidation } from './widen-validation';
import type { Move } from './move';
import { readEntries } from './properties';
import { recall, type Check } from './recall';
import { readCall } from './read-call';
import { readLanguageCall } from './read-language-call';
import { readNumber } from './read-property';
import { readSampling } from './read-sampling';
import { readWeighting } from './read-weighting';
import type { Checked } from './checked-all';
import type { CheckedTask } from './checked-task';

/** The rows that training draws from. */
export interface TrainingRows {
  readonly sets: readonly RowsOfSet[];
  /** The only data set that they come from; null where there are several, or where a fault may hide another one. */
  readonly only: string | null;
}

/** Those of a data set, where they are known. */
interface RowsOfSet {
  readonly data: string;
  readonly schema: TableSchema | null;
  readonly split: SplitPlan | null;
  /** Where the data is declared. */
  readonly span: Span;
}

export interface CheckedTrain {
  /** Null where a part of it was not understood. */
  readonly plan: TrainPlan | null;
}

/** Without a declaration all is as it usually is. */
export function checkTrain(
  context: CheckContext,
  declaration: BlockDeclaration<'train'> | null,
  tasks: Checked<CheckedTask>,
  rows: TrainingRows,
): CheckedTrain {
  if (!declaration) return { plan: readTrain(context, null, tasks, rows) };
  const check: Check<{ declaration: BlockDeclaration<'train'>; name: null }, CheckedTrain> = {
    find: (watched) => ({ plan: readTrain(watched, declaration, tasks, rows) }),
    meaning: () => '',
    move: (_, found, move) => new MovedTrain(found, move),
  };
  const ofData = rows.sets.map(
    ({ data, schema, split }) => `${data} ${context.memory?.numberOf(schema)} ${JSON.stringify(split)}`,
  );
  const beside = `${tasks.size} ${rows.only} ${ofData.join(' ')}`;
  return recall(context, { declaration, name: null }, check, beside);
}

/** The same where it stands now. */
class MovedTrain implements CheckedTrain {
  readonly #found: CheckedTrain;
  readonly #move: Move;

  constructor(found: CheckedTrain, move: Move) {
    this.#found = found;
    this.#move = move;
  }

  get plan(): TrainPlan | null {
    return this.#move.plan(this.#found.plan);
  }
}

/** Looks at a value of a sweep as if it stood in `train`: what is wrong with it there is reported where it stands, and nothing else. */
export function checkInTrain(
  context: CheckContext,
  declaration: BlockDeclaration<'train'> | null,
  tasks: Checked<CheckedTask>,
  rows: TrainingRows,
  level: { readonly name: string; readonly value: Value },
): void {
  const { start, end } = context.tree.lines.rangeOf(level.value);
  const isInside = ({ range }: Problem): boolean =>
    range !== undefined && !isBefore(range.start, start) && !isBefore(end, range.end);
  const report = (problem: Problem): void => {
    if (isInside(problem)) context.report(problem);
  };
  readTrain({ ...context, report }, declaration, tasks, rows, level);
}

const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);

function readTrain(
  context: CheckContext,
  declaration: BlockDeclaration<'train'> | null,
  tasks: Checked<CheckedTask>,
  rows: TrainingRows,
  level?: { readonly name: string; readonly value: Value },
): TrainPlan | null {
  const properties = declaration
    ? readEntries(context, declaration).properties
    : new Map<string, PropertyNode>();
  const valueOf = (name: string): Value | undefined => {
    if (name === level?.name) return level.value;
    const setting = context.settings.find((candidate) => candidate.name === name);
    const isOwn = context.symbols.find(name)?.kind !== 'let';
    return setting && isOwn ? setting.value : properties.get(name)?.value;
  };
  const readOr = (kind: CatalogKind, name: string, fallback: string): Call | null => {
    const value = valueOf(name);
    if (!value) return defaultCall(kind, fallback);
    const read = readCall(context, kind, value);
    return read?.whole ? read.call : null;
  };
  /** Undefined where it is not written; null where it was not understood. */
  const readOptional = (kind: CatalogKind, name: string): Call | undefined | null => {
    const value = valueOf(name);
    if (!value) return undefined;
    const read = readCall(context, kind, value);
    return read?.whole ? read.call : null;
  };
  const numberOf = (name: string): number | null => readNumber(context, 'train', name, valueOf(name));
  const optimizer = readOr('optimizer', 'optimizer', 'adam');
  const schedule = readOr('schedule', 'schedule', 'constant');
  const clip = readOptional('clipping', 'clip');
  const written = (name: string): PropertyNode | undefined =>
    level?.name === name ? undefined : properties.get(name);
  const weighting = readWeighting(context, valueOf('weighting'), tasks, written('weighting'));
  const modeValue = valueOf('mode');
  const mode = modeValue && readCall(context, 'mode', modeValue);
  const sampling = readSampling(context, valueOf('sampling'), rows.only, written('sampling'));
  const federated = readOptional('federation', 'federated');
  const privacy = readOptional('privacy', 'privacy');
  const batch = numberOf('batch');
  const epochs = numberOf('epochs');
  const seed = numberOf('seed');
  const device = readDevice(context, valueOf('device'));
  const stopValue = valueOf('stop');
  const stop = stopValue ? readStop(context, stopValue, tasks, rows) : null;
  // Over a stream there are no parts, and a batch fits in a window.
  if (batch !== null && !modeValue) checkBatch(context, batch, valueOf('batch'), declaration, rows);
  if (!optimizer || !schedule || !weighting || batch === null || epochs === null || seed === null)
    return null;
  if (device === null || (stopValue && !stop) || (modeValue && !mode?.whole)) return null;
  if (clip === null || sampling === null || federated === null || privacy === null) return null;
  const clipped = clip ? { clip } : {};
  const sampled = sampling ? { sampling } : {};
  const streamed = mode ? { mode: mode.call } : {};
  const apart = { ...(federated ? { federated } : {}), ...(privacy ? { privacy } : {}) };
  return {
    optimizer,
    schedule,
    ...clipped,
    weighting,
    ...sampled,
    ...streamed,
    ...apart,
    batch,
    epochs,
    stop,
    seed,
    device,
  };
}

const deviceNames = Object.keys(deviceDocs);

function readDevice(context: CheckContext, value: Value | undefined): string | null {
  if (!value) return 'auto';
  const resolved = context.resolve(value);
  if (!resolved) return null;
  if (resolved.kind !== 'word') {
    const remedy = text('Write one of {names}.', { names: listed(deviceNames) });
    const meant = nearestName(resolved.kind === 'string' ? resolved.value : '', deviceNames) ?? 'auto';
    const fixes = replacing(context, value, meant);
    context.report(valueOfOtherForm(context.where(value), text('A device is expected here.'), remedy, fixes));
    return null;
  }
  const { text: name } = resolved.name;
  if (deviceNames.includes(name)) return name;
  const nearest = nearestName(name, deviceNames);
  const range = context.rangeOf(value);
  context.report(wordUnknown(context.where(value), name, 'device', nearest, deviceNames, range));
  return null;
}

function readStop(
  context: CheckContext,
  value: Value,
  tasks: Checked<CheckedTask>,
  rows: TrainingRows,
): StopPlan | null {
  const call = readLanguageCall(context, 'train', 'stop', value);
  if (!call?.watch) return null;
  const { object, member } = call.watch;
  const symbol = findName(context, object, ['task']);
  const task = symbol && tasks.get(symbol.name);
  if (!task || isMissing(member)) return null;
  const measured = [...task.metrics, 'loss'];
  if (task.plan && !measured.includes(member.text)) {
    const range = context.rangeOf(member);
    context.report(metricNotMeasured(context.where(member), member.text, symbol.name, measured, range));
    return null;
  }
  const own = rows.sets.filter(({ data }) => isFedBy(task.taken, data));
  if (own.length > 0 && own.every(({ split }) => split?.by === 'fractions' && split.fractions[1] === 0)) {
    const fixes = own.slice(0, 3).flatMap(({ split, span }) => widenValidation(context, split, span));
    context.report(stopWithoutValidation(context.where(value), fixes));
    return null;
  }
  const patience = call.args['patience'] as number;
  return { name: 'plateau', watch: { task: symbol.name, metric: member.text }, patience };
}

/** Shares are rounded when rows are drawn, so that only what is too large in any case is reported. */
function checkBatch(
  context: CheckContext,
  batch: number,
  value: Value | undefined,
  declaration: BlockDeclaration<'train'> | null,
  rows: TrainingRows,
): void {
  let most = 0;
  for (const { schema, split } of rows.sets) {
    if (!schema || split?.by !== 'fractions') return;
    most += Math.ceil(schema.rows * split.fractions[0] - 1e-9);
  }
  const [first] = rows.sets;
  if (!first || batch <= most) return;
  const entry = `batch: ${most}`;
  const { tree } = context;
  const fixes = value
    ? replacing(context, value, String(most))
    : inserting(
        context,
        declaration
          ? prependEntry(tree, declaration, declaration.block, entry)
          : insertDeclaration(tree, null, `train {\n  ${entry}\n}`),
        entry,
      );
  const span = value ?? declaration?.keyword ?? first.span;
  context.report(batchTooLarge(context.where(span), batch, most, fixes));
}
