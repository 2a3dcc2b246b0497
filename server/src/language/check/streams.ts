/** What goes with rows that come once and in their order, and with files that are followed. */
import { lookUp } from '../../../../catalog';
import { followedEndings } from '../../../../contract/data-files';
import type { Call, SourceForm, TrainPlan } from '../../../../contract/plan';
import type { Fix } from '../../../../contract/problem';
import { text, type Text } from '../../../../contract/text';
import { appendEntry, insertDeclaration } from '../edits/inserting';
import { notAvailableYet } from '../problems/names';
import {
  cannotFollow,
  followWithoutMode,
  idleInStream,
  notInStream,
  scheduleNeedsEnd,
  streamOfSeveral,
  windowBelowBatch,
} from '../problems/streams';
import { none } from '../syntax/fitted';
import type { BlockDeclaration, PropertyNode } from '../syntax/nodes';
import { namesOf } from './catalog-names';
import type { CheckContext } from './context';
import type { CheckedData } from './data';
import { droppingDeclaration, droppingEntry, inserting, replacing } from './repairs';

/** Whether `train` says how rows are gone through. */
export const isStreamed = ({ symbols, tree, settings }: CheckContext): boolean =>
  settings.some(({ name }) => name === 'mode') ||
  (symbols.names.nameless.get('train') ?? none).some(
    (place) => entryOf(tree.file.declarations[place] as BlockDeclaration, 'mode') !== undefined,
  );

/** Comes after data and `train`, and is asked anew in each text. */
export function checkStreams(
  context: CheckContext,
  declaration: BlockDeclaration<'train'> | null,
  plan: TrainPlan | null,
  used: readonly CheckedData[],
): void {
  const followed = used.filter((data) => data.plan?.follow);
  for (const data of followed) checkFollowed(context, data);
  const [sweep] = context.symbols.names.nameless.get('sweep') ?? none;
  if (sweep !== undefined) for (const data of followed) reportSweep(context, data);
  if (!plan?.mode) {
    if (isStreamed(context)) return;
    for (const data of followed) reportNoMode(context, declaration, data);
    return;
  }
  const mode = entryOf(declaration, 'mode');
  const dropMode = mode ? droppingEntry(context, mode) : [];
  reportIdle(context, declaration, used);
  reportRepeating(context, declaration, dropMode);
  checkWindow(context, declaration, plan, plan.mode);
  for (const { symbol, plan: data } of used) {
    const source = data?.form && entryOf(symbol.declaration as BlockDeclaration, 'source');
    if (source) reportFiles(context, source, data.form!, dropMode);
  }
  if (used.length > 1 && mode) {
    const names = used.map(({ symbol }) => symbol.name);
    context.report(streamOfSeveral(context.where(mode.value), names, dropMode));
  }
  const schedule = entryOf(declaration, 'schedule');
  if (followed.length > 0 && schedule && lookUp('schedules', plan.schedule.name)?.needsEnd) {
    const others = namesOf('schedule').filter((name) => !lookUp('schedules', name)?.needsEnd);
    const fixes = [
      ...replacing(context, schedule.value, ...others.filter((name) => hasDefaults(name)).slice(0, 3)),
      ...droppingEntry(context, schedule),
    ];
    context.report(scheduleNeedsEnd(context.where(schedule.value), plan.schedule.name, fixes));
  }
}

const hasDefaults = (schedule: string): boolean =>
  Object.values(lookUp('schedules', schedule)?.params ?? {}).every(
    (parameter) => parameter.default !== undefined,
  );

function entryOf(declaration: BlockDeclaration | null, name: string): PropertyNode | undefined {
  const entry = declaration?.block.entries.find(
    (each) => each.kind === 'property' && each.name.text === name,
  );
  return entry?.kind === 'property' ? entry : undefined;
}

function checkFollowed(context: CheckContext, { symbol, plan }: CheckedData): void {
  const declaration = symbol.declaration as BlockDeclaration<'data'>;
  const follow = entryOf(declaration, 'follow');
  const reason = plan && whyNot(plan);
  if (!follow || !reason) return;
  const query = entryOf(declaration, 'query');
  const fixes = [
    ...(plan.query !== null && query ? droppingEntry(context, query) : []),
    ...droppingEntry(context, follow),
  ];
  context.report(cannotFollow(context.where(follow), reason, fixes));
}

