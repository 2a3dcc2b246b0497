/** Co-training: which networks teach each other which task, and how. */
import type { CotrainPlan } from '../../../../contract/plan';
import type { Fix } from '../../../../contract/problem';
import { notAvailableYet } from '../problems/names';
import {
  foundationTwice,
  networksTooFew,
  networkTaughtTwice,
  taskNotOnNetwork,
} from '../problems/composition';
import type { BlockDeclaration, Value, WordValue } from '../syntax/nodes';
import { text } from '../../../../contract/text';
import { valueOfOtherForm } from '../problems/values';
import { declarationNamed, namesOf } from './catalog-names';
import type { CheckContext } from './context';
import { defaultCall } from './default-call';
import { removeDeclaration } from '../edits/removing';
import { readExchange } from './exchanges';
import { findName } from './find-name';
import { dropping, droppingDeclaration, editing, inserting, replacing } from './repairs';
import { checkMethod } from './fitting-method';
import { checkPool, checkRounds, checkViews } from './pairs';
import { readEntries } from './properties';
import { readCall, type ReadCall } from './read-call';
import { readLanguageCall } from './read-language-call';
import { readNumber } from './read-property';
import type { Checked } from './checked-all';
import type { CheckedTask, Foundations } from './checked-task';

export function checkCotrain(
  context: CheckContext,
  declaration: BlockDeclaration<'cotrain'>,
  below: Foundations,
  tasks: Checked<CheckedTask>,
  taught: Map<string, BlockDeclaration<'cotrain'>>,
): CotrainPlan | null {
  const { inputs, blocks } = below;
  const { properties } = readEntries(context, declaration);
  const methodValue = properties.get('method')?.value;
  const read = methodValue ? readCall(context, 'cotraining', methodValue) : usualMethod();
  const shareProperty = properties.get('share');
  // What is shared is shared by several.
  const forOne = shareProperty ? [] : methodsForOne();
  const networks = readNetworks(context, declaration, {
    forOne,
    method: read?.declaration.name,
    methodValue,
  });
  const task = readTask(context, declaration, properties.get('task')?.value, networks, tasks, taught);
  let method = read?.whole ? read.call : null;
  const share = shareProperty ? readExchange(context, shareProperty, { networks, inputs, blocks }) : null;
  if (networks && task && read?.whole) {
    const taught = { pair: declaration, networks, task: tasks.get(task)! };
    if (!checkMethod(context, taught, read, methodValue)) method = null;
    if (read.declaration.apart)
      checkViews(context, { pair: declaration, networks, method: read.call.name }, below, share?.common);
    checkPool(context, declaration, taught, read, below);
  }
  const hasRounds = read?.declaration.acts !== 'steps';
  if (read && !hasRounds) checkRounds(context, properties, read.call.name);
  const rounds = hasRounds ? readNumber(context, 'cotrain', 'rounds', properties.get('rounds')?.value) : 0;
  const untilValue = hasRounds ? properties.get('until')?.value : undefined;
  const until = untilValue ? readLanguageCall(context, 'cotrain', 'until', untilValue) : null;
  if (!networks || !task || !method || (shareProperty && !share) || rounds === null || (untilValue && !until))
    return null;
  return {
    networks,
    task,
    method,
    share: share && share.call,
    rounds,
    until: until && { name: 'stable', rounds: until.args['rounds'] as number },
    ...context.at(declaration),
  };
}

function usualMethod(): ReadCall<'cotraining'> {
  const call = defaultCall('cotraining', 'propagation');
  return { declaration: declarationNamed('cotraining', call.name)!, call, whole: true, assigned: new Map() };
}

/** Names of the methods by which a single network learns from rows without labels. */
const methodsForOne = (): readonly string[] =>
  namesOf('cotraining').filter((name) => declarationNamed('cotraining', name)?.least === 1);

/** The method of a pair and where it is written, and by which methods one network would be enough. */
interface Methods {
  readonly forOne: readonly string[];
  readonly method: string | undefined;
  readonly methodValue: Value | undefined;
}

