/** Tasks: what they predict and from what, their private layers, loss and metrics. */
import { countClasses } from '../../../../catalog/common/class-weights';
import { isMisfit, type Misfit, type Scope } from '../../../../catalog/declaration';
import { applyOutput } from '../../../../catalog/model/apply-output';
import { scopeFor, type Flow } from '../../../../catalog/model/flow';
import type { Call, TaskPlan } from '../../../../contract/plan';
import { text } from '../../../../contract/text';
import type { Tensor } from '../../../../graph/tensor';
import { featuresMisfit } from '../problems/shapes';
import { foundationsMixed } from '../problems/composition';
import { argumentMisfit, lossMisfit, lossRequires, weightsAllZero } from '../problems/values';
import type { DeclaredSymbol } from '../resolve/symbols';
import { namesUsedIn } from '../resolve/uses';
import { fitted } from '../syntax/fitted';
import type { BlockDeclaration, Value } from '../syntax/nodes';
import { readFoundations } from './blocks';
import { namesFitting } from './catalog-names';
import type { Fix } from '../../../../contract/problem';
import { followEntry, insertArgument, prependEntry } from '../edits/inserting';
import { ColumnSet } from './column-sets';
import { defaultCall } from './default-call';
import { MovedTask, type CheckedTask, type Foundations } from './checked-task';
import type { Check } from './recall';
import type { CheckContext } from './context';
import { reportUnjoined } from './joins';
import { checkLayers, type CheckedLayers } from './layers';
import { readMetrics } from './metrics';
import { targetExample } from './own-examples';
import { readEntries } from './properties';
import { droppingItem, inserting, replacing } from './repairs';
import { readCall, type ReadCall } from './read-call';
import { readNumber } from './read-property';
import { countIn, createShapeScope, nodeShapeOf } from './shape-scope';
import { readTarget, type CheckedTarget } from './target';
import { usesOf } from './uses-of';

export const taskCheck = (
  { symbols }: CheckContext,
  below: Foundations,
): Check<DeclaredSymbol, CheckedTask> => ({
  find: (context, symbol) => findTask(context, symbol, below),
  // What `train` may watch, and on which rows.
  meaning: ({ metrics, plan, taken }) =>
    `${plan ? 'whole' : 'broken'} ${metrics.join(' ')} of ${taken.map(({ data }) => data).join(' ')}`,
  move: (symbol, found, move) => new MovedTask(symbols, symbol, found, below.data, move),
});

function findTask(context: CheckContext, symbol: DeclaredSymbol, below: Foundations): CheckedTask {
  const declaration = symbol.declaration as BlockDeclaration<'task'>;
  const { properties, layers } = readEntries(context, declaration, { predict: () => targetExample(below) });
  const on = readFoundations(context, declaration);
  const predict = properties.get('predict')?.value;
  const target = predict ? readTarget(context, predict, below) : null;
  const loss = readLoss(context, properties.get('loss')?.value, target, predict);
  const metrics = readMetrics(context, properties.get('metrics')?.value, target);
  const weight = readNumber(context, 'task', 'weight', properties.get('weight')?.value);

  const flowOf = ({ name }: DeclaredSymbol): Flow | null =>
    below.inputs.get(name)?.flow ?? below.blocks.get(name)?.flow ?? null;
  const heads = headsOf(context, declaration, on, flowOf);
  let whole = heads !== null && heads.length > 0 && on.length === declaration.on.length;
  let calls: TaskPlan['layers'] = [];
  for (const head of heads ?? []) {
    const inputs = head.map(flowOf);
    const checked = checkLayers(
      context,
      layers,
      inputs,
      head.map(({ name }) => name),
    );
    calls = checked.calls;
    whole &&= checked.whole;
    whole &&= target !== null && checkOutput(context, checked, target, declaration);
  }
  if (heads === null || heads.length === 0) checkLayers(context, layers, [null], []);

  const plan: TaskPlan | null =
    whole && target?.plan && loss && metrics && weight !== null
      ? {
          name: symbol.name,
          on: on.map(({ name }) => name),
          layers: calls,
          ...target.plan,
          loss,
          metrics,
          weight,
          ...context.at(declaration),
        }
      : null;
  const taken = fitted(
    (target?.sources?.all ?? []).map((columns) => new ColumnSet(columns, target!.declaration.reads)),
  );
  return { symbol, plan, on, target, taken, metrics: metrics?.map(({ name }) => name) ?? [] };
}

/** Several networks get a head each; anything else comes together in one. Null when that was reported. */
function headsOf(
  context: CheckContext,
  declaration: BlockDeclaration<'task'>,
  on: readonly DeclaredSymbol[],
  flowOf: (symbol: DeclaredSymbol) => Flow | null,
): readonly (readonly DeclaredSymbol[])[] | null {
  const networks = on.filter(({ kind }) => kind === 'network');
  if (networks.length <= 1 && on.length <= 1) return on.length === 0 ? [] : [on];
  if (networks.length === on.length) return networks.map((network) => [network]);
  if (networks.length > 0) {
    const others = on.filter(({ kind }) => kind !== 'network').map(({ name }) => name);
    const [first, last] = [declaration.on[0]!, declaration.on.at(-1)!];
    const kept = networks.map(({ name }) => name).join(', ');
    const written = { from: first.from, to: last.to };
    const fixes = replacing(context, written, ...namesOfNetworksFor(context, on), kept);
    const { where } = context;
    context.report(foundationsMixed(where(declaration.name ?? declaration.keyword), others, fixes));
    return null;
  }
  if (declaration.block.entries.some((entry) => entry.kind === 'layer')) return [on];
  reportUnjoined(
    context,
    declaration,
    on.map(flowOf),
    on.map(({ name }) => name),
  );
  return null;
}