function reportFiles(
  context: CheckContext,
  { value }: PropertyNode,
  { kind }: SourceForm,
  dropMode: readonly Fix[],
): void {
  const remedy = text('Read the rows of a stream from a table, or remove `mode`.');
  context.report(notAvailableYet(context.where(value), `${kind}(…) with mode`, dropMode, remedy));
}

function reportSweep(context: CheckContext, { symbol }: CheckedData): void {
  const follow = entryOf(symbol.declaration as BlockDeclaration, 'follow');
  const reason = text('a sweep trains one run after the other, and a run over it has no end');
  if (follow) context.report(cannotFollow(context.where(follow), reason, droppingEntry(context, follow)));
}

function whyNot({ source, form, query }: NonNullable<CheckedData['plan']>): Text | undefined {
  if (form) return text('it names more than one file');
  const [file = '', ...others] = source;
  if (others.length > 0 || /[*?]/.test(file)) return text('it names more than one file');
  const ending = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
  if (!followedEndings.includes(ending))
    return text('files that end in `{ending}` do not grow by lines', { ending });
  return query === null ? undefined : text('a query is answered from all rows, and they are never all there');
}

function reportNoMode(
  context: CheckContext,
  declaration: BlockDeclaration<'train'> | null,
  { symbol }: CheckedData,
): void {
  const follow = entryOf(symbol.declaration as BlockDeclaration, 'follow');
  if (!follow) return;
  const { example } = lookUp('modes', namesOf('mode')[0]!)!;
  const entry = `mode: ${example}`;
  const { tree } = context;
  // Over a stream epochs say nothing.
  const epochs = entryOf(declaration, 'epochs');
  const edit = epochs
    ? { from: epochs.from, to: epochs.to, newText: entry }
    : declaration
      ? appendEntry(tree, declaration, declaration.block, entry)
      : insertDeclaration(tree, null, `train {\n  ${entry}\n}`);
  const fixes = [...inserting(context, edit, entry), ...droppingEntry(context, follow)];
  context.report(followWithoutMode(context.where(follow), symbol.name, fixes));
}

/** Of `train` and of `data`: what is about going over rows again, and about parts of them. */
function reportIdle(
  context: CheckContext,
  declaration: BlockDeclaration<'train'> | null,
  used: readonly CheckedData[],
): void {
  const ofData = used.flatMap(({ symbol }) =>
    ['split', 'stratify', 'group'].map((name) => entryOf(symbol.declaration as BlockDeclaration, name)),
  );
  for (const entry of [entryOf(declaration, 'epochs'), ...ofData])
    if (entry)
      context.report(idleInStream(context.where(entry), entry.name.text, droppingEntry(context, entry)));
}

function reportRepeating(
  context: CheckContext,
  declaration: BlockDeclaration<'train'> | null,
  dropMode: readonly Fix[],
): void {
  for (const name of ['stop', 'federated']) {
    const entry = entryOf(declaration, name);
    const fixes = entry ? [...droppingEntry(context, entry), ...dropMode] : [];
    if (entry) context.report(notInStream(context.where(entry), name, fixes));
  }
  const { symbols, tree } = context;
  for (const place of symbols.names.nameless.get('cotrain') ?? none) {
    const pair = tree.file.declarations[place]!;
    const fixes = [...dropMode, ...droppingDeclaration(context, pair)];
    context.report(notInStream(context.where(pair.keyword), 'cotrain', fixes));
  }
}

function checkWindow(
  context: CheckContext,
  declaration: BlockDeclaration<'train'> | null,
  { batch }: TrainPlan,
  { name, args }: Call,
): void {
  const window = lookUp('modes', name)!.window(args as never);
  if (window >= batch) return;
  const written = entryOf(declaration, 'batch');
  const mode = entryOf(declaration, 'mode');
  const { tree } = context;
  const entry = `batch: ${window}`;
  const fixes = written
    ? replacing(context, written.value, String(window))
    : declaration
      ? inserting(context, appendEntry(tree, declaration, declaration.block, entry), entry)
      : [];
  const span = mode?.value ?? declaration?.keyword;
  if (span) context.report(windowBelowBatch(context.where(span), window, batch, fixes));
}