function readNetworks(
  context: CheckContext,
  declaration: BlockDeclaration<'cotrain'>,
  { forOne, method, methodValue }: Methods,
): readonly string[] | null {
  const seen = new Set<string>();
  let whole = true;
  for (const node of declaration.on) {
    const symbol = findName(context, node, ['network']);
    if (!symbol) whole = false;
    else if (seen.has(symbol.name)) {
      const link = /\s*<->\s*$/.exec(context.tree.text.slice(0, node.from));
      const edit = { from: link?.index ?? node.from, to: node.to, newText: '' };
      const fixes = dropping(context, node, edit, true);
      context.report(foundationTwice(context.where(node), symbol.name, fixes));
    } else seen.add(symbol.name);
  }
  if (!whole) return null;
  if (declaration.on.length < (method !== undefined && forOne.includes(method) ? 1 : 2)) {
    const [only] = declaration.on;
    const others = context.symbols.ofKind('network').filter(({ name }) => name !== only?.text);
    const fixes = others.slice(0, 2).flatMap(({ name }) => {
      const end = only?.to ?? declaration.keyword.to;
      return inserting(context, { from: end, to: end, newText: ` <-> ${name}` });
    });
    const instead = methodValue && only ? replacing(context, methodValue, ...forOne) : [];
    context.report(
      networksTooFew(context.where(only ?? declaration.keyword), forOne, [...fixes, ...instead]),
    );
    return null;
  }
  return seen.size === declaration.on.length ? [...seen] : null;
}

/** The networks of the second pair join those of the first. */
function mergePairs(
  context: CheckContext,
  first: BlockDeclaration<'cotrain'>,
  second: BlockDeclaration<'cotrain'>,
): readonly Fix[] {
  const named = new Set(first.on.map((node) => node.text));
  const added = second.on.filter((node) => !named.has(node.text)).map((node) => ` <-> ${node.text}`);
  if (added.length === 0) return droppingDeclaration(context, second);
  const end = first.on.at(-1)!.to;
  return editing(context, text('Put everything into the first one'), [
    { from: end, to: end, newText: added.join('') },
    removeDeclaration(context.tree, second),
  ]);
}

function readTask(
  context: CheckContext,
  declaration: BlockDeclaration<'cotrain'>,
  value: Value | undefined,
  networks: readonly string[] | null,
  tasks: Checked<CheckedTask>,
  taught: Map<string, BlockDeclaration<'cotrain'>>,
): string | null {
  if (!value || value.kind === 'missing') return null;
  if (value.kind !== 'word') {
    const remedy = text('Write the name of one that is declared with `task`.');
    const fixes = replacing(context, value, ...[...tasks.keys()].slice(0, 3));
    context.report(valueOfOtherForm(context.where(value), text('A task is expected here.'), remedy, fixes));
    return null;
  }
  const { name } = value satisfies WordValue;
  const symbol = findName(context, name, ['task']);
  const task = symbol && tasks.get(symbol.name);
  if (!task || !networks) return null;
  const earlier = taught.get(symbol.name);
  if (earlier) {
    const fixes = mergePairs(context, earlier, declaration);
    context.report(networkTaughtTwice(context.where(name), symbol.name, fixes));
    return null;
  }
  taught.set(symbol.name, declaration);
  const target = task.target?.declaration;
  if (target?.each) {
    const remedy = text('Let the networks teach each other a task with one prediction a row.');
    const fixes = droppingDeclaration(context, declaration);
    context.report(notAvailableYet(context.where(name), `cotrain … as ${target.name}`, fixes, remedy));
    return null;
  }
  const on = task.on.map((foundation) => foundation.name);
  const missing = networks.filter((network) => !on.includes(network));
  if (missing.length > 0) {
    const last = symbol.declaration.kind === 'task' ? symbol.declaration.on.at(-1) : undefined;
    const newText = missing.map((network) => `, ${network}`).join('');
    const fixes = last
      ? inserting(context, { from: last.to, to: last.to, newText }, `${missing.join(', ')}`)
      : [];
    context.report(taskNotOnNetwork(context.where(name), symbol.name, missing, [...on, ...missing], fixes));
    return null;
  }
  return symbol.name;
}