/** Each of `on` that is no network by the one that stands on it and that nothing uses yet; none where one has no such network. */
function namesOfNetworksFor(context: CheckContext, on: readonly DeclaredSymbol[]): readonly string[] {
  const uses = usesOf(context);
  const free = context.symbols.ofKind('network').filter(({ name }) => !uses.isName(name));
  const names = on.map(({ kind, name }) =>
    kind === 'network'
      ? name
      : free.find((network) => namesUsedIn(network.declaration).names.includes(name))?.name,
  );
  return names.includes(undefined) ? [] : [[...new Set(names)].join(', ')];
}

/** The output layer follows from the target and needs features in a row; its shape is that of the task. */
function checkOutput(
  context: CheckContext,
  checked: CheckedLayers,
  target: CheckedTarget,
  declaration: BlockDeclaration<'task'>,
): boolean {
  const { flow } = checked;
  if (!flow || !target.call || !target.sources || target.output === null) return false;
  const scope = createShapeScope();
  const columns = target.sources.width;
  const { call } = target;
  const build = (own: Scope) => applyOutput(call, columns, [flow.tensor], scopeFor([flow], own));
  const output = build(scope);
  if (isMisfit(output)) {
    const last = declaration.block.entries.findLast((entry) => entry.kind === 'layer');
    const where = context.where(last ?? declaration.name ?? declaration.keyword);
    const { misfit, remedy, insert: layer } = output;
    const edit =
      layer &&
      (last
        ? followEntry(context.tree, last, layer)
        : prependEntry(context.tree, declaration, declaration.block, layer));
    context.report(featuresMisfit(where, misfit, remedy, edit ? inserting(context, edit, layer) : []));
    return false;
  }
  const parameters = checked.parameters + scope.countParameters();
  const multiplyAdds = (): number => checked.multiplyAdds() + countIn((own) => layerOf(build(own)), [flow]);
  context.shapes.set(declaration, nodeShapeOf(output.layer, parameters, multiplyAdds));
  return true;
}

const layerOf = (output: ReturnType<typeof applyOutput>): Tensor | Misfit =>
  isMisfit(output) ? output : output.layer;

function readLoss(
  context: CheckContext,
  value: Value | undefined,
  target: CheckedTarget | null,
  predict: Value | undefined,
): Call | null {
  if (!value) return target ? defaultCall('loss', target.declaration.defaultLoss) : null;
  const read = readCall(context, 'loss', value);
  if (!read) return null;
  const name = target?.declaration.name;
  if (name && !read.declaration.fits.includes(name)) {
    const fitting = namesFitting('loss', name);
    context.report(lossMisfit(context.where(value), read.call.name, name, fitting, context.rangeOf(value)));
    return null;
  }
  const required =
    target?.call &&
    Object.entries(read.declaration.requires ?? {}).find(
      ([parameter, word]) => target.call!.args[parameter] !== word,
    );
  if (required) {
    const [parameter, word] = required;
    const use = `${target.call!.name}(${parameter}: ${word})`;
    const fixes = givingTarget(context, predict, parameter, word);
    context.report(lossRequires(context.where(value), read.call.name, use, fixes));
    return null;
  }
  return read.whole && weightsFit(context, read, target, value) ? read.call : null;
}

/** Whether weights of classes are as many as there are classes. How many those are may not be known yet. */
function weightsFit(
  context: CheckContext,
  { declaration, call }: ReadCall<'loss'>,
  target: CheckedTarget | null,
  value: Value,
): boolean {
  const weights = declaration.weighs && call.args[declaration.weighs];
  if (!weights || weights === 'equal' || !target?.call || !target.sources) return true;
  const columns = target.sources.width;
  const classes = countClasses(target.declaration, target.call.args, columns);
  const written = context.resolve(value);
  const argument =
    written?.kind === 'call' && written.args.find(({ name }) => name?.text === declaration.weighs);
  const where = context.where(argument ? argument.value : value);
  const { name } = target.declaration;
  if (classes === null && target.declaration.reads === 'truth') {
    const misfit = text('A row of `{name}` has no single class that could be weighed.', { name });
    context.report(
      argumentMisfit(
        where,
        misfit,
        text('Leave `{weights}` out.', { weights: declaration.weighs }),
        argument ? droppingItem(context, argument) : [],
      ),
    );
    return false;
  }
  if (classes === null || !Array.isArray(weights)) return true;
  const fixes = argument ? replacing(context, argument.value, 'balanced') : [];
  if (weights.length === classes) {
    if (weights.some((weight) => weight !== 0)) return true;
    context.report(weightsAllZero(where, call.name, fixes));
    return false;
  }
  const counts = { weights: weights.length, classes };
  const misfit = text(
    'The list has {weights} {weights|weight|weights}, but there are {classes} classes.',
    counts,
  );
  context.report(argumentMisfit(where, misfit, text('Write a number for each class, or `balanced`.'), fixes));
  return false;
}

/** The argument goes into the type that the columns are predicted as. */
function givingTarget(
  context: CheckContext,
  predict: Value | undefined,
  parameter: string,
  word: string,
): readonly Fix[] {
  const type = predict?.kind === 'as' ? predict.type : undefined;
  if (type?.kind !== 'word' && type?.kind !== 'call') return [];
  const args = type.kind === 'call' ? type.args : [];
  const given = args.find(({ name }) => name?.text === parameter);
  if (given) return replacing(context, given.value, word);
  // Named, since those before it may be left out.
  const place = { name: parameter, index: -1 };
  const edit = insertArgument(context.tree, type.name, args, place, word);
  return inserting(context, edit, `${parameter}: ${word}`);
}
